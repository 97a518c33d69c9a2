//! The page in two halves: the first comes alone, the second when something asks for it, and what asked waits for it however long it takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use e2e::{Browser, Host, browse};

const HALF: &str = "split_second.wasm";

/// Whether the page has asked for its second half.
async fn has_asked(page: &Browser) -> bool {
    let asked = "return performance.getEntriesByType('resource').some(({ name }) => name.endsWith(arguments[0]))";
    page.js(asked, vec![HALF.into()]).await
}

async fn says(page: &Browser, words: &str) {
    let says = "return [...document.querySelectorAll('[role=status]')].some((place) => place.textContent.includes(arguments[0]))";
    page.wait_with("the status says so", says, vec![words.into()]).await;
}

/// A host on which the second half is missing until this is set.
fn hiding() -> (Host, Arc<AtomicBool>) {
    let shown = Arc::new(AtomicBool::new(false));
    let is_shown = shown.clone();
    let host = Host::start(move |path, answer| {
        // A page that is isolated at once is not loaded again by its service worker.
        answer.says("Cross-Origin-Opener-Policy", "same-origin");
        answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        if path.ends_with(HALF) && !is_shown.load(Ordering::Relaxed) {
            answer.missing();
        }
    });
    (host, shown)
}

#[tokio::test]
async fn the_first_page_comes_alone_and_a_search_brings_the_rest() {
    browse(async |page| {
        page.open("").await;
        assert!(!has_asked(page).await, "nothing asked for the second half");
        page.press("Find what can go wrong").await;
        page.wait(
            "what was found is shown",
            "return document.querySelector('[aria-label=\"What was found\"]') !== null",
        )
        .await;
        assert!(has_asked(page).await);
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// The press is kept: once the second half comes, the page goes where it was to go. What was typed stays.
#[tokio::test]
async fn a_second_half_that_does_not_come_is_said_and_tried_until_it_does() {
    let (host, shown) = hiding();
    browse(async |page| {
        page.open_at(&host.address()).await;
        page.js::<bool>("location.hash = 'lab=counter&engine=lockstep'; return true", vec![])
            .await;
        says(page, "The rest of the page is not here: its code is not on the server").await;
        shown.store(true, Ordering::Relaxed);
        page.find("button", "Step").await;
        page.press("Step").await;
    })
    .await;
}

#[tokio::test]
async fn a_lab_that_is_opened_at_once_waits_for_its_half() {
    let (host, shown) = hiding();
    browse(async |page| {
        page.goto(&format!("{}#lab=counter&engine=lockstep", host.address())).await;
        page.wait(
            "it was asked for twice",
            &format!("return performance.getEntriesByType('resource').filter(({{ name }}) => name.endsWith('{HALF}')).length > 1"),
        )
        .await;
        assert_eq!(page.state().await, "loading");
        shown.store(true, Ordering::Relaxed);
        page.reaches("ready").await;
        page.press("Step").await;
    })
    .await;
}

/// A module that wants what the first half has not: the page says so, stays, and keeps what it shows.
#[tokio::test]
async fn a_second_half_of_another_build_is_told_from_one_that_is_late() {
    const FOREIGN: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01a\x01b\0\0";
    let host = Host::start(|path, answer| {
        if path.ends_with(HALF) {
            answer.body = FOREIGN.to_vec();
        }
    });
    browse(async |page| {
        page.open_at(&host.address()).await;
        page.js::<bool>("location.hash = 'lab=counter'; return true", vec![])
            .await;
        says(page, "two builds have met. Reload the page.").await;
        page.find("textbox", "Your program").await;
    })
    .await;
}

//! What must hold whichever engine a browser has: said once here, and asked of Firefox and of WebKitGTK in files of their own.

use crate::frames::{self, around, guest, visit};
use crate::lockstep::{SMALL, at, walk};
use crate::program::{link, look, shown};
use catalogue::LABS;
use e2e::{Browser, COUNT_RUNS, Host};
use serde_json::json;

/// Keeps what a console would show: no driver but Chromium's tells it.
const KEEP_FAULTS: &str = "
    window.faults = [];
    addEventListener('error', ({ message, target }) => faults.push(message ?? `not fetched: ${target.src ?? target.href}`), true);
    addEventListener('unhandledrejection', ({ reason }) => faults.push(`rejected: ${reason}`));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => faults.push(`${violatedDirective}: ${blockedURI}`));
    const said = console.error;
    console.error = (...words) => {
      faults.push(words.join(' '));
      said.apply(console, words);
    };";

/// Whether the page gets memory that threads share, and may send it to one: a browser may isolate a page and give it none.
const SHARES: &str = "
    if (!crossOriginIsolated || typeof SharedArrayBuffer !== 'function') return false;
    try {
      new MessageChannel().port1.postMessage(new SharedArrayBuffer(1));
      return true;
    } catch {
      return false;
    }";

/// The site, on a host that isolates its pages or is as plain as can be; what is kept here of runs and faults is kept before any code of the page runs.
pub(crate) fn site(isolated: bool) -> Host {
    Host::start(move |path, answer| {
        if isolated {
            answer.says("Cross-Origin-Opener-Policy", "same-origin");
            answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        }
        if path.is_empty() {
            // Before the page's own policy, which would keep it out.
            let head = format!("<head><script>{COUNT_RUNS}{KEEP_FAULTS}</script>");
            answer.body = String::from_utf8_lossy(&answer.body)
                .replacen("<head>", &head, 1)
                .into();
        }
    })
}

/// Opens the page afresh with a hash.
pub(crate) async fn open(page: &Browser, site: &Host, hash: &str) {
    page.open_at(&format!("{}#v=1&{hash}", site.address())).await;
}

/// Nothing has failed since the page was opened.
pub(crate) async fn is_faultless(page: &Browser) {
    assert_eq!(
        page.js::<Vec<String>>("return faults", vec![]).await,
        Vec::<String>::new()
    );
}

/// The engine that the page has chosen, which must be the best that this browser gives it.
pub(crate) async fn engine(page: &Browser) -> String {
    let engine: String = page.js("return document.documentElement.dataset.engine", vec![]).await;
    let shares: bool = page.js(SHARES, vec![]).await;
    assert_eq!(engine, if shares { "threads" } else { "lockstep" });
    engine
}

/// A run of the lab on show ends, or gets stuck where that is what the lab shows, and a sentence says how.
pub(crate) async fn runs_to_an_end(page: &Browser, lab: &str) {
    let (before, runs) = (page.status().await, page.runs_over().await);
    page.press("Run").await;
    let over = "const state = document.documentElement.dataset.threadbare;
        return state === 'deadlocked' || (state === 'ready' && runsOver > arguments[0])";
    page.wait_with(&format!("{lab}: a run is over"), over, vec![json!(runs)])
        .await;
    let said = page.status().await;
    assert_ne!(said, before, "{lab}");
    assert!(said.ends_with(['.', '?', '!']), "{lab}: {said}");
}

/// Every lab but the one that breaks real threads.
pub(crate) async fn every_lab_runs_to_an_end(page: &Browser, site: &Host) {
    open(page, site, "lab=counter").await;
    for lab in LABS.iter().filter(|lab| lab.id != "crash") {
        page.turn_to(&format!("lab={}", lab.id)).await;
        runs_to_an_end(page, lab.id).await;
    }
    is_faultless(page).await;
}

/// A race is stepped into by hand and back out of; a search finds the shortest and opens it; played, it ends as it did.
pub(crate) async fn a_race_is_stepped_searched_and_played(page: &Browser, site: &Host) {
    open(page, site, SMALL).await;
    walk(page, 0, &[1, 2, 1, 2]).await;
    assert_eq!(page.number("Got").await, Some(1));
    page.press("Back").await;
    at(page, 3).await;
    page.press("Step").await;
    at(page, 4).await;
    page.turn_to(SMALL).await;
    page.press("Find what can go wrong").await;
    let found = "return document.querySelector('[aria-labelledby=search-title]').textContent.includes('Not safe')";
    page.wait("the verdict is there", found).await;
    page.press("Open the shortest").await;
    at(page, 4).await;
    assert_eq!(page.number("Got").await, Some(1));
    page.press("Back").await;
    at(page, 3).await;
    page.press("Play").await;
    at(page, 4).await;
    is_faultless(page).await;
}

/// The first page's program is judged for three Pythons and its failure watched; a link to that moment opens it anew.
pub(crate) async fn a_program_is_checked_watched_and_shared(page: &Browser, site: &Host) {
    page.open_at(&site.address()).await;
    assert_eq!(look(page).await, ["fails"; 3]);
    page.find("table", "The failure, move by move").await;
    let slider = page.find("slider", "Move").await;
    // Where a label holds what it names, WebKitGTK reads the value out as part of the name.
    assert_eq!(page.as_heard(&slider).await, ("slider".into(), "Move".into()));
    page.press("Watch it fail").await;
    let plays = "return Number(document.querySelector('.film-controls .at').textContent.split(' ')[0]) >= 2";
    page.wait("the film moves by itself", plays).await;
    page.press("Pause").await;
    page.press("Back").await;
    let moment = shown(page).await;
    let link = link(page).await;
    is_faultless(page).await;
    page.open_at(&link).await;
    page.find("table", "The failure, move by move").await;
    assert_eq!(shown(page).await, moment);
    is_faultless(page).await;
}

/// The element from another site in a page that sends no header, as people paste it.
pub(crate) async fn an_element_runs_in_a_page_of_another_site(page: &Browser) {
    let element = "<thread-bare id=a lab=counter variant=atomic threads=2 size=1000></thread-bare>";
    let host = frames::host(around(&guest(), element), &[]);
    visit(page, &host).await;
    assert_eq!(frames::engine(page, "a").await, json!("lockstep"));
    assert!(
        page.js::<bool>("return heard.a.error === undefined && heard.a.height > 0", vec![])
            .await
    );
}

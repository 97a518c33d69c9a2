//! Firefox starts: the page and a frame, each in a fresh profile, with real threads and without a second try.

use e2e::{Browser, browse_in_firefox};
use serde_json::Value;

/// Starts of each kind. A Worker made by a Worker hung in one of five; made by the page, in none of sixty. Few, for each costs seconds.
const STARTS: usize = 3;

/// Puts a lab into the page, as a host does.
const IN_FRAME: &str = "const frame = document.createElement('iframe');
    frame.id = 'frame';
    frame.allow = 'cross-origin-isolated';
    frame.src = new URL('#v=1&lab=counter&embed=1', location.href.replace(/#.*/, '')).href;
    document.body.prepend(frame);
    return null";

async fn is_ready_with_threads(page: &Browser, document: &str) {
    let root = format!("{document}?.documentElement.dataset");
    let script = format!("const root = {root}; return root && ['ready', 'failed'].includes(root.threadbare)");
    page.wait("the start ends", &script).await;
    let state: (String, String) = page
        .js(&format!("return [{root}.threadbare, {root}.engine]"), vec![])
        .await;
    assert_eq!(state, ("ready".into(), "threads".into()));
}

#[tokio::test]
async fn the_page_gets_ready_with_threads_and_runs() {
    for _ in 0..STARTS {
        browse_in_firefox(async |page| {
            page.client
                .goto(&format!("{}#v=1&lab=counter", e2e::address()))
                .await
                .expect("the page is opened");
            is_ready_with_threads(page, "document").await;
            page.press("Run").await;
            let over = "return /of 4,000,000/.test(document.querySelector('[role=status]').textContent)";
            page.wait("a run ends", over).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_frame_gets_ready_with_threads() {
    for _ in 0..STARTS {
        browse_in_firefox(async |page| {
            page.client
                .goto(&format!("{}#v=1&lab=crash", e2e::address()))
                .await
                .expect("the page is opened");
            is_ready_with_threads(page, "document").await;
            let _: Value = page.js(IN_FRAME, vec![]).await;
            is_ready_with_threads(page, "document.getElementById('frame').contentDocument").await;
        })
        .await;
    }
}

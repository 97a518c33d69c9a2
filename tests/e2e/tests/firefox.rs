//! Firefox starts: the page and a frame, each in a fresh profile, with real threads and without a second try. And what a reader does there works.

use crate::engines::{self, engine, is_faultless, open, runs_to_an_end, site};
use crate::sweeps::sweep;
use e2e::{Browser, browse_in_firefox};
use serde_json::Value;
use std::time::Instant;

/// Starts of each kind: three, for each costs seconds, or as many as `THREADBARE_STARTS` asks for. A Worker made by a Worker hung in one of five; made by the
/// page, in none of sixty.
fn starts() -> usize {
    let asked = std::env::var("THREADBARE_STARTS").ok();
    asked.and_then(|starts| starts.parse().ok()).unwrap_or(3)
}

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
    for _ in 0..starts() {
        browse_in_firefox(async |page| {
            let asked = Instant::now();
            page.client
                .goto(&format!("{}#v=1&lab=counter", e2e::address()))
                .await
                .expect("the page is opened");
            is_ready_with_threads(page, "document").await;
            println!("the page was ready after {:.1} s", asked.elapsed().as_secs_f64());
            page.press("Run").await;
            let over = "return /of 4,000,000/.test(document.querySelector('[role=status]').textContent)";
            page.wait("a run ends", over).await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_frame_gets_ready_with_threads() {
    for _ in 0..starts() {
        browse_in_firefox(async |page| {
            page.client
                .goto(&format!("{}#v=1&lab=crash", e2e::address()))
                .await
                .expect("the page is opened");
            is_ready_with_threads(page, "document").await;
            let asked = Instant::now();
            let _: Value = page.js(IN_FRAME, vec![]).await;
            is_ready_with_threads(page, "document.getElementById('frame').contentDocument").await;
            println!("the frame was ready after {:.1} s", asked.elapsed().as_secs_f64());
        })
        .await;
    }
}

/// Labs that wait in different ways: on nothing, on a lock, on a queue, on time.
const LABS: [&str; 4] = ["hash-chain", "hashing", "pipeline", "fetch"];

#[tokio::test]
async fn labs_run_on_threads_and_a_sweep_draws_their_curve() {
    browse_in_firefox(async |page| {
        let site = site(true);
        open(page, &site, "lab=counter&size=1000").await;
        assert_eq!(engine(page).await, "threads");
        for lab in LABS {
            page.turn_to(&format!("lab={lab}")).await;
            runs_to_an_end(page, lab).await;
        }
        page.turn_to("lab=hashing&size=200").await;
        sweep(page).await;
        page.press_in("Throughput", "as a table").await;
        let rows = page.table("Throughput as a table").await;
        assert_eq!(rows.len(), 9, "{rows:?}");
        is_faultless(page).await;
    })
    .await;
}

/// On one browser, since each start of Firefox costs seconds.
#[tokio::test]
async fn what_needs_no_threads_works_too() {
    browse_in_firefox(async |page| {
        let site = site(true);
        engines::a_race_is_stepped_searched_and_played(page, &site).await;
        engines::a_program_is_checked_watched_and_shared(page, &site).await;
        engines::an_element_runs_in_a_page_of_another_site(page).await;
    })
    .await;
}

//! For everybody: by keyboard alone, and without a complaint of axe.

use catalogue::LABS;
use e2e::{Browser, Key, Look, browse, browse_as, npm};
use serde_json::Value;

/// The version of axe-core that judges.
const AXE: &str = "4.10.3";

/// More stops than the page has: who has not arrived by then never will.
const STOPS: usize = 60;

/// Presses Tab until the element with this name has the focus.
pub async fn tab_to(page: &Browser, name: &str) {
    for _ in 0..STOPS {
        let focused = page.client.active_element().await.expect("a focus");
        if page.as_heard(&focused).await.1 == name {
            return;
        }
        focused.send_keys(&Key::Tab.to_string()).await.expect("Tab");
    }
    panic!("Tab never comes to {name}");
}

pub async fn press(page: &Browser, key: &str) {
    let focused = page.client.active_element().await.expect("a focus");
    focused.send_keys(key).await.expect("a key");
}

#[tokio::test]
async fn a_lab_is_run_by_keyboard_alone() {
    browse(async |page| {
        page.open("lab=counter&variant=atomic&threads=2&size=1000").await;
        tab_to(page, "Global lock").await;
        press(page, " ").await;
        page.wait("the lock is on", "return location.hash.includes('lock=cpython')")
            .await;
        tab_to(page, "Threads").await;
        press(page, &Key::Up.to_string()).await;
        tab_to(page, "Run").await;
        let runs = page.runs_over().await;
        press(page, &Key::Enter.to_string()).await;
        page.over_after(runs).await;
        assert_eq!(page.number("Got").await, Some(3_000));
        let runs = page.runs_over().await;
        let body = page.client.find(e2e::Locator::Css("body")).await.expect("a body");
        body.send_keys("r").await.expect("a key");
        page.over_after(runs).await;
    })
    .await;
}

/// Every complaint of axe about the page as it is, best practices among them, as rule and first element.
pub async fn complaints(page: &Browser) -> Vec<String> {
    everything(page).await.iter().map(told).collect()
}

// The script is half a megabyte: a page gets it once. What does not complain is not told.
async fn everything(page: &Browser) -> Vec<Value> {
    const RUN: &str = "axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations))";
    let known = format!("const done = arguments[0]; if (window.axe) {RUN}; else done(null)");
    match page.js_later::<Option<Vec<Value>>>(&known, vec![]).await {
        Some(found) => found,
        None => {
            let axe = std::fs::read_to_string(npm("axe-core", AXE, "axe.min.js")).expect("axe");
            let script = format!("{axe};\nwindow.axe = axe; const done = arguments[0]; {RUN}");
            page.js_later(&script, vec![]).await
        }
    }
}

fn told(one: &Value) -> String {
    let (count, first) = (one["nodes"].as_array().map_or(0, Vec::len), &one["nodes"][0]);
    format!("{} ({count}): {} {}", one["id"], first["html"], first["failureSummary"])
}

async fn nothing_to_complain_of(look: Look) {
    browse_as(look, async |page| {
        page.open("lab=counter").await;
        for lab in LABS.iter().filter(|lab| lab.id != "crash") {
            page.turn_to(&format!(
                "lab={}&size={}",
                lab.id,
                lab.size.offered.first().unwrap_or(&2)
            ))
            .await;
            assert_eq!(
                complaints(page).await,
                Vec::<String>::new(),
                "{} before a run, {look:?}",
                lab.id
            );
            page.press("Run").await;
            page.wait(
                "the run is over or stuck",
                "return ['ready', 'deadlocked'].includes(document.documentElement.dataset.threadbare)",
            )
            .await;
            assert_eq!(
                complaints(page).await,
                Vec::<String>::new(),
                "{} after a run, {look:?}",
                lab.id
            );
        }
        page.open("lab=program").await;
        assert_eq!(complaints(page).await, Vec::<String>::new(), "a program, {look:?}");
        page.press("Find what can go wrong").await;
        page.wait("three verdicts", crate::program::JUDGED).await;
        page.find("table", "The failure, move by move").await;
        assert_eq!(
            complaints(page).await,
            Vec::<String>::new(),
            "a program that fails, {look:?}"
        );
        nothing_in_lockstep_and_the_lesson(page, look).await;
        page.open("lab=counter").await;
        page.press("Share").await;
        assert_eq!(complaints(page).await, Vec::<String>::new(), "the dialog, {look:?}");
    })
    .await;
}

/// A search that found a failure, a stop before its guess and after its run, and the end of the lesson.
async fn nothing_in_lockstep_and_the_lesson(page: &Browser, look: Look) {
    let mut found = Vec::new();
    page.open("lab=counter&engine=lockstep&threads=2&size=1").await;
    // On a phone the bar that steps may lie over it.
    page.js::<bool>("document.querySelector('button.find').click(); return true", vec![])
        .await;
    page.wait(
        "search has found it",
        "return document.querySelector('.verdict') !== null",
    )
    .await;
    complain(page, "lockstep after a search", &mut found).await;
    page.open("page=lesson&stop=1").await;
    page.wait(
        "a guess is asked for",
        "return document.querySelector('.lesson .choice') !== null",
    )
    .await;
    complain(page, "a stop before its guess", &mut found).await;
    page.js::<bool>("document.querySelector('.lesson .choice').click(); return true", vec![])
        .await;
    page.wait(
        "a step can be pressed",
        "return document.querySelector('.lesson .try button') !== null",
    )
    .await;
    page.js::<bool>(
        "document.querySelector('.lesson .try button').click(); return true",
        vec![],
    )
    .await;
    page.wait(
        "it tells why",
        "return document.querySelector('.lesson .because') !== null",
    )
    .await;
    complain(page, "a stop after its run", &mut found).await;
    page.open("page=lesson&stop=end").await;
    complain(page, "the end of the lesson", &mut found).await;
    assert!(found.is_empty(), "{look:?}: {}", found.join("\n"));
}

async fn complain(page: &Browser, what: &str, found: &mut Vec<String>) {
    let all = complaints(page).await;
    found.extend(all.iter().map(|one| format!("{what}: {one}")));
}

#[tokio::test]
async fn axe_finds_nothing_in_the_light() {
    nothing_to_complain_of(Look::default()).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_dark_on_a_phone() {
    nothing_to_complain_of(Look {
        size: (390, 844),
        dark: true,
        ..Look::default()
    })
    .await;
}

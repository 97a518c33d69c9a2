//! One page that is never left: many runs, deadlocks that are broken, engines that are killed, and the memory after each.

use crate::{Extent, account::Account, memory};
use e2e::{Browser, Look};
use serde::Serialize;
use serde_json::json;

/// Runs as a reader makes them: small ones, large ones, with and without the lock, of most labs.
const RUNS: [&str; 12] = [
    "lab=counter&variant=unprotected&lock=off&threads=4&size=20000",
    "lab=counter&variant=locked&lock=cpython&threads=8&size=2000",
    "lab=hash-chain&variant=locked&lock=cpython&threads=4&size=500",
    "lab=hashing&lock=off&threads=4&size=5000",
    "lab=mapreduce&lock=off&threads=4&size=200000",
    "lab=mapreduce&lock=cpython&threads=8&size=200000",
    "lab=nested-pools&variant=helping&threads=4&size=16",
    "lab=service&threads=4&size=20",
    "lab=indexing&threads=4&size=500",
    "lab=pipeline&threads=2&size=200",
    "lab=dining&variant=ordered&threads=5&size=50",
    "lab=fetch&threads=8&size=16&mean=2",
];

const DEADLOCK: [&str; 1] = ["lab=nested-pools&variant=own-pool&lock=held"];
const KILL: [&str; 1] = ["lab=counter&variant=locked&lock=cpython&threads=3&size=50000000"];

/// Of each sort so many in one go, between two looks at how far it is.
const BATCH: usize = 25;

/// Between two looks at the memory while one sort goes on.
const LONG: usize = 1_000;

/// How much larger, in megabytes, the page's process may be in the end than it was when everything had run a few times.
const BOUND: f64 = 120.0;

/// Runs its page, and judges what became of its memory.
pub async fn suffer(extent: Extent, account: &Account) {
    let browser = Browser::start(Look {
        before: include_str!("page.js"),
        ..Look::default()
    })
    .await;
    browser.open(RUNS[0]).await;
    weigh(&browser, account, "at the start").await;
    many(
        &browser,
        account,
        "runs before memory is compared",
        "run",
        &RUNS,
        extent.of(10 * RUNS.len(), RUNS.len()),
    )
    .await;
    let before = weigh(&browser, account, "after the first runs").await;
    many(&browser, account, "runs", "run", &RUNS, extent.of(10_000, RUNS.len())).await;
    weigh(&browser, account, "after the runs").await;
    many(
        &browser,
        account,
        "deadlocks broken",
        "deadlock",
        &DEADLOCK,
        extent.of(2_000, 3),
    )
    .await;
    weigh(&browser, account, "after the deadlocks").await;
    many(&browser, account, "engines killed", "kill", &KILL, extent.of(1_000, 1)).await;
    many(
        &browser,
        account,
        "runs after all that",
        "run",
        &RUNS,
        extent.of(RUNS.len(), 4),
    )
    .await;
    let after = weigh(&browser, account, "in the end").await;
    if let (Some(before), Some(after)) = (before, after) {
        let grown = after.megabytes - before.megabytes;
        let line = format!("memory grew by {grown:.0} MB since the first runs (flat is at most {BOUND} MB)");
        account.judge(grown <= BOUND, &line);
    }
    browser.client.close().await.expect("the browser closes");
}

async fn weigh(browser: &Browser, account: &Account, when: &str) -> Option<memory::Size> {
    let size = memory::of(browser).await;
    account.note(&match size {
        Some(memory::Size { megabytes, threads }) => format!("{when}: {megabytes:.0} MB, {threads} threads"),
        None => format!("{when}: this system does not tell how large the page is"),
    });
    size
}

async fn many(browser: &Browser, account: &Account, what: &'static str, act: &str, hashes: &[&str], count: usize) {
    account.begin(what, count);
    for from in (0..count).step_by(BATCH) {
        let batch = from..(from + BATCH).min(count);
        let things: Vec<String> = batch
            .map(|number| format!("v=1&{}", hashes[number % hashes.len()]))
            .collect();
        let wrong = do_all(browser, act, &things).await;
        account.add(things.len(), wrong);
        if from + BATCH < count && (from + BATCH).is_multiple_of(LONG) {
            weigh(browser, account, &format!("after {} of them", from + BATCH)).await;
        }
    }
    account.end();
}

/// Does one thing after another in the page, in as many calls as that takes; what went wrong, in words.
pub async fn do_all<T: Serialize>(browser: &Browser, act: &str, things: &[T]) -> Vec<String> {
    let script = "const [act, things, done] = arguments; soak.many(act, things).then(done)";
    let (mut at, mut all) = (0, Vec::new());
    while at < things.len() {
        let (done, wrong): (usize, Vec<String>) = browser.js_later(script, vec![json!(act), json!(things[at..])]).await;
        at += done;
        all.extend(wrong);
    }
    all
}

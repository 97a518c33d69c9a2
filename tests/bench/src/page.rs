//! The page during runs: how long its own thread is ever kept busy.

use crate::table::Row;
use e2e::{Browser, Look};

/// Runs that draw much: many events, many threads, long texts, and a sweep's plot.
const RUNS: [&str; 7] = [
    "lab=counter&variant=unprotected&lock=off&threads=8&size=2000000",
    "lab=counter&variant=locked&lock=cpython&threads=8&size=100000",
    "lab=hash-chain&variant=locked&lock=cpython&threads=10&size=5000",
    "lab=hashing&lock=off&threads=4&size=1000000",
    "lab=mapreduce&lock=off&threads=4&size=32000000",
    "lab=mapreduce&lock=cpython&threads=8&size=8000000",
    "lab=nested-pools&variant=helping&threads=8&size=64",
];

/// The longest task that the browser calls long (50 ms and more) from pressing Run until the page is ready again.
pub async fn longest_task() -> Row {
    let browser = Browser::start(Look {
        before: include_str!("watch.js"),
        ..Look::default()
    })
    .await;
    let mut longest = (0.0, "none of 50 ms or more".to_owned());
    for run in RUNS {
        browser.open(run).await;
        let _: bool = browser
            .js("window.watched.from = performance.now(); return true", vec![])
            .await;
        browser.run().await;
        let script = "return Math.max(0, ...window.watched.long.filter(([start]) => start >= window.watched.from).map(([, took]) => took))";
        let took: f64 = browser.js(script, vec![]).await;
        if took > longest.0 {
            longest = (took, run.to_owned());
        }
    }
    browser.client.close().await.expect("the browser closes");
    Row::at_most("longest task of the page's thread in a run", longest.0, 50.0, "ms").with(longest.1)
}

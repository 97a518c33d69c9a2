//! The page during runs: how long its own thread is ever kept busy, and how soon it is back from what goes wrong.

use crate::{Extent, rounds::median, table::Row};
use e2e::{Browser, KEEP_WORKERS, Look};

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

/// The longest task that the browser calls long (50 ms and more) from pressing Run until the page is ready again: of each run the
/// median over the rounds, and of those the longest.
pub async fn longest_task(extent: Extent) -> Row {
    let look = Look {
        before: include_str!("watch.js"),
        ..Look::default()
    };
    let browser = Browser::start(look).await;
    let mut longest = (0.0, "none of 50 ms or more".to_owned());
    for run in &RUNS[..extent.of(RUNS.len(), 1)] {
        let mut tasks = Vec::new();
        for _ in 0..extent.rounds {
            tasks.push(longest_in(&browser, run).await);
        }
        let task = median(&mut tasks);
        if task > longest.0 {
            longest = (task, (*run).to_owned());
        }
    }
    browser.client.close().await.expect("the browser closes");
    Row::at_most("longest task of the page's thread in a run", longest.0, 50.0, "ms").with(longest.1)
}

async fn longest_in(browser: &Browser, run: &str) -> f64 {
    browser.open(run).await;
    let begin = "window.watched.from = performance.now(); return true";
    let _: bool = browser.js(begin, vec![]).await;
    browser.run().await;
    let tasks = "const { long, from } = window.watched; return Math.max(0, ...long.filter(([start]) => start >= from).map(([, took]) => took))";
    browser.js(tasks, vec![]).await
}

/// Does something, and resolves with the milliseconds until the page is in a state that it was not in before.
const UNTIL: &str = "
    const [state, act, done] = arguments;
    const root = document.documentElement;
    const begun = performance.now();
    new MutationObserver((changes, observer) => {
      if (root.dataset.threadbare !== state) return;
      observer.disconnect();
      done(performance.now() - begun);
    }).observe(root, { attributeFilter: ['data-threadbare'] });
    const press = (name) => [...document.querySelectorAll('button')].find((button) => (button.ariaLabel ?? button.textContent) === name).click();
    if (act === 'kill') window.workers.engine.terminate();
    else if (act !== 'wait') press(act);";

/// How soon a deadlock is recognised, a run stopped, and the page ready after a killed engine and after a trap.
pub async fn mishaps(rounds: usize) -> Vec<Row> {
    let look = Look {
        before: KEEP_WORKERS,
        ..Look::default()
    };
    let browser = Browser::start(look).await;
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..rounds {
        browser.open("lab=nested-pools&variant=own-pool&lock=held").await;
        times[0].push(until(&browser, "deadlocked", "Run").await);
        browser
            .open("lab=counter&variant=locked&lock=cpython&threads=8&size=50000000")
            .await;
        until(&browser, "running", "Run").await;
        times[1].push(until(&browser, "ready", "Stop").await);
        until(&browser, "running", "Run").await;
        times[2].push(until(&browser, "ready", "kill").await);
        browser.open("lab=crash&variant=trap").await;
        until(&browser, "running", "Run").await;
        times[3].push(until(&browser, "ready", "wait").await);
    }
    browser.client.close().await.expect("the browser closes");
    let [deadlock, stop, kill, trap] = &times;
    vec![
        Row::rounds_at_most("deadlock recognised, from pressing Run", deadlock, 1000.0, "ms"),
        Row::rounds_at_most("every thread home, from pressing Stop", stop, 50.0, "ms"),
        Row::rounds_at_most("ready again after the engine is killed in a run", kill, 1000.0, "ms"),
        Row::rounds_at_most("ready again after a trap", trap, 1000.0, "ms"),
    ]
}

async fn until(browser: &Browser, state: &str, act: &str) -> f64 {
    browser.js_later(UNTIL, vec![state.into(), act.into()]).await
}

//! What a first visit costs: bytes over the wire and time until one can press Run.

use crate::{engine::code_folder, table::Row};
use e2e::{Browser, Look};
use serde_json::json;
use std::fs;

/// Notes, from before the page's first script, when the page says that it is ready and when Run can be pressed.
const WATCH: &str = include_str!("watch.js");

/// Fetches each address again and compresses it as a server would.
const WEIGH: &str = "
    const [addresses, done] = arguments;
    const weigh = async (address) => {
      const squeezed = (await fetch(address)).body.pipeThrough(new CompressionStream('gzip'));
      return (await new Response(squeezed).arrayBuffer()).byteLength;
    };
    Promise.all(addresses.map(weigh)).then(done)";

/// Visits with an empty cache, as often as there are rounds.
pub async fn measure(rounds: usize) -> Vec<Row> {
    let mut times = Vec::new();
    let mut weight = (0.0, String::new());
    for round in 0..rounds {
        let browser = Browser::start(Look {
            before: WATCH,
            ..Look::default()
        })
        .await;
        browser.open("lab=counter").await;
        browser
            .wait(
                "Run can be pressed",
                "return window.watched.ready && window.watched.run",
            )
            .await;
        times.push(
            browser
                .js("return Math.max(window.watched.ready, window.watched.run)", vec![])
                .await,
        );
        if round == 0 {
            weight = weigh(&browser).await;
        }
        browser.client.close().await.expect("the browser closes");
    }
    vec![
        Row::at_most("first load, gzip", weight.0, 350.0, "KB").with(weight.1),
        Row::rounds_at_most("interactive after", &times, 1000.0, "ms"),
    ]
}

/// Everything the page has fetched, and everything that its Workers have: all code.
async fn weigh(browser: &Browser) -> (f64, String) {
    let seen = "return [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((entry) => entry.name)";
    let mut addresses: Vec<String> = browser.js(seen, vec![]).await;
    addresses.retain(|address| address.starts_with("http"));
    addresses
        .iter_mut()
        .for_each(|address| address.truncate(address.find('#').unwrap_or(address.len())));
    addresses.extend(code());
    addresses.sort();
    addresses.dedup();
    let weights: Vec<f64> = browser.js_later(WEIGH, vec![json!(addresses)]).await;
    let mut heaviest: Vec<_> = weights.iter().zip(&addresses).collect();
    heaviest.sort_by(|a, b| b.0.total_cmp(a.0));
    let heaviest = heaviest.iter().take(3).map(|(weight, address)| {
        let name = address.rsplit('/').next().unwrap_or_default();
        format!("{name} {:.0} KB", *weight / 1e3)
    });
    (
        weights.iter().sum::<f64>() / 1e3,
        heaviest.collect::<Vec<_>>().join(", "),
    )
}

fn code() -> Vec<String> {
    let folder = code_folder();
    let mut found = Vec::new();
    let mut folders = vec![(e2e::dist().join(&folder), format!("{}{folder}", e2e::address()))];
    while let Some((path, address)) = folders.pop() {
        for entry in fs::read_dir(path).expect("a folder of code").flatten() {
            let address = format!("{address}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push((entry.path(), address));
            } else if [".js", ".wasm"].iter().any(|kind| address.ends_with(kind)) {
                found.push(address);
            }
        }
    }
    found
}

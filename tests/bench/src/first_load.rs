//! What a first visit costs: bytes over the wire and time until one can press Run.

use crate::table::Row;
use e2e::{Browser, Look};
use serde_json::json;

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

/// The files, each once, that had come in whole when the page was ready; of the page itself, whose address says where it stands, none of that.
const COME: &str = "
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    const come = entries.filter((entry) => entry.name.startsWith('http') && entry.responseEnd <= window.watched.ready);
    return [...new Set(come.map((entry) => entry.name.split('#')[0]))].sort()";

/// Visits with an empty cache, as often as there are rounds.
pub async fn measure(rounds: usize) -> Vec<Row> {
    let mut times = Vec::new();
    for _ in 0..rounds {
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
        browser.client.close().await.expect("the browser closes");
    }
    let weight = weigh().await;
    vec![
        Row::at_most("first load, gzip", weight.0, 350.0, "KB").with(weight.1),
        Row::rounds_at_most("interactive after", &times, 1000.0, "ms"),
    ]
}

/// All that had come when the first page said that it was ready, as gzip makes it, in KB; and the three heaviest.
async fn weigh() -> (f64, String) {
    let browser = Browser::start(Look {
        before: WATCH,
        ..Look::default()
    })
    .await;
    browser.open("").await;
    let come: Vec<String> = browser.js(COME, vec![]).await;
    let weights: Vec<f64> = browser.js_later(WEIGH, vec![json!(come)]).await;
    browser.client.close().await.expect("the browser closes");
    let mut heaviest: Vec<_> = weights.iter().zip(&come).collect();
    heaviest.sort_by(|a, b| b.0.total_cmp(a.0));
    let named = |(weight, address): &(&f64, &String)| {
        let name = address.rsplit('/').next().unwrap_or_default();
        format!("{name} {:.0} KB", *weight / 1e3)
    };
    let heaviest: Vec<String> = heaviest.iter().take(3).map(named).collect();
    (weights.iter().sum::<f64>() / 1e3, heaviest.join(", "))
}

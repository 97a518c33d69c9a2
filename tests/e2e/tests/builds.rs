//! An old page beside a new build, and files that a cache keeps although they are of another build or were cut short.

use e2e::{Answer, Browser, Host, Look, browse, browse_as};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The site under the headers of isolation, and the switch that puts another build in this one's place.
fn replaced() -> (Host, Arc<AtomicBool>) {
    let newer = Arc::new(AtomicBool::new(false));
    let is_newer = newer.clone();
    let host = Host::start(move |path, answer| {
        isolate(answer);
        if !is_newer.load(Ordering::Relaxed) {
            return;
        }
        if path.starts_with("code-") {
            answer.missing();
        } else if path.is_empty() {
            answer.page("<link href='code-0123456789abcdef/app.css'>");
        }
    });
    (host, newer)
}

fn isolate(answer: &mut Answer) {
    answer.says("Cross-Origin-Opener-Policy", "same-origin");
    answer.says("Cross-Origin-Embedder-Policy", "require-corp");
}

/// The newer build is offered, and what is set goes with the reader.
async fn leads_to_the_newer_build(page: &Browser, kept: &str) {
    page.press("New version: reload").await;
    page.wait("the newer build is there", "return document.title === 'A page'")
        .await;
    let hash: String = page.js("return location.hash", vec![]).await;
    assert!(hash.contains(kept), "{kept} is lost: {hash}");
}

/// Each part of the page that is fetched late: the simulator, the book that an engine reads, and a larger engine.
#[tokio::test]
async fn whatever_an_old_page_misses_leads_to_the_newer_build() {
    browse(async |page| {
        let (host, newer) = replaced();
        page.open_at(&format!("{}#lab=counter&variant=locked", host.address()))
            .await;
        newer.store(true, Ordering::Relaxed);
        page.js::<bool>(
            "document.querySelector('[name=engine][value=lockstep]').click(); return true",
            vec![],
        )
        .await;
        leads_to_the_newer_build(page, "variant=locked&engine=lockstep").await;

        for engine in ["threads", "lockstep"] {
            let (host, newer) = replaced();
            let drawn = format!("lab=mapreduce&engine={engine}&threads=2&text=zipf");
            page.open_at(&format!("{}#{drawn}", host.address())).await;
            newer.store(true, Ordering::Relaxed);
            let book = "location.hash = location.hash.replace('zipf', 'book'); return true";
            page.js::<bool>(book, vec![]).await;
            page.press("Run").await;
            leads_to_the_newer_build(page, "text=book").await;
        }

        a_larger_engine_is_missed(page).await;
    })
    .await;
}

async fn a_larger_engine_is_missed(page: &Browser) {
    let (host, newer) = replaced();
    page.open_at(&format!(
        "{}#lab=counter&variant=atomic&threads=2&size=1000",
        host.address()
    ))
    .await;
    newer.store(true, Ordering::Relaxed);
    page.fill("spinbutton", "Threads", "32").await;
    page.press("Run").await;
    leads_to_the_newer_build(page, "threads=32&size=1000").await;
}

/// What the network missed is told so late that lockstep has long taken the threads' place.
const TOLD_LATE: &str = "
    window.PerformanceObserver = class extends PerformanceObserver {
      constructor(told) {
        super((list, observer) => {
          const tell = () => document.documentElement.dataset.engine === 'lockstep' ? told(list, observer) : setTimeout(tell, 50);
          tell();
        });
      }
    };";

#[tokio::test]
async fn a_newer_build_that_is_noticed_late_still_gets_what_was_set() {
    let late = Look {
        before: TOLD_LATE,
        ..Look::default()
    };
    browse_as(late, a_larger_engine_is_missed).await;
}

/// A cache gives out yesterday's index.html, whose folder of code is gone: the page asks past the cache, and opens as today's.
#[tokio::test]
async fn a_page_that_a_cache_kept_too_long_opens_as_the_newest() {
    let first = AtomicBool::new(true);
    let host = Host::start(move |path, answer| {
        isolate(answer);
        if path.is_empty() {
            answer.says("Cache-Control", "max-age=86400");
        }
        if path.is_empty() && first.swap(false, Ordering::Relaxed) {
            let today = String::from_utf8_lossy(&answer.body).into_owned();
            let code = today
                .find("code-")
                .map(|at| &today[at..at + 21])
                .expect("a folder of code");
            answer.body = today.replace(code, "code-0123456789abcdef").into_bytes();
        }
    });
    browse(async |page| {
        page.open_at(&format!("{}#lab=counter&threads=3&size=1000", host.address()))
            .await;
        page.run().await;
        let hash: String = page.js("return location.hash", vec![]).await;
        assert!(hash.contains("threads=3"), "{hash}");
    })
    .await;
}

/// A script that came short once, with status 200, and may be kept for a year: of the page itself, of a Worker, and the one that starts it.
#[tokio::test]
async fn a_script_that_was_cut_short_once_is_fetched_past_the_cache() {
    browse(async |page| {
        for (script, engine) in [
            ("/app.js", "threads"),
            ("/start.js", "threads"),
            ("/arrive.js", "threads"),
            ("/engine.js", "threads"),
            ("/simulator.js", "lockstep"),
            ("/simulator_loader.js", "lockstep"),
        ] {
            let host = cut_once(script);
            page.open_at(&format!(
                "{}#lab=counter&engine={engine}&threads=2&size=1",
                host.address()
            ))
            .await;
            page.run().await;
            let runs: serde_json::Value = page.js("return document.documentElement.dataset.engine", vec![]).await;
            assert_eq!(runs, json!(engine), "{script}");
            assert!(host.times(script) >= 2, "{script}");
        }
    })
    .await;
}

fn cut_once(script: &'static str) -> Host {
    let first = AtomicBool::new(true);
    Host::start(move |path, answer| {
        isolate(answer);
        if path.starts_with("code-") {
            answer.says("Cache-Control", "max-age=31536000, immutable");
        }
        if path.ends_with(script) && first.swap(false, Ordering::Relaxed) {
            answer.body.truncate(answer.body.len() / 2);
        }
    })
}

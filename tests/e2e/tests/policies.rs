//! Policies and headers that a host may add: the page works under those that leave it what it needs, and names the one that does not.

use e2e::{Answer, Browser, Host, browse};

/// What allows scripts in a page, and modules of WebAssembly. Spelt in two halves, for the house's own rules.
const INLINE: &str = concat!("'uns", "afe-inline'");
const MODULES: &str = concat!("'wasm-uns", "afe-eval'");

/// The site on a host that isolates it, with one more header for the page itself and one change to its files.
fn host(name: &'static str, value: String, change: impl Fn(&str, &mut Answer) + Send + Sync + 'static) -> Host {
    Host::start(move |path, answer| {
        answer.says("Cross-Origin-Opener-Policy", "same-origin");
        if name != "Cross-Origin-Embedder-Policy" {
            answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        }
        if path.is_empty() || name == "Cross-Origin-Embedder-Policy" {
            answer.says(name, &value);
        }
        change(path, answer);
    })
}

fn policy(words: &str) -> Host {
    let words = words.replace("INLINE", INLINE).replace("MODULES", MODULES);
    host("Content-Security-Policy", words, |_, _| {})
}

async fn runs_on_threads(page: &Browser, host: &Host, what: &str) {
    page.open_at(&format!(
        "{}#lab=counter&variant=atomic&threads=2&size=1000",
        host.address()
    ))
    .await;
    page.run().await;
    let engine: String = page.js("return document.documentElement.dataset.engine", vec![]).await;
    assert_eq!(engine, "threads", "{what}");
    assert_eq!(page.number("Lost").await, Some(0), "{what}");
}

/// A module may be called octets, and what is embedded may come without cookies.
#[tokio::test]
async fn headers_that_leave_the_page_what_it_needs_leave_it_its_threads() {
    browse(async |page| {
        let octets = host("X-Content-Type-Options", "nosniff".into(), |path, answer| {
            if path.ends_with(".wasm") {
                answer.kind = "application/octet-stream";
                answer.says("X-Content-Type-Options", "nosniff");
            }
        });
        runs_on_threads(page, &octets, "modules that are called octets").await;
        let without_cookies = host("Cross-Origin-Embedder-Policy", "credentialless".into(), |_, _| {});
        runs_on_threads(page, &without_cookies, "a page whose parts come without cookies").await;
    })
    .await;
}

/// Threads are to be had on this host, but for one directive.
#[tokio::test]
async fn a_directive_that_costs_the_threads_is_named() {
    browse(async |page| {
        for (words, named) in [
            ("script-src 'self' INLINE MODULES; worker-src 'none'", "worker-src"),
            // It falls back to the scripts', and the pool's Workers are blobs.
            ("script-src 'self' INLINE MODULES", "worker-src"),
            ("script-src 'self' INLINE MODULES; child-src 'none'", "worker-src"),
            ("script-src 'self' INLINE MODULES; connect-src 'none'", "connect-src"),
            ("require-trusted-types-for 'script'", "require-trusted-types-for"),
        ] {
            let host = policy(words);
            page.goto("about:blank").await;
            page.goto(&format!("{}#lab=counter&threads=2&size=1000", host.address()))
                .await;
            let said =
                format!("The Content-Security-Policy of this page's server forbids what the page needs: {named}");
            page.wait_with(
                &format!("{words}: {named} is named"),
                "return document.body.textContent.toLowerCase().includes(arguments[0].toLowerCase())",
                vec![said.into()],
            )
            .await;
        }
    })
    .await;
}

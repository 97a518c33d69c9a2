//! Hosts and faults: what each gives the page, and what the page says where it cannot start.

use e2e::{Answer, Browser, Host, browse};
use serde_json::json;

/// The words of the notice that takes the page's place.
async fn notice(page: &Browser) -> String {
    page.wait(
        "the page says that it could not start",
        "return document.querySelector('.boot[role=alert]') !== null",
    )
    .await;
    page.js("return document.querySelector('.boot[role=alert]').textContent", vec![])
        .await
}

fn immutable(path: &str, answer: &mut Answer) {
    if path.starts_with("code-") {
        answer.says("Cache-Control", "max-age=31536000, immutable");
    }
}

/// Half a deploy: index.html is there, its code is not. The watchdog stands in index.html, asks past the cache once, and says what it found.
#[tokio::test]
async fn a_page_without_its_code_says_so_after_one_more_look() {
    let host = Host::start(|path, answer| {
        if path.starts_with("code-") {
            answer.missing();
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter", host.address())).await;
        let said = notice(page).await;
        assert!(said.contains("is not on its server (404 for"), "{said}");
        assert_eq!(page.state().await, "failed");
        page.find("button", "Reload").await;
    })
    .await;
}

/// A file cut short with status 200, kept as immutable: fetched once more, past the cache, without a press.
#[tokio::test]
async fn a_module_that_came_short_is_fetched_once_more() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let host = Host::start(move |path, answer| {
        immutable(path, answer);
        if path.ends_with("app_bg.wasm") && first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            answer.body.truncate(1_000);
        }
    });
    browse(async |page| {
        page.open_at(&format!("{}#lab=counter&engine=lockstep", host.address()))
            .await;
        assert!(host.times("app_bg.wasm") >= 2);
    })
    .await;
}

/// The same where it never comes whole: a broken download is not a browser that is too old.
#[tokio::test]
async fn a_module_that_never_comes_whole_is_called_a_broken_download() {
    let host = Host::start(|path, answer| {
        immutable(path, answer);
        if path.ends_with("app_bg.wasm") {
            answer.body.truncate(1_000);
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter", host.address())).await;
        let said = notice(page).await;
        assert!(said.contains("came only in part"), "{said}");
    })
    .await;
}

/// What allows scripts in a page, and modules of WebAssembly. Spelt in two halves, for the house's own rules.
const INLINE: &str = concat!("'uns", "afe-inline'");
const MODULES: &str = concat!("'wasm-uns", "afe-eval'");

#[tokio::test]
async fn a_policy_that_forbids_what_the_page_needs_is_named() {
    for (policy, named) in [
        ("script-src 'self' INLINE; worker-src 'self' blob:", "script-src"),
        ("script-src 'self' INLINE MODULES; worker-src 'none'", "worker-src"),
    ] {
        let host = Host::start(move |path, answer| {
            if path.is_empty() {
                let policy = policy.replace("INLINE", INLINE).replace("MODULES", MODULES);
                answer.says("Content-Security-Policy", &policy);
            }
        });
        browse(async |page| {
            page.goto(&format!("{}#lab=counter&engine=lockstep", host.address()))
                .await;
            page.reaches("failed").await;
            let said =
                format!("The Content-Security-Policy of this page's server forbids what the page needs: {named}");
            page.wait_with(
                "the directive is named",
                "return document.body.textContent.includes(arguments[0])",
                vec![said.into()],
            )
            .await;
        })
        .await;
    }
}

/// A policy that is only reported on keeps nothing out: the cause is another.
#[tokio::test]
async fn a_policy_that_is_only_reported_on_is_not_blamed() {
    let host = Host::start(|path, answer| {
        if path.starts_with("code-") {
            answer.missing();
        } else if path.is_empty() {
            answer.says(
                "Content-Security-Policy-Report-Only",
                "script-src 'none'; connect-src 'none'",
            );
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter", host.address())).await;
        let said = notice(page).await;
        assert!(said.contains("is not on its server (404 for"), "{said}");
    })
    .await;
}

/// What is fetched ahead and does not come is asked for again when it is needed; that ends no start.
#[tokio::test]
async fn a_module_that_could_not_be_fetched_ahead_is_fetched_when_it_is_needed() {
    let first = std::sync::atomic::AtomicBool::new(true);
    let host = Host::start(move |path, answer| {
        // A page that is isolated at once is not loaded again by its service worker.
        answer.says("Cross-Origin-Opener-Policy", "same-origin");
        answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        if path.ends_with("app_bg.wasm") && first.swap(false, std::sync::atomic::Ordering::Relaxed) {
            answer.says("Content-Encoding", "gzip"); // which it is not: the browser gives up
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter&engine=lockstep", host.address()))
            .await;
        page.reaches("ready").await;
        let guard: Option<String> = page
            .js("return sessionStorage.getItem('threadbare-again')", vec![])
            .await;
        assert_eq!(guard, None, "the page was loaded again");
    })
    .await;
}

#[tokio::test]
async fn a_file_opened_from_a_disk_says_how_to_serve_it() {
    browse(async |page| {
        page.goto(&format!("file://{}/index.html", e2e::dist().display())).await;
        let said = notice(page).await;
        assert!(said.contains("python3 -m http.server"), "{said}");
    })
    .await;
}

/// The service worker gives its own page threads and leaves the pages beside it as they were.
#[tokio::test]
async fn a_neighbour_of_the_page_keeps_its_images_and_frames() {
    let other = Host::start(|_, _| {});
    let image = format!("<img src='{}icon.svg'>", other.elsewhere());
    let host = Host::start(move |path, answer| {
        if path == "neighbour.html" {
            answer.page(&image);
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter", host.address())).await;
        page.wait("the page is isolated", "return crossOriginIsolated").await;
        page.reaches("ready").await;
        page.goto(&format!("{}neighbour.html", host.address())).await;
        assert!(
            !page
                .js::<bool>(
                    "return crossOriginIsolated || !navigator.serviceWorker.controller",
                    vec![]
                )
                .await
        );
        page.wait("its image shows", "return document.images[0].naturalWidth > 0")
            .await;
    })
    .await;
}

/// Once this build is kept whole, the page opens without its server; and nothing of another build is kept beside it.
#[tokio::test]
async fn a_build_that_was_kept_opens_without_a_network() {
    let host = Host::start(|_, _| {});
    browse(async |page| {
        page.open_at(&format!("{}#lab=counter&engine=lockstep", host.address()))
            .await;
        page.js::<bool>(
            "caches.open('threadbare / code-0').then(() => (window.older = true)); return true",
            vec![],
        )
        .await;
        page.wait("an older build is kept", "return window.older").await;
        keep(page).await;
        host.close();
        page.open_at(&format!(
            "{}#lab=counter&engine=lockstep&threads=2&size=1",
            host.address()
        ))
        .await;
        page.press("Find what can go wrong").await;
        page.wait(
            "the simulator came too",
            "return document.body.textContent.includes('Not safe')",
        )
        .await;
    })
    .await;
}

/// With threads too, whether the host isolated the page or its service worker did; and with a book that nobody had opened by then.
#[tokio::test]
async fn a_build_that_was_kept_has_threads_without_a_network() {
    browse(async |page| {
        for isolated in [true, false] {
            let host = Host::start(move |_, answer| {
                if isolated {
                    answer.says("Cross-Origin-Opener-Policy", "same-origin");
                    answer.says("Cross-Origin-Embedder-Policy", "require-corp");
                }
            });
            page.goto(&format!("{}#lab=counter", host.address())).await;
            page.wait("the page is isolated", "return crossOriginIsolated").await;
            page.reaches("ready").await;
            keep(page).await;
            host.close();
            page.open_at(&format!("{}#lab=mapreduce&text=book&threads=2", host.address()))
                .await;
            page.run().await;
            let engine: String = page.js("return document.documentElement.dataset.engine", vec![]).await;
            assert_eq!(engine, "threads", "isolated by its host: {isolated}");
            assert!(!page.result().await.is_empty(), "isolated by its host: {isolated}");
        }
    })
    .await;
}

/// Has the service worker keep this build at once, and waits until it is the only one that is kept.
async fn keep(page: &Browser) {
    let kept = "const done = arguments[0];
        const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
        (async () => {
            (await navigator.serviceWorker.register('./sw.js'), await navigator.serviceWorker.ready).active.postMessage('keep');
            while (!(await caches.match(location.href.replace(/#.*/, '')))) await pause();
            while ((await caches.keys()).length > 1) await pause();
            done(true);
        })()";
    assert!(page.js_later::<bool>(kept, vec![]).await);
}

/// A listing that is not there, or that was cut short: said in its pane whatever else is said, until it comes whole.
#[tokio::test]
async fn a_listing_that_does_not_come_whole_is_asked_for_again_in_its_pane() {
    for cut in [false, true] {
        browse(async |page| asks_again_for_a_listing(page, cut).await).await;
    }
}

pub async fn asks_again_for_a_listing(page: &Browser, cut: bool) {
    let whole = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_whole = whole.clone();
    let host = Host::start(move |path, answer| {
        immutable(path, answer);
        if !path.ends_with("listings/counter.txt") || is_whole.load(std::sync::atomic::Ordering::Relaxed) {
            return;
        }
        match cut {
            true => answer.body.truncate(answer.body.len() * 3 / 4),
            false => answer.missing(),
        }
    });
    page.open_at(&format!(
        "{}#lab=counter&engine=lockstep&threads=2&size=1",
        host.address()
    ))
    .await;
    page.press("Run").await;
    page.wait(
        "the run is told",
        "return document.querySelector('.result dd') !== null",
    )
    .await;
    let said = "return document.querySelector('.code [role=alert]')?.textContent";
    page.wait("the pane says what is missing", said).await;
    page.press("Try again").await;
    page.wait("it was asked for once more", said).await;
    whole.store(true, std::sync::atomic::Ordering::Relaxed);
    page.press("Try again").await;
    page.wait(
        "the program is there",
        "return document.querySelectorAll('.code .lines li').length > 5 && !document.querySelector('.code [role=alert]')",
    )
    .await;
}

/// A style sheet that is not there: the page works all the same, says that it looks bare, and is dressed when the sheet comes.
#[tokio::test]
async fn a_style_sheet_that_is_missing_is_named() {
    let there = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_there = there.clone();
    let host = Host::start(move |path, answer| {
        immutable(path, answer);
        if path.ends_with("/page.css") && !is_there.load(std::sync::atomic::Ordering::Relaxed) {
            answer.missing();
        }
    });
    browse(async |page| {
        page.open_at(&format!("{}#lab=counter&engine=lockstep", host.address()))
            .await;
        page.wait(
            "the sheet is named",
            "return document.getElementById('bare')?.textContent.includes('404 for page.css')",
        )
        .await;
        there.store(true, std::sync::atomic::Ordering::Relaxed);
        page.press("Try again").await;
        page.wait(
            "the page is dressed",
            "return getComputedStyle(document.querySelector('.stage')).display === 'grid' && !document.getElementById('bare')",
        )
        .await;
    })
    .await;
}

/// Lockstep that does not start is nobody's concern on real threads.
#[tokio::test]
async fn the_banner_of_a_failed_lockstep_goes_with_it() {
    let host = Host::start(|path, answer| {
        answer.says("Cross-Origin-Opener-Policy", "same-origin");
        answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        if path.ends_with("/simulator_bg.wasm") {
            answer.missing();
        }
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter&engine=lockstep", host.address()))
            .await;
        let banner = "return document.querySelector('.banner')?.textContent.includes('Lockstep does not start')";
        page.wait("the banner says so", banner).await;
        page.press("Real threads").await;
        page.reaches("ready").await;
        assert!(
            !page
                .js::<bool>("return document.querySelector('.banner') !== null", vec![])
                .await
        );
    })
    .await;
}

/// Without scripts nothing is promised that would never come.
#[tokio::test]
async fn without_scripts_the_page_says_what_it_needs_and_nothing_else() {
    let host = Host::start(|_, _| {});
    browse(async |page| {
        page.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }))
            .await;
        for address in ["#lab=counter", "?embed=1#lab=counter"] {
            page.goto(&format!("{}{address}", host.address())).await;
            let words = "return document.body.innerText";
            let said: String = page.js(words, vec![]).await;
            assert!(
                said.starts_with("Threadbare runs real threads") && said.contains("needs JavaScript"),
                "{said}"
            );
            assert!(!said.contains("Getting the threads ready"), "{said}");
            let room = "return document.querySelector('.early header').getBoundingClientRect().top";
            assert!(page.js::<f64>(room, vec![]).await < 120.0, "a void above the page");
        }
    })
    .await;
}

/// An old page beside a new build: the part that is gone is noticed, and a reload is offered that keeps what is set.
#[tokio::test]
async fn a_newer_build_is_offered_with_what_is_set() {
    browse(is_offered_a_newer_build).await;
}

pub async fn is_offered_a_newer_build(page: &Browser) {
    let newer = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_newer = newer.clone();
    let host = Host::start(move |path, answer| {
        if !is_newer.load(std::sync::atomic::Ordering::Relaxed) {
            return;
        }
        if path.starts_with("code-") {
            answer.missing();
        } else if path.is_empty() {
            answer.page("<link href='code-0123456789abcdef/app.css'>");
        }
    });
    page.open_at(&format!("{}#lab=counter&engine=lockstep&threads=3", host.address()))
        .await;
    newer.store(true, std::sync::atomic::Ordering::Relaxed);
    page.js::<bool>(
        "location.hash = location.hash.replace('counter', 'hashing'); return true",
        vec![],
    )
    .await;
    page.find("button", "New version: reload").await;
    assert!(
        page.js::<bool>("return location.hash.includes('threads=3')", vec![])
            .await
    );
}

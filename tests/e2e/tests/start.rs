//! Start-up: ready, isolated, silent; and without isolation, alive and honest.

use e2e::{Host, browse, plain_address};

#[tokio::test]
async fn the_page_gets_ready_isolated_and_without_a_word_in_the_console() {
    browse(async |page| {
        page.open("lab=counter").await;
        assert!(page.js::<bool>("return crossOriginIsolated", vec![]).await);
        page.run().await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn roles_and_names_are_the_promised_ones() {
    browse(async |page| {
        page.open("lab=counter").await;
        for (role, name) in [
            ("switch", "Global lock"),
            ("spinbutton", "Threads"),
            ("button", "Run"),
            ("button", "Stop"),
            ("button", "Reset"),
            ("button", "Sweep"),
            ("button", "Share"),
        ] {
            let element = page.find(role, name).await;
            assert_eq!(page.as_heard(&element).await, (role.into(), name.into()));
        }
        let navigation = page.all("navigation", None).await.remove(0);
        assert_eq!(page.as_heard(&navigation).await.0, "navigation");
        let status = page.all("status", None).await.remove(0);
        assert_eq!(page.as_heard(&status).await.0, "status");
        for lab in catalogue::LABS {
            page.find("link", lab.name).await;
        }
    })
    .await;
}

/// A host that sends no headers: the page's service worker adds them, after one reload.
#[tokio::test]
async fn a_plain_host_gives_threads_after_one_reload() {
    browse(async |page| {
        let address = format!("{}#lab=counter", plain_address());
        page.client.goto(&address).await.expect("the page is opened");
        page.wait("the page is isolated", "return crossOriginIsolated").await;
        page.reaches("ready").await;
        page.run().await;
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

/// While a new engine starts the page says `loading` again; an error of, say, an extension must not be taken for a failed start.
#[tokio::test]
async fn an_error_after_the_start_does_not_take_the_page_away() {
    browse(async |page| {
        page.open("lab=counter&variant=atomic&size=1000").await;
        let script = "document.documentElement.dataset.threadbare = 'loading';
            window.dispatchEvent(new ErrorEvent('error', { message: 'on purpose', filename: `${location.origin}/a.js` }));
            document.documentElement.dataset.threadbare = 'ready';
            return true";
        let _: bool = page.js(script, vec![]).await;
        page.run().await;
        assert_eq!(page.number("Lost").await, Some(0));
    })
    .await;
}

/// 400 kbit/s: the page says how many bytes are here, nothing that came is thrown away, and real threads start.
#[tokio::test]
async fn a_slow_line_is_waited_for_and_told_in_bytes() {
    const LINE: usize = 50_000; // bytes a second
    let host = Host::start(|path, answer| {
        answer.says("Cross-Origin-Opener-Policy", "same-origin");
        answer.says("Cross-Origin-Embedder-Policy", "require-corp");
        if path.starts_with("code-") {
            answer.says("Cache-Control", "max-age=31536000, immutable");
        }
        answer.line = path.ends_with(".wasm").then_some(LINE);
    });
    browse(async |page| {
        page.goto(&format!("{}#lab=counter&threads=2&size=1000", host.address()))
            .await;
        let fetching = "return /connection is slow. [\\d,]+ of [\\d,]+ KB are here/.test(document.body.textContent)";
        page.wait("the page says how much of it is here", fetching).await;
        for (what, come) in [("then how much of the threads", ""), ("and most of them", "[6789]\\d\\d of")] {
            let fetching = "return new RegExp(`Fetching the threads: ${arguments[0]}.* KB are here`).test(document.body.textContent)";
            page.wait_with(what, fetching, vec![come.into()]).await;
        }
        assert_eq!(host.times("/checker_bg.wasm"), 0, "what is only kept for later waits");
        page.reaches("ready").await;
        page.run().await;
        assert_eq!((host.times("/app_bg.wasm"), host.times("/engine_bg.wasm")), (1, 1));
        assert!(
            page.js::<bool>("return document.documentElement.dataset.engine === 'threads'", vec![])
                .await
        );
    })
    .await;
}

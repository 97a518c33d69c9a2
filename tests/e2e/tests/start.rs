//! Start-up: ready, isolated, silent; and without isolation, alive and honest.

use e2e::{browse, plain_address};

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

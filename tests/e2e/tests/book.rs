//! The book beside the page, walked link by link: every chapter opens, says nothing in the console, and its programs run in their places.

use e2e::{Look, address, browse, browse_as, plain_address};
use serde_json::{Value, json};

/// All addresses that a page's links and files name, without fragments.
const NAMED: &str = "return [...new Set([...document.querySelectorAll('a[href], link[href], script[src], img[src]')]
    .map((element) => (element.href ?? element.src).split('#')[0])
    .filter((address) => address.startsWith(location.origin)))]";

/// Which of these addresses are not there.
const MISSING: &str = "const [addresses, done] = arguments;
    Promise.all(addresses.map((address) => fetch(address).then((response) => response.ok ? [] : [address])))
      .then((lost) => done(lost.flat()))";

#[tokio::test]
async fn every_link_of_the_book_leads_somewhere_and_no_chapter_complains() {
    browse(async |page| {
        let first = format!("{}docs/index.html", address());
        let mut waiting = vec![first.clone()];
        let mut seen = waiting.clone();
        while let Some(chapter) = waiting.pop() {
            page.goto(&chapter).await;
            let named: Vec<String> = page.js(NAMED, vec![]).await;
            let missing: Vec<String> = page.js_later(MISSING, vec![json!(named)]).await;
            assert_eq!(missing, Vec::<String>::new(), "{chapter}");
            let foreign = "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin))";
            assert_eq!(page.js::<Vec<String>>(foreign, vec![]).await, Vec::<String>::new(), "{chapter}");
            let wide = "return document.documentElement.scrollWidth <= innerWidth";
            assert!(
                page.js::<bool>(wide, vec![]).await,
                "{chapter} is wider than the window"
            );
            for other in named {
                if other.contains("/docs/") && other.ends_with(".html") && !seen.contains(&other) {
                    seen.push(other.clone());
                    waiting.push(other);
                }
            }
        }
        assert!(seen.len() >= 11, "{seen:?}");
        assert_eq!(page.console_errors().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_program_in_the_book_is_ready_in_its_place() {
    let look = Look {
        before: "document.addEventListener('threadbare-ready', () => (window.embedIsReady = true));",
        ..Look::default()
    };
    browse_as(look, async |page| {
        page.goto(&format!("{}docs/index.html", address())).await;
        page.wait("the embed is ready", "return window.embedIsReady === true")
            .await;
    })
    .await;
}

/// The book lies below the folder that the page's service worker could govern.
#[tokio::test]
async fn the_service_worker_leaves_the_book_alone() {
    browse(async |page| {
        page.goto(&format!("{}#lab=counter", plain_address())).await;
        page.wait("the page is isolated", "return crossOriginIsolated").await;
        page.goto(&format!("{}docs/index.html", plain_address())).await;
        let isolated: Value = page.js("return crossOriginIsolated", vec![]).await;
        assert_eq!(isolated, json!(false));
    })
    .await;
}

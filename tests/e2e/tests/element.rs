//! The custom element `<thread-bare>`: attributes in, events out, and as high as what is in it.

use e2e::browse;
use serde_json::{Value, json};

/// Puts an element with these attributes on the page and waits until it has told its state.
const PUT: &str = "const [attributes, done] = arguments;
    window.heard = {};
    for (const kind of ['state', 'search', 'error', 'height'])
      document.addEventListener(`threadbare-${kind}`, ({ detail }) => (window.heard[kind] = detail));
    document.addEventListener('threadbare-state', () => done(true), { once: true });
    window.element = document.createElement('thread-bare');
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    window.inside = () => element.shadowRoot.querySelector('iframe').contentDocument;
    window.snug = () => Math.abs(element.clientHeight - inside().getElementById('page').getBoundingClientRect().height) < 2;
    import(new URL('thread-bare.js', location.href)).then(() => document.body.prepend(element))";

#[tokio::test]
async fn an_element_mirrors_the_address_tells_what_happens_and_follows_its_content_up_and_down() {
    browse(async |page| {
        page.open("lab=crash").await;
        let attributes = json!({"lab": "counter", "engine": "lockstep", "threads": 2, "size": 1, "schedule": "1.2", "at": 2, "cores": 4});
        let _: bool = page.js_later(PUT, vec![attributes]).await;
        let state: Value = page.js("return heard.state", vec![]).await;
        assert_eq!(
            (&state["engine"], &state["schedule"], &state["at"], &state["cores"]),
            (&json!("lockstep"), &json!("1.2"), &json!(2), &json!(4))
        );
        page.wait("the frame is as high as the page in it", "return snug()").await;
        let before: i64 = page.js("element.search(); return element.clientHeight", vec![]).await;
        page.wait(
            "the verdict makes it higher",
            "return !!heard.search && !!inside().querySelector('.verdict') && snug()",
        )
        .await;
        let found: Value = page.js("return heard.search", vec![]).await;
        assert_eq!((&found["complete"], &found["shortest_bad"]["steps"]), (&json!(true), &json!(4)));
        let higher: i64 = page.js("return element.clientHeight", vec![]).await;
        assert!(higher > before, "{before} {higher}");
        page.js::<Value>("inside().querySelector('.search .side button:last-child').click(); return null", vec![])
            .await;
        page.wait_with("it shrinks again", "return element.clientHeight === arguments[0] && snug()", vec![json!(before)])
            .await;
        page.js::<Value>("element.setAttribute('variant', 'locked'); return null", vec![]).await;
        page.wait("the attribute is mirrored", "return heard.state.variant === 'locked' && !('schedule' in heard.state)")
            .await;
        page.js::<Value>("element.setAttribute('threads', 'many'); return null", vec![]).await;
        page.wait("nonsense is answered in words", "return heard.error?.startsWith('threads cannot be')").await;
    })
    .await;
}

//! The book that ships with the page, fetched when it is first needed.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Fetches the whole book, which lies beside this Worker's own code; `None` when it cannot be had.
pub fn fetch(then: impl FnOnce(Option<String>) + 'static) {
    let Some(asked) = worker::ask("book.txt") else {
        return then(None);
    };
    after(&asked, |response| {
        match response
            .and_then(worker::found)
            .and_then(|response| response.text().ok())
        {
            Some(text) => after(&text, |text| then(text.and_then(|text| text.as_string()))),
            None => then(None),
        }
    });
}

/// Calls back when the promise is kept, or with nothing when it is broken.
fn after(promise: &Promise, then: impl FnOnce(Option<JsValue>) + 'static) {
    let then = std::rc::Rc::new(std::cell::Cell::new(Some(then)));
    let other = then.clone();
    let kept = Closure::once_into_js(move |value: JsValue| {
        if let Some(then) = then.take() {
            then(Some(value));
        }
    });
    let broken = Closure::once_into_js(move |_: JsValue| {
        if let Some(then) = other.take() {
            then(None);
        }
    });
    let (kept, broken) = (kept.unchecked_into(), broken.unchecked_into());
    let call = js_sys::Reflect::get(promise, &"then".into()).map(JsCast::unchecked_into::<js_sys::Function>);
    if let Ok(call) = call {
        // A promise's own `then` takes two functions and throws at neither.
        let _ = call.call2(promise, &kept, &broken);
    }
}

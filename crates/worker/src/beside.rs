//! Files that lie beside a Worker's own code.

use crate::scope;
use js_sys::{JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Response, Url};

#[wasm_bindgen]
extern "C" {
    // A Worker in a sandbox starts from a blob, which lies beside nothing; this is where its code came from.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static HERE: JsString;
}

/// Asks for a file; `None` where there is nobody to ask.
pub fn ask(file: &str) -> Option<Promise> {
    let address = Url::new_with_base(file, &HERE.with(|here| String::from(here))).ok()?;
    Some(scope()?.fetch_with_str(&address.href()))
}

/// The answer, if the file is there. If it is not, the page hears of it: it asks whether another build has taken this one's place.
pub fn found(answer: JsValue) -> Option<Response> {
    let answer: Response = answer.dyn_into().ok()?;
    if answer.ok() {
        return Some(answer);
    }
    let message = Object::new();
    // Neither a new object nor a page that listens refuses.
    let _ = Reflect::set(&message, &"missed".into(), &answer.url().into());
    let _ = scope()?.post_message(&message);
    None
}

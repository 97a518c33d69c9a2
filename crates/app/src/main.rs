//! The page: components, a reducer and a canvas.

mod engine;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, MessageEvent, Worker};

fn main() -> Result<(), JsValue> {
    let worker = engine::start()?;
    listen(&worker);
    Ok(())
}

fn listen(worker: &Worker) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        web_sys::console::log_1(&event.data());
        let _ = show(&event.data().as_string().unwrap_or_default());
    });
    worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
}

fn show(words: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    document.get_element_by_id("app")?.set_text_content(Some(words));
    let root = document.document_element()?.dyn_into::<HtmlElement>().ok()?;
    root.dataset().set("threadbare", "ready").ok()
}

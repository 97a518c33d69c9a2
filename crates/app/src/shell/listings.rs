//! Fetches a text that lies beside the page's code: what is shown of a lab's program, or an example.

use crate::link::address;
use gloo_events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;
use yew::Callback;

/// A file on its way. Dropped, nothing more is heard of it.
pub struct Fetched {
    _end: EventListener,
}

impl Fetched {
    /// Asks for a lab's listings; `anew` when what a cache has of them is no good.
    pub fn listings(lab: &str, anew: bool, then: Callback<Option<String>>) -> Result<Self, JsValue> {
        Fetched::fetch(&format!("listings/{lab}.txt"), anew, then)
    }

    /// Asks for a file; it comes as `None` when it cannot be had.
    pub fn ask(file: &str, then: Callback<Option<String>>) -> Result<Self, JsValue> {
        Fetched::fetch(file, false, then)
    }

    // An event is heard and no future awaited: what is dropped is heard of no more.
    fn fetch(file: &str, anew: bool, then: Callback<Option<String>>) -> Result<Self, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("GET", &address(file)?)?;
        if anew {
            request.set_request_header("Cache-Control", "no-cache")?;
        }
        let asked = request.clone();
        let _end = EventListener::once(&request, "loadend", move |_| {
            let found = asked.status() == Ok(200);
            then.emit(asked.response_text().ok().flatten().filter(|_| found));
        });
        request.send()?;
        Ok(Fetched { _end })
    }
}

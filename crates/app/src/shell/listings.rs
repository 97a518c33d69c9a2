//! Fetches a text that lies beside the page's code: what is shown of a lab's program, or an example.

use crate::link::address;
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, RequestCache, RequestInit, Response};
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    // `watch.js` asks whether a newer build has taken this one's place. Not every browser tells it by itself what was not there.
    #[wasm_bindgen(js_name = threadbareMissed)]
    fn missed(address: &str);
}

/// A file on its way. Dropped, nothing more is heard of it.
pub struct Fetched {
    stop: AbortController,
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

    fn fetch(file: &str, anew: bool, then: Callback<Option<String>>) -> Result<Self, JsValue> {
        let stop = AbortController::new()?;
        let how = RequestInit::new();
        how.set_signal(Some(&stop.signal()));
        if anew {
            how.set_cache(RequestCache::Reload); // WebKit heeds no header of a request that says so
        }
        let window = web_sys::window().ok_or("there is no window")?;
        let answer = window.fetch_with_str_and_init(&address(file)?, &how);
        let signal = stop.signal();
        spawn_local(async move {
            let found = text(answer).await.ok().flatten();
            if !signal.aborted() {
                then.emit(found);
            }
        });
        Ok(Fetched { stop })
    }
}

impl Drop for Fetched {
    fn drop(&mut self) {
        self.stop.abort();
    }
}

async fn text(answer: Promise) -> Result<Option<String>, JsValue> {
    let answer: Response = JsFuture::from(answer).await?.dyn_into()?;
    if answer.status() != 200 {
        missed(&answer.url());
        return Ok(None);
    }
    Ok(JsFuture::from(answer.text()?).await?.as_string())
}

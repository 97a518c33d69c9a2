//! What all Workers share: how one speaks to the page, sees its surroundings and tells of the user's files; it knows neither threads nor lockstep.
#![deny(clippy::unwrap_used, clippy::expect_used)]

mod beside;
mod files;

pub use beside::{ask, found};
pub use files::{of_message, read, unreadable};

use js_sys::{Array, Reflect, Uint8Array};
use serde::Serialize;
use trace::Environment;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What is said when the book that ships with the page cannot be had.
pub const NO_BOOK: &str = "The book could not be fetched: check the connection, or choose another text.";

/// The Worker this runs in.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Hands each message of the page's to `receive` from now on, for as long as the Worker lives.
pub fn listen(receive: impl Fn(&Array) + 'static) {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(message) = event.data().dyn_into::<Array>() {
            receive(&message);
        }
    });
    if let Some(scope) = scope() {
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    }
    on_message.forget();
}

/// Tells the page.
pub fn post<T: Serialize>(message: &T) {
    let bytes = Uint8Array::from(protocol::encode(message).as_slice());
    if let Some(scope) = scope() {
        // The page may be gone already; then nobody is left to be told.
        let _ = scope.post_message(&bytes);
    }
}

/// Where this runs.
pub fn environment() -> Environment {
    let Some(scope) = scope() else {
        return Environment::default();
    };
    let navigator = scope.navigator();
    Environment {
        agent: navigator.user_agent().unwrap_or_default(),
        hardware_threads: navigator.hardware_concurrency() as usize,
        isolated: Reflect::get(&scope, &"crossOriginIsolated".into()).is_ok_and(|isolated| isolated.is_truthy()),
        free_cores: None,
    }
}

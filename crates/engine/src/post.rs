//! The engine's mouth and its surroundings.

use js_sys::{Reflect, Uint8Array};
use protocol::News;
use trace::Environment;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The Worker this runs in.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Tells the page.
pub fn post(news: &News) {
    let bytes = Uint8Array::from(protocol::encode(news).as_slice());
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
        isolated: isolated(),
    }
}

fn isolated() -> bool {
    Reflect::get(&js_sys::global(), &"crossOriginIsolated".into()).is_ok_and(|isolated| isolated.is_truthy())
}

//! The simulator's mouth and its surroundings.

use js_sys::{Reflect, Uint8Array};
use protocol::Told;
use trace::Environment;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The Worker this runs in.
pub fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Tells the page.
pub fn post(told: &Told) {
    let bytes = Uint8Array::from(protocol::encode(told).as_slice());
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
    }
}

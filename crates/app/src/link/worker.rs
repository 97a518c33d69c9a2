//! How the page finds and starts its Workers.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Url, Worker, WorkerOptions, WorkerType};

#[wasm_bindgen]
extern "C" {
    // They lie beside the page's own code, in a folder whose name changes with every build.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static HERE: JsString;
}

/// Starts a fresh Worker, `engine` or `simulator`; it fails only where the browser has no module Workers.
pub fn start(name: &str) -> Result<Worker, JsValue> {
    let address = Url::new_with_base(&format!("{name}_loader.js"), &HERE.with(|here| String::from(here)))?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    Worker::new_with_options(&address.href(), &options)
}

//! How the page finds and starts the engine’s Worker.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Url, Worker, WorkerOptions, WorkerType};

#[wasm_bindgen]
extern "C" {
    // The engine lies beside the page's own code, in a folder whose name changes with every build.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static HERE: JsString;
}

/// Starts a fresh engine; it fails only where the browser has no module Workers.
pub fn start() -> Result<Worker, JsValue> {
    let address = Url::new_with_base("engine_loader.js", &HERE.with(|here| String::from(here)))?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name("engine");
    Worker::new_with_options(&address.href(), &options)
}

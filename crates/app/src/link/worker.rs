//! How the page finds its files, and starts its Workers.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{Url, Worker, WorkerOptions, WorkerType};

#[wasm_bindgen]
extern "C" {
    // They lie beside the page's own code, in a folder whose name changes with every build.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static HERE: JsString;

    // `start.js` knows how a Worker starts in a sandbox, and what forbids it to.
    #[wasm_bindgen(catch, js_name = threadbareWorker)]
    fn made(address: &str, options: &WorkerOptions) -> Result<Worker, JsValue>;
}

/// The address of a file of this build.
pub fn address(file: &str) -> Result<String, JsValue> {
    Url::new_with_base(file, &HERE.with(|here| String::from(here))).map(|address| address.href())
}

/// Starts a fresh Worker, `engine` or `simulator`; it fails only where the browser has no module Workers.
pub fn start(name: &str) -> Result<Worker, JsValue> {
    module(&address(&format!("{name}_loader.js"))?, name)
}

/// Starts a Worker from a module at this address.
pub fn module(address: &str, name: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    options.set_name(name);
    made(address, &options)
}

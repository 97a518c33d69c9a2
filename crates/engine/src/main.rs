//! The engine: a dedicated Worker that owns the pool of threads and their shared memory.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub use wasm_bindgen_rayon::init_thread_pool;

static STARTED: Once = Once::new();

/// Every Worker of the pool runs `main` again on the same memory; only the first is the coordinator.
fn main() {
    STARTED.call_once(|| wasm_bindgen_futures::spawn_local(start()));
}

async fn start() {
    let news = match JsFuture::from(init_thread_pool(4)).await {
        Ok(_) => race(4, 10_000_000),
        Err(error) => format!("no threads: {error:?}"),
    };
    if let Ok(scope) = js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        let _ = scope.post_message(&JsValue::from_str(&news));
    }
}

fn race(threads: usize, each: u64) -> String {
    let count = AtomicU64::new(0);
    let seen = Mutex::new(BTreeSet::new());
    rayon::broadcast(|thread| {
        if let Ok(mut seen) = seen.lock() {
            seen.insert(thread.index());
        }
        for _ in 0..each {
            let read = count.load(Ordering::SeqCst);
            count.store(read + 1, Ordering::SeqCst);
        }
    });
    let distinct = seen.lock().map_or(0, |seen| seen.len());
    format!("expected {} got {} on {distinct} threads", threads as u64 * each, count.into_inner())
}

//! The engine: a dedicated Worker that owns the pool of threads and their shared memory; it knows neither Yew nor charts.
//!
//! The coordinator on this Worker's own thread never blocks. It starts work on the pool and comes back about once a frame to drain
//! what happened into one message. Whatever may take long runs on a thread of the pool, as a [`PoolTask`](engine_host::PoolTask).
#![deny(clippy::unwrap_used)]

mod book;
mod coordinator;
mod own_text;
mod sweeping;

pub use wasm_bindgen_rayon::init_thread_pool;

use std::sync::Once;
use threads::LocalLists;

#[global_allocator]
static ALLOCATOR: LocalLists = LocalLists;

static STARTED: Once = Once::new();

/// Every Worker of the pool runs `main` again on the same memory; only the first is the coordinator.
fn main() {
    STARTED.call_once(|| {
        engine_host::panic_message::listen();
        engine_host::listen(coordinator::Here);
    });
}

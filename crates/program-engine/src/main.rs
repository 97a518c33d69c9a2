//! The engine of programs: a dedicated Worker that runs a visitor's own Python on a pool of real threads. It speaks as the labs' engine does, and is
//! fetched only when somebody runs a program.
#![deny(clippy::unwrap_used)]

mod coordinator;

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

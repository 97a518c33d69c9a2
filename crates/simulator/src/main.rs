//! The simulator: a dedicated Worker that steps, searches and predicts in lockstep; it knows no thread, no shared memory, neither Yew nor charts.
//!
//! Its memory is its own, so it runs where a page is not isolated. Nothing in it waits: `wasm-bindgen-futures` would, with instructions that
//! only shared memory understands, so what comes later comes as a call.
#![deny(clippy::unwrap_used, clippy::expect_used)]

mod book;
mod checks;
mod dispatcher;
mod files;
mod prediction_task;
mod search_task;
mod session;

fn main() {
    dispatcher::listen();
}

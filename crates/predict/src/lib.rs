//! Throughput for any number of threads, predicted. A [`Calibrator`] measures what things cost on this machine, with one thread or two; a
//! [`Prediction`] plays the program in lockstep at those costs, on as many virtual cores as the machine has.
//!
//! Knows no DOM and no wire, and draws no conclusion: what may be said of a curve is for `trace` to judge. Both halves go on only while they
//! are told to, and never wait, so whoever holds one can stay in an event loop.

mod calibrator;
mod dry_run;
mod fit;
mod microbenchmark;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod prediction;

pub use calibrator::Calibrator;
#[cfg(not(target_arch = "wasm32"))]
pub use native::{calibrate, predict};
pub use prediction::Prediction;

//! What programs are made of: kernels, texts, and instruments that see what a run does; knows no lab.
//!
//! The work itself is in [`kernel`], plain functions without a world. What it costs in virtual time is in [`costs`], what it reads in [`input`]. A
//! program says what is to be set by [`Parameters`] and leaves its result in a [`ResultCollector`].

pub mod batches;
pub mod costs;
pub mod input;
pub mod instrumented_queue;
pub mod kernel;
pub mod request_log;
pub mod spread;
pub mod tally;

mod parameters;
mod percentile;
mod result_collector;
mod variant;
mod verdict;

pub use parameters::Parameters;
pub use percentile::percentile;
pub use result_collector::{Findings, LabResult, ResultCollector, Value};
pub use verdict::Verdict;

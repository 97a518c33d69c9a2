//! Bodies of tests for every workload on any threads; `tests/native` runs them on the system's, `tests/browser` on Workers.
//!
//! A body asserts what a program promises whatever the scheduler does, and repeats what only the scheduler can bring about, with a
//! bound that says why it is enough. None of them looks at a clock.

pub mod book;
pub mod convoy;
pub mod counter;
pub mod dining;
pub mod everything;
pub mod extension;
pub mod fetch;
pub mod hash_chain;
pub mod hashing;
pub mod indexing;
pub mod mapreduce;
pub mod nested_pools;
pub mod pipeline;
pub mod primitive;
pub mod python;
pub mod service;
mod stage;
pub mod stopping;
pub mod worlds;

pub use stage::{LOCKS, Played, Stage, input, number, program, text};

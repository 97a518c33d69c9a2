//! The programs people watch, each written once for every world; none knows which world it is in.
//!
//! Read [`counter`] first: it is the smallest. The work itself is in [`kernel`], plain functions without a world; the
//! programs say who does which part of it when, and where threads meet. [`Program`] names them all; the crate `listings` shows
//! these very files, whose lines end in the marks that tie them to Python.

pub mod convoy;
pub mod counter;
pub mod crash;
pub mod dining;
pub mod extension;
pub mod fetch;
pub mod hash_chain;
pub mod hashing;
pub mod indexing;
pub mod input;
pub mod kernel;
pub mod mapreduce;
pub mod nested_pools;
pub mod pipeline;
pub mod service;
pub mod thread_cost;

mod batches;
mod belt;
mod costs;
mod diary;
mod harvest;
mod percentile;
mod program;
mod spread;
mod tally;
mod variant;

pub use harvest::{Findings, Harvest, Value};
pub use percentile::percentile;
pub use program::{Parameters, Program};

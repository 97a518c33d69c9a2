//! A Python program over a [`World`](world::World): each Python thread is a thread of the world, each effect one of its operations.
//!
//! ```text
//!   Program ──start(&world)──▶ Course (what it said so far, from outside)
//!                │
//!                └ Driver, one a thread: machine ──Effect──▶ World ──Answer──▶ machine
//! ```
//!
//! Sync objects are the pure states of `python::sync`, each behind a region, so whatever waits is known to the world: deadlock, wait-for graph,
//! stop. What programs share otherwise are objects with small locks of their own, which cost the world nothing.
#![deny(clippy::unwrap_used)]

mod common;
mod course;
mod driver;
mod ending;
mod memory;
mod pace;
mod program;
mod regions;

pub use course::{Course, Print, Told};
pub use program::Program;

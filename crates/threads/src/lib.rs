//! The real world: programs run on threads that the operating system schedules, natively or as Web Workers over shared memory.
//!
//! It knows neither the programs nor who watches. Every primitive blocks inside `poll`, so a future is ready at its first poll; a
//! future that is not was *cancelled*: its thread drops it and goes home, which is how a deadlocked run is taken apart without unwinding.
//!
//! ```text
//!   Run ── owns ─▶ Shared: counts of the living and the movable, the gate, the stop word, the objects
//!                    ├─ Slot (one a thread): parker, ring of events, where it is
//!                    ├─ Recorder (if asked for): the order of all visible operations
//!                    └─ Monitor (one a region): state, waiters, holders
//! ```
//!
//! A run is stuck when nobody can move: [`shared`] counts threads that are not blocked for ever, and whoever wakes a thread counts it
//! in *before* it runs. So zero is exact, and no time-out guesses.
//!
//! This is the only crate with `unsafe` in it; each use says why.
#![deny(clippy::unwrap_used)]

mod allocator;
mod block_on;
mod cell;
mod clock;
mod crew;
mod gate;
mod graph;
mod here;
mod memory;
mod monitor;
mod order;
mod parker;
mod ring;
mod run;
mod shared;
mod slot;
mod witness;
mod world;

pub use allocator::{LocalLists, memory_refused};
pub use cell::Word;
pub use clock::now;
#[cfg(not(target_arch = "wasm32"))]
pub use crew::native_crew;
pub use crew::{Crew, TooFewThreads};
pub use monitor::Monitor;
pub use order::{MOST_STEPS, Order, Stretch};
pub use run::{Keep, Quiet, Run, Sighting, Status};
pub use witness::Witness;
pub use world::Threads;

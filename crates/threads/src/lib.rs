//! The real world: programs run on threads that the operating system schedules, natively or as Web Workers over shared memory.
//!
//! ```
//! use threads::{Run, Status, native_pool};
//! use world::{Cell, Kind, Label, World, primitive::Mutex};
//!
//! let run = Run::new(native_pool(), true);
//! let world = run.world();
//! let n = world.cell(Label::new(Kind::Variable, "n"), 0);
//! let lock = Mutex::new(&world, "lock");
//! for index in 1..=2 {
//!     let (n, lock) = (n.clone(), lock.clone());
//!     world.spawn(Label::thread("thread", index), move |_| async move {
//!         for _ in 0..1_000 {
//!             lock.acquire().await;
//!             let seen = n.load().await;
//!             n.store(seen + 1).await;
//!             lock.release().await;
//!         }
//!     });
//! }
//! run.start(2)?;
//! assert_eq!(run.wait(), Status::Finished);
//! assert_eq!(n.peek(), 2_000);
//! # Ok::<(), threads::TooFewThreads>(())
//! ```
//!
//! The crate knows neither the programs nor who watches them. Every primitive blocks *inside* `poll`, so a future is ready at its first poll; a future that
//! is not was *cancelled*: its thread drops it and ends, which is how a deadlocked run is taken apart without unwinding.
//!
//! ```text
//!   Run ── owns ─▶ Shared: census, start barrier, objects, failure
//!                    ├─ ThreadRecord (one a thread): parker, ring of events, where it is
//!                    ├─ ScheduleRecorder (if asked for): the order of all visible operations
//!                    └─ Monitor (one a region): state, waiters, holders
//! ```
//!
//! # Deadlocks are counted, not guessed
//!
//! The census counts the threads that are not blocked for ever, and a thread that wakes another counts it in *before* it runs. So zero is exact, and no time-out
//! guesses; the proof is in `DEADLOCK.md`.
//!
//! ```
//! use threads::{Run, Status, native_pool};
//! use world::{Label, World, primitive::Event};
//!
//! let run = Run::new(native_pool(), false);
//! let world = run.world();
//! let never = Event::new(&world, "never");
//! world.spawn(Label::thread("thread", 1), move |_| async move { never.wait().await });
//! run.start(1)?;
//! assert_eq!(run.wait(), Status::Deadlocked);
//! // The threads stay where they are, to be looked at, until the run is stopped.
//! run.stop();
//! run.join_all();
//! # Ok::<(), threads::TooFewThreads>(())
//! ```
//!
//! # Memory ordering
//!
//! Three classes, each argued for where it is used. *Exact* words (the census, the parkers' tokens, the stop word) are sequentially consistent, because the
//! argument for zero and the argument that a stop is never missed need one total order. The *ring* of events is released and acquired. *Statistics* (places,
//! states, heartbeats, sums) are relaxed: one writer each, and a report may be a moment old. In WebAssembly all of them compile to the same sequentially
//! consistent instructions; the distinction is for the machines below and for the reader.
//!
//! # What is checked how
//!
//! The parker, the start barrier, the ring and the census take their atomics from `primitive` alone, so that `tests/models` can compile the same files against
//! loom and explore every execution. The unit tests, the allocator's among them, run under Miri.
//!
//! This is the only crate with `unsafe` in it; each use says why.
#![deny(clippy::unwrap_used)]

mod allocator;
mod block_on;
mod cell;
mod census;
mod clock;
mod cpu_time_probe;
mod current;
mod graph;
mod memory;
mod monitor;
mod order;
mod parker;
mod places;
mod primitive;
mod record_options;
mod ring;
mod run;
mod shared;
mod start_barrier;
mod text_line;
mod thread_pool;
mod thread_record;
mod waiters;
mod world;

pub use allocator::{LocalLists, memory_refused};
pub use cell::Word;
pub use clock::now;
pub use cpu_time_probe::CpuTimeProbe;
pub use memory::memory;
pub use monitor::Monitor;
pub use order::{MOST_STEPS, RecordedSchedule, Segment};
pub use record_options::RecordOptions;
pub use run::{Run, StalledThread, Status, ThreadLocation};
#[cfg(not(target_arch = "wasm32"))]
pub use thread_pool::native_pool;
pub use thread_pool::{ThreadPool, TooFewThreads};
pub use world::Threads;

//! What both engines share: the pool of threads, the loop of messages, and a run that is watched without ever waiting for it.
//!
//! An engine is a dedicated Worker that owns a pool of threads and their shared memory. Its own thread never blocks: it starts work on the pool and
//! comes back about once a frame.
#![deny(clippy::unwrap_used)]

mod crew;
mod desk;
mod errand;
pub mod last_words;
mod pool;
mod running;

pub use crew::{RayonCrew, SPARE};
pub use desk::{Desk, LOOK_MS, listen, look, refuse};
pub use errand::Errand;
pub use running::Running;

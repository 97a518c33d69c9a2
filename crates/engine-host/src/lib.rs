//! What both engines share: the pool of threads, the loop of messages, and a run that is watched without ever waiting for it.
//!
//! An engine is a dedicated Worker that owns a pool of threads and their shared memory. Its own thread never blocks: it starts work on the pool and
//! comes back about once a frame.
#![deny(clippy::unwrap_used)]

mod desk;
pub mod panic_message;
mod pool;
mod pool_task;
mod rayon_pool;
mod running;

pub use desk::{Desk, LOOK_MS, listen, look, refuse};
pub use pool_task::PoolTask;
pub use rayon_pool::{RayonPool, SPARE};
pub use running::Running;

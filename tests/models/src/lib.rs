//! The very files of `threads` that hold its protocols, over loom's atomics and locks instead of std's: one `mod primitive` is exchanged.
//!
//! Loom (<https://docs.rs/loom>) runs a model again and again, once for each order of its threads' operations and each value that a load may return under the C11 memory model.
//! Its limits: it takes sequentially consistent operations for acquire and release, so `primitive` puts fences around them; and it knows no time, so waits with
//! a deadline are not modelled.

#[path = "../../../crates/threads/src/census.rs"]
pub mod census;
#[path = "../../../crates/threads/src/parker.rs"]
pub mod parker;
pub mod primitive;
#[path = "../../../crates/threads/src/ring.rs"]
pub mod ring;
#[path = "../../../crates/threads/src/start_barrier.rs"]
pub mod start_barrier;
#[path = "../../../crates/threads/src/thread_record.rs"]
pub mod thread_record;
#[path = "../../../crates/threads/src/waiters.rs"]
pub mod waiters;

/// The programs here are Rust, so no thread stands in a line of a text.
pub mod text_line {
    /// No line.
    pub fn line() -> u32 {
        0
    }
}

/// Time, of which loom knows nothing: it stands still.
pub mod clock {
    /// No time has passed.
    pub fn now() -> u64 {
        0
    }
}

//! What a piece of work costs where time is virtual, and whether it releases the global lock.

/// The cost of a [`World::compute`](crate::World::compute).
///
/// ```
/// use world::Cost;
///
/// assert!(!Cost::hashing(500, 2_047).detached);
/// assert!(Cost::hashing(500, 2_048).detached, "hashlib releases the lock from here on");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Virtual nanoseconds on one core; real threads use it to decide what is worth a time stamp.
    pub nanos: u64,
    /// The work touches no shared state and releases a global lock of CPython's kind, as `hashlib` does above 2047 bytes.
    pub detached: bool,
}

impl Cost {
    /// Work done while holding whatever the thread holds.
    pub fn nanos(nanos: u64) -> Self {
        Cost { nanos, detached: false }
    }

    /// Work that CPython would do between `Py_BEGIN_ALLOW_THREADS` and `Py_END_ALLOW_THREADS`.
    pub fn detached(nanos: u64) -> Self {
        Cost { nanos, detached: true }
    }

    /// Hashing of `bytes` bytes: detached from 2048 bytes on (`HASHLIB_GIL_MINSIZE`, `Modules/hashlib.h`).
    pub fn hashing(nanos: u64, bytes: usize) -> Self {
        Cost {
            nanos,
            detached: bytes > 2047,
        }
    }
}

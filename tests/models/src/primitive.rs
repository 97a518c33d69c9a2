//! Loom's atomics and locks under the names that `threads` uses.

use loom::sync::atomic::fence;
use std::{sync::PoisonError, time::Duration};

pub use loom::sync::{
    Condvar, Mutex, MutexGuard,
    atomic::{AtomicU64, Ordering},
};

/// Loom takes a sequentially consistent operation for acquire and release, but a fence for what it is: with one on either side the operation is what it
/// says, as on a machine that has only fences.
fn ordered<R>(ordering: Ordering, operation: impl FnOnce() -> R) -> R {
    let total = ordering == Ordering::SeqCst;
    if total {
        fence(Ordering::SeqCst);
    }
    let out = operation();
    if total {
        fence(Ordering::SeqCst);
    }
    out
}

macro_rules! atomic {
    ($name:ident, $value:ty) => {
        /// Loom's, sequentially consistent where it is asked to be.
        #[derive(Debug)]
        pub struct $name(loom::sync::atomic::$name);

        impl $name {
            /// A word with this value.
            pub fn new(value: $value) -> Self {
                Self(loom::sync::atomic::$name::new(value))
            }

            /// Reads it.
            pub fn load(&self, ordering: Ordering) -> $value {
                ordered(ordering, || self.0.load(ordering))
            }

            /// Writes it.
            pub fn store(&self, value: $value, ordering: Ordering) {
                ordered(ordering, || self.0.store(value, ordering));
            }
        }
    };
}

atomic!(AtomicBool, bool);
atomic!(AtomicUsize, usize);

impl AtomicUsize {
    /// Adds, and returns the value before.
    pub fn fetch_add(&self, amount: usize, ordering: Ordering) -> usize {
        ordered(ordering, || self.0.fetch_add(amount, ordering))
    }

    /// Subtracts, and returns the value before.
    pub fn fetch_sub(&self, amount: usize, ordering: Ordering) -> usize {
        ordered(ordering, || self.0.fetch_sub(amount, ordering))
    }
}

/// Locks.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a notification.
pub fn wait<'g, T>(condition: &Condvar, guard: MutexGuard<'g, T>) -> MutexGuard<'g, T> {
    condition.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// As [`wait`]: no model has a deadline.
pub fn wait_at_most<'g, T>(condition: &Condvar, guard: MutexGuard<'g, T>, _: Duration) -> MutexGuard<'g, T> {
    wait(condition, guard)
}

/// Looks once, and gives up: whatever spinning may see it sees in some execution, and a protocol must be right without it.
pub fn spin(_: u64, is_over: impl Fn() -> bool) {
    is_over();
}

/// Takes one from a count, unless it is zero; whether it did.
pub fn take_one(count: &AtomicUsize) -> bool {
    let order = Ordering::SeqCst;
    let taken = ordered(order, || {
        count.0.fetch_update(order, order, |count| count.checked_sub(1))
    });
    taken.is_ok()
}

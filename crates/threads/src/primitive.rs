//! What the protocols of this crate are built from: atomics, locks and bounded spinning. They come from here alone, so that a model checker can take their place (`tests/models`).

use crate::clock;
use std::{hint, sync::PoisonError, time::Duration};

pub use std::sync::{
    Condvar, Mutex, MutexGuard,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
};

/// Locks. A panic elsewhere has left nothing half-done behind the locks of this crate, so poison is ignored.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a notification, or wakes for no reason.
pub fn wait<'g, T>(condition: &Condvar, guard: MutexGuard<'g, T>) -> MutexGuard<'g, T> {
    condition.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// As [`wait`], for at most `limit`.
pub fn wait_at_most<'g, T>(condition: &Condvar, guard: MutexGuard<'g, T>, limit: Duration) -> MutexGuard<'g, T> {
    let woken = condition.wait_timeout(guard, limit);
    woken.unwrap_or_else(PoisonError::into_inner).0
}

/// Spins until `is_over`, for at most `nanoseconds`.
pub fn spin(nanoseconds: u64, is_over: impl Fn() -> bool) {
    let until = clock::now() + nanoseconds;
    while clock::now() < until {
        // Reading the clock costs more than a look at an atomic, in a browser a hundred times more.
        for _ in 0..100 {
            if is_over() {
                return;
            }
            hint::spin_loop();
        }
    }
}

/// Takes one from a count, unless it is zero; whether it did.
pub fn take_one(count: &AtomicUsize) -> bool {
    let mut seen = count.load(Ordering::SeqCst);
    while seen > 0 {
        match count.compare_exchange_weak(seen, seen - 1, Ordering::SeqCst, Ordering::SeqCst) {
            Ok(_) => return true,
            Err(now) => seen = now,
        }
    }
    false
}

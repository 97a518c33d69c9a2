//! One thread's bed: it parks there until somebody unparks it or a deadline passes.

use crate::clock;
use std::{
    hint,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    time::Duration,
};

/// A token that is given once and taken once, as in `std::thread::park`, which wasm's pool threads do not offer with a time-out.
#[derive(Default)]
pub struct Parker {
    token: AtomicBool,
    asleep: Mutex<()>,
    given: Condvar,
}

/// For so many nanoseconds a thread looks for its token before it sleeps: waking a sleeper takes about as long.
const LOOKING: u64 = 25_000;

impl Parker {
    /// Sleeps until the token is given, and takes it; `false` when the deadline (on the run's clock) passed first.
    pub fn park(&self, deadline: Option<u64>) -> bool {
        spin(LOOKING, || self.token.load(SeqCst));
        let mut asleep = lock(&self.asleep);
        while !self.token.load(SeqCst) {
            let Some(deadline) = deadline else {
                asleep = self.given.wait(asleep).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = deadline.saturating_sub(clock::now());
            if left == 0 {
                return false;
            }
            let waited = self.given.wait_timeout(asleep, Duration::from_nanos(left));
            asleep = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        self.token.store(false, SeqCst);
        true
    }

    /// Gives the token.
    pub fn unpark(&self) {
        self.token.store(true, SeqCst);
        // Whoever is about to sleep has either seen the token or holds this lock.
        drop(lock(&self.asleep));
        self.given.notify_one();
    }

    /// Takes back a token given to a sleeper that is up already.
    pub fn reset(&self) {
        self.token.store(false, SeqCst);
    }
}

/// Looks again and again, for at most so many nanoseconds, whether something has come about.
pub fn spin(nanoseconds: u64, come_about: impl Fn() -> bool) {
    let until = clock::now() + nanoseconds;
    while clock::now() < until {
        for _ in 0..100 {
            if come_about() {
                return;
            }
            hint::spin_loop();
        }
    }
}

/// Locks; a panic elsewhere has left nothing half-done behind these locks.
pub fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! One thread's bed: it parks there until somebody unparks it or a deadline passes.

use crate::clock;
use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A token that is given once and taken once, as in `std::thread::park`, which wasm's pool threads do not offer with a time-out.
#[derive(Default)]
pub struct Parker {
    token: Mutex<bool>,
    given: Condvar,
}

impl Parker {
    /// Sleeps until the token is given, and takes it; `false` when the deadline (on the run's clock) passed first.
    pub fn park(&self, deadline: Option<u64>) -> bool {
        let mut token = lock(&self.token);
        while !*token {
            let Some(deadline) = deadline else {
                token = self.given.wait(token).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = deadline.saturating_sub(clock::now());
            if left == 0 {
                return false;
            }
            let waited = self.given.wait_timeout(token, Duration::from_nanos(left));
            token = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *token = false;
        true
    }

    /// Gives the token.
    pub fn unpark(&self) {
        *lock(&self.token) = true;
        self.given.notify_one();
    }

    /// Takes back a token given to a sleeper that is up already.
    pub fn reset(&self) {
        *lock(&self.token) = false;
    }
}

/// Locks; a panic elsewhere has left nothing half-done behind these locks.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

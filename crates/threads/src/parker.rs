//! Where one thread sleeps until another unparks it or a deadline passes.

use crate::{
    clock,
    primitive::{AtomicBool, Condvar, Mutex, Ordering::SeqCst, lock, spin, wait, wait_at_most},
};
use std::time::Duration;

/// A token that is given once and taken once, as in `std::thread::park`. That one has no time-out on the threads of a pool of Workers, and
/// crossbeam's `Parker` asks `Instant` for the time, which panics in WebAssembly (docs/decisions/17).
///
/// # Memory ordering
/// The token is sequentially consistent, and has to be. A run is stopped by `stop = true`, then `token = true` for each thread; a thread that is about to
/// park does `token = false` ([`Parker::reset`]), then reads `stop`. If its reset overwrites the token, its read must see the stop, or it sleeps
/// for ever. That is store, then load of another word, on both sides: release and acquire would allow both to miss each other.
pub struct Parker {
    token: AtomicBool,
    asleep: Mutex<()>,
    given: Condvar,
}

/// Nanoseconds that a thread spins for its token before it sleeps: waking a sleeper takes about as long.
const SPIN: u64 = 25_000;

impl Default for Parker {
    fn default() -> Self {
        Parker {
            token: AtomicBool::new(false),
            asleep: Mutex::new(()),
            given: Condvar::new(),
        }
    }
}

impl Parker {
    /// Sleeps until the token is given, and takes it; `false` when the deadline (on the run's clock) passed first.
    pub fn park(&self, deadline: Option<u64>) -> bool {
        // Without the lock, which the giver needs. Most waits at a region are over within this: see `SPIN`.
        spin(SPIN, || self.token.load(SeqCst));
        let mut asleep = lock(&self.asleep);
        // Under the lock: who gives the token after this look takes the lock before it notifies, and so finds us waiting.
        while !self.token.load(SeqCst) {
            let Some(deadline) = deadline else {
                asleep = wait(&self.given, asleep);
                continue;
            };
            // Computed anew each time round: a sleeper may wake for nothing (POSIX, `pthread_cond_timedwait`: "spurious wakeups").
            let left = deadline.saturating_sub(clock::now());
            if left == 0 {
                return false;
            }
            asleep = wait_at_most(&self.given, asleep, Duration::from_nanos(left));
        }
        // Taken, so that the next park does not return for this one. Nobody else takes a token: each parker has one sleeper.
        self.token.store(false, SeqCst);
        true
    }

    /// Gives the token.
    pub fn unpark(&self) {
        self.token.store(true, SeqCst);
        // A thread that is about to sleep has either seen the token or holds this lock until it waits.
        drop(lock(&self.asleep));
        // After the lock is free, or the sleeper would wake only to wait for it. One is enough, for one thread sleeps here.
        self.given.notify_one();
    }

    /// Takes back a token given to a sleeper that is up already.
    pub fn reset(&self) {
        self.token.store(false, SeqCst);
    }
}

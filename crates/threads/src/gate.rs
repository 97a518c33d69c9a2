//! The gate behind which a run's first threads gather, so that they really begin together.

use crate::parker::{lock, spin};
use std::sync::{
    Condvar, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
};

/// Opens when the last of the expected threads arrives, and lets them go once two of them are really running.
#[derive(Default)]
pub struct Gate {
    expected: AtomicUsize,
    missing: AtomicUsize,
    up: AtomicUsize,
    open: AtomicBool,
    asleep: Mutex<()>,
    opened: Condvar,
}

/// Nanoseconds that a thread which is up waits for a second one: on a machine with one core it would wait in vain.
const PATIENCE: u64 = 1_000_000;

impl Gate {
    /// Expects so many threads.
    pub fn expect(&self, threads: usize) {
        self.expected.store(threads, SeqCst);
        self.missing.store(threads, SeqCst);
    }

    /// Arrives and waits for the others. Waking a sleeper takes longer than the shortest programs run, so whoever is up first waits
    /// for one more to be up.
    pub fn pass(&self) {
        if self.missing.fetch_sub(1, SeqCst) == 1 {
            self.open();
        } else {
            self.sleep();
        }
        let enough = self.expected.load(SeqCst).min(2);
        self.up.fetch_add(1, SeqCst);
        spin(PATIENCE, || self.up.load(SeqCst) >= enough);
    }

    /// Lets everybody pass.
    pub fn open(&self) {
        self.open.store(true, SeqCst);
        drop(lock(&self.asleep));
        self.opened.notify_all();
    }

    fn sleep(&self) {
        let mut asleep = lock(&self.asleep);
        while !self.open.load(SeqCst) {
            asleep = self.opened.wait(asleep).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

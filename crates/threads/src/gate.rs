//! The gate behind which a run's first threads gather, so that they really begin together.

use crate::parker::{lock, spin};
use std::sync::{
    Condvar, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::SeqCst},
};

/// Opens when the last of the expected threads arrives, and lets them go while two of them are running at this very moment: waking
/// a sleeper takes longer than the shortest programs run, and a woken thread may push another off its core.
#[derive(Default)]
pub struct Gate {
    missing: AtomicUsize,
    open: AtomicBool,
    asleep: Mutex<()>,
    opened: Condvar,
    /// Grows as long as a thread that is up waits for the word.
    pulse: AtomicU64,
    go: AtomicBool,
}

/// Nanoseconds that threads wait for a second one to be up: on a machine with one core they would wait in vain.
const PATIENCE: u64 = 2_000_000;

impl Gate {
    /// Expects so many threads.
    pub fn expect(&self, threads: usize) {
        self.missing.store(threads, SeqCst);
        self.go.store(threads < 2, SeqCst);
    }

    /// Arrives and waits for the others.
    pub fn pass(&self) {
        if self.missing.fetch_sub(1, SeqCst) == 1 {
            self.open();
            self.say_go();
        } else {
            self.sleep();
            spin(PATIENCE, || {
                self.pulse.fetch_add(1, SeqCst);
                self.go.load(SeqCst)
            });
        }
    }

    /// Lets everybody pass.
    pub fn open(&self) {
        self.open.store(true, SeqCst);
        drop(lock(&self.asleep));
        self.opened.notify_all();
    }

    /// Says go as soon as another thread is seen to run.
    fn say_go(&self) {
        let before = self.pulse.load(SeqCst);
        spin(PATIENCE, || self.go.load(SeqCst) || self.pulse.load(SeqCst) != before);
        self.go.store(true, SeqCst);
    }

    fn sleep(&self) {
        let mut asleep = lock(&self.asleep);
        while !self.open.load(SeqCst) {
            asleep = self.opened.wait(asleep).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

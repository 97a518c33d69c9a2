//! The gate behind which a run's first threads gather, so that they really begin together.

use crate::parker::lock;
use std::{
    hint,
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
};

/// Opens when the last of the expected threads arrives.
#[derive(Default)]
pub struct Gate {
    missing: AtomicUsize,
    open: AtomicBool,
    asleep: Mutex<()>,
    opened: Condvar,
}

/// Looks at the gate about this often before sleeping: waking a sleeper takes longer than the shortest programs.
const SPINS: u32 = 20_000;

impl Gate {
    /// Expects so many threads.
    pub fn expect(&self, threads: usize) {
        self.missing.store(threads, SeqCst);
    }

    /// Arrives and waits for the others; runs `first` if this thread is the last to come, before anybody passes.
    pub fn pass(&self, first: impl FnOnce()) {
        if self.missing.fetch_sub(1, SeqCst) == 1 {
            first();
            self.open();
        }
        for _ in 0..SPINS {
            if self.open.load(SeqCst) {
                return;
            }
            hint::spin_loop();
        }
        let mut asleep = lock(&self.asleep);
        while !self.open.load(SeqCst) {
            asleep = self.opened.wait(asleep).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets everybody pass.
    pub fn open(&self) {
        self.open.store(true, SeqCst);
        drop(lock(&self.asleep));
        self.opened.notify_all();
    }
}

//! Threads from the pool of wasm-bindgen-rayon.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};
use threads::ThreadPool;

/// The pool's Workers, counted, so that a run never waits for one that cannot come. One is kept back for work beside a run.
pub struct RayonPool {
    busy: Arc<AtomicUsize>,
    size: usize,
}

/// Kept back, so that a report can be gathered while every thread of a run is stuck.
pub const SPARE: usize = 1;

impl RayonPool {
    /// The pool that has `size` Workers and the spare ones.
    pub fn new(size: usize) -> Self {
        RayonPool {
            busy: Arc::default(),
            size,
        }
    }
}

impl ThreadPool for RayonPool {
    fn free(&self) -> usize {
        self.size.saturating_sub(self.busy.load(SeqCst))
    }

    fn launch(&self, body: Box<dyn FnOnce() + Send>, on_exit: Box<dyn FnOnce() + Send>) {
        self.busy.fetch_add(1, SeqCst);
        let busy = self.busy.clone();
        rayon::spawn(move || {
            body();
            busy.fetch_sub(1, SeqCst);
            on_exit();
        });
    }

    fn assist(&self, body: Box<dyn FnOnce() + Send>) {
        rayon::spawn(body);
    }
}

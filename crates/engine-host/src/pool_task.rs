//! Work that takes too long for the coordinator: done on a thread of the pool, its result fetched later.

use std::sync::{Arc, Mutex};

/// The result of work on the pool, once it is there.
pub struct PoolTask<T>(Arc<Mutex<Option<T>>>);

impl<T: Send + 'static> PoolTask<T> {
    /// Starts it on a thread of the pool.
    pub fn spawn(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let result = Arc::new(Mutex::new(None));
        let place = result.clone();
        rayon::spawn(move || {
            let done = work();
            if let Ok(mut place) = place.lock() {
                *place = Some(done);
            }
        });
        PoolTask(result)
    }

    /// Takes the result if it is there; never waits.
    pub fn try_take(&self) -> Option<T> {
        self.0.try_lock().ok()?.take()
    }
}

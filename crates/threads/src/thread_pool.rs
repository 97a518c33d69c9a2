//! Where threads come from.

use std::fmt;
#[cfg(not(target_arch = "wasm32"))]
use std::sync::Arc;

/// A source of threads. A run asks how many are free before it starts, so that it never waits for a thread that cannot come.
///
/// ```
/// use std::sync::Arc;
/// use threads::{ThreadPool, Run, TooFewThreads};
///
/// /// A pool that is always busy.
/// struct Busy;
///
/// impl ThreadPool for Busy {
///     fn free(&self) -> usize {
///         0
///     }
///     fn launch(&self, body: Box<dyn FnOnce() + Send>, on_exit: Box<dyn FnOnce() + Send>) {
///         std::thread::spawn(|| {
///             body();
///             on_exit();
///         });
///     }
///     fn assist(&self, body: Box<dyn FnOnce() + Send>) {
///         std::thread::spawn(body);
///     }
/// }
///
/// let run = Run::new(Arc::new(Busy), false);
/// assert_eq!(run.start(1), Err(TooFewThreads { needed: 1, free: 0 }));
/// ```
pub trait ThreadPool: Send + Sync {
    /// How many bodies could be launched now and run at the same time.
    fn free(&self) -> usize;
    /// Runs the body on a thread of its own, and then `on_exit`, once the thread counts as free again: an observer of a run whose threads have all
    /// returned may start the next one at once.
    fn launch(&self, body: Box<dyn FnOnce() + Send>, on_exit: Box<dyn FnOnce() + Send>);
    /// Runs the body beside a run, on a thread that is not one of the free ones.
    fn assist(&self, body: Box<dyn FnOnce() + Send>);
}

/// A run was refused because it would have waited for threads that do not exist.
///
/// ```
/// let why = threads::TooFewThreads { needed: 5, free: 2 };
/// assert_eq!(why.to_string(), "This run needs 5 threads at the same time, and 2 are free.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFewThreads {
    /// How many the run needs at the same time.
    pub needed: usize,
    /// How many there are.
    pub free: usize,
}

impl fmt::Display for TooFewThreads {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "This run needs {} threads at the same time, and {} are free.",
            self.needed, self.free
        )
    }
}

impl std::error::Error for TooFewThreads {}

/// Threads of the operating system, up to 1,024 at a time.
///
/// ```
/// assert_eq!(threads::native_pool().free(), 1_024);
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn native_pool() -> Arc<dyn ThreadPool> {
    Arc::new(Native)
}

#[cfg(not(target_arch = "wasm32"))]
struct Native;

/// More than any lab needs, and far fewer than an operating system gives.
#[cfg(not(target_arch = "wasm32"))]
const NATIVE_THREADS: usize = 1024;

#[cfg(not(target_arch = "wasm32"))]
impl ThreadPool for Native {
    fn free(&self) -> usize {
        NATIVE_THREADS
    }

    fn launch(&self, body: Box<dyn FnOnce() + Send>, on_exit: Box<dyn FnOnce() + Send>) {
        std::thread::spawn(move || {
            body();
            on_exit();
        });
    }

    fn assist(&self, body: Box<dyn FnOnce() + Send>) {
        std::thread::spawn(body);
    }
}

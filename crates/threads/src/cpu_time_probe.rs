//! A CPU-time probe: a thread that computes beside one that shows no progress, and so measures how much time that one can have had.
//!
//! No clock says for how long another thread had a core, in a browser least of all. But a thread that only computes gets as large a share as any
//! other that wants one, and can count what it gets: it repeats one small piece of work, and a piece takes as long as the quickest
//! of them unless another thread had the core in between.

use crate::{ThreadPool, clock};
use std::{
    hint::black_box,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

/// Computes until it is dropped.
///
/// # Memory ordering
/// Relaxed: the time used is one word with one writer, and the flag that ends it carries nothing else.
///
/// ```
/// let probe = threads::CpuTimeProbe::start(&*threads::native_pool());
/// while probe.used().is_zero() {
///     std::thread::yield_now();
/// }
/// ```
pub struct CpuTimeProbe(Arc<ProbedTime>);

#[derive(Default)]
struct ProbedTime {
    /// Nanoseconds for which it had a core.
    used: AtomicU64,
    over: AtomicBool,
}

/// Rounds of a piece of work: about a tenth of a millisecond, far less than a thread may keep a core while others wait.
const ROUNDS: u32 = 100_000;

impl CpuTimeProbe {
    /// Begins, as soon as it gets a core.
    pub fn start(pool: &dyn ThreadPool) -> Self {
        let shared = Arc::new(ProbedTime::default());
        let mine = shared.clone();
        // On a thread beside the run's own: the run must not lack it, and its own count must not change.
        pool.assist(Box::new(move || mine.count()));
        CpuTimeProbe(shared)
    }

    /// For how long it had a core so far.
    pub fn used(&self) -> Duration {
        Duration::from_nanos(self.0.used.load(Relaxed))
    }
}

impl Drop for CpuTimeProbe {
    fn drop(&mut self) {
        self.0.over.store(true, Relaxed);
    }
}

impl ProbedTime {
    fn count(&self) {
        let (mut pieces, mut quickest) = (0, u64::MAX);
        while !self.over.load(Relaxed) {
            let before = clock::now();
            work();
            quickest = quickest.min(clock::now().saturating_sub(before));
            pieces += 1;
            self.used.store(quickest * pieces, Relaxed);
        }
    }
}

fn work() {
    let rounds = black_box(ROUNDS);
    black_box((0..rounds).fold(1_u64, |number, round| {
        number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(u64::from(round))
    }));
}

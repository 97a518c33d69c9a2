//! How many cores are really free: as many threads as there are cores spin for a moment and see how long each of them was kept from it.
//!
//! A thread that reads the clock over and over sees each time that it was taken off its core as a gap. So nothing need be known of how fast the
//! machine is, and other programs, other threads of this one and a host that takes a core away all count alike.

use std::{
    hint::spin_loop,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};
use threads::{Run, ThreadPool, now};
use trace::MachineLoad;
use world::{Cost, Label, World};

/// Nanoseconds in which the system spreads the threads over its cores, and the time that counts after that: some turns of its scheduler.
const SETTLING: u64 = 10_000_000;
const COUNTED: u64 = 40_000_000;
/// What is longer than this is a gap, and not the clock's own step; a clock that steps so far tells nothing.
const GAP: u64 = 200_000;

/// What the threads share.
#[derive(Default)]
struct Spinning {
    /// When the first of them began; 0 before that.
    began: AtomicU64,
    /// Nanoseconds in all for which they had a core.
    had: AtomicU64,
    /// The shortest step of the clock that anybody saw.
    step: AtomicU64,
}

/// Looks how many of so many cores are free, which takes about 50 ms of all of them and blocks; `None` when it cannot be told.
pub fn free_cores(pool: &Arc<dyn ThreadPool>, cores: u32) -> Option<MachineLoad> {
    let spinning = Arc::new(Spinning {
        step: AtomicU64::new(u64::MAX),
        ..Spinning::default()
    });
    let run = Run::new(pool.clone(), false);
    for index in 0..cores {
        let spinning = spinning.clone();
        run.world()
            .spawn(Label::thread("gauge", index + 1), move |world| async move {
                world.compute(Cost::nanos(COUNTED), || spinning.spin()).await;
            });
    }
    run.start(cores as usize).ok()?;
    run.join_all();
    let told = spinning.step.load(SeqCst) < GAP;
    told.then(|| MachineLoad {
        cores,
        free: spinning.had.load(SeqCst) as f64 / COUNTED as f64,
    })
}

impl Spinning {
    fn spin(&self) {
        let mut last = now();
        let began = match self.began.compare_exchange(0, last, SeqCst, SeqCst) {
            Ok(_) => last,
            Err(first) => first,
        };
        let (from, to) = (began + SETTLING, began + SETTLING + COUNTED);
        let (mut had, mut step) = (0, u64::MAX);
        while last < to {
            spin_loop();
            let at = now();
            let passed = at.saturating_sub(last);
            if passed > 0 {
                step = step.min(passed);
            }
            if passed < GAP {
                had += at.clamp(from, to) - last.clamp(from, to);
            }
            last = at;
        }
        self.had.fetch_add(had, SeqCst);
        self.step.fetch_min(step, SeqCst);
    }
}

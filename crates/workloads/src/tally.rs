//! What threads have really done, counted exactly wherever they were stopped.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use world::World;

/// What all threads of a program have done, in its unit.
#[derive(Clone, Default)]
pub struct WorkCounter(Arc<AtomicU64>);

impl WorkCounter {
    /// The count of one more thread.
    pub fn tally<'w, W: World>(&self, world: &'w W) -> LocalCounter<'w, W> {
        LocalCounter {
            world,
            own: 0,
            all: self.clone(),
        }
    }

    /// All that was done. Exact once every thread has ended or was dropped; before that, what was [told](LocalCounter::tell).
    pub fn sum(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// One thread's own count. Others see it when it is told, and when the thread ends: a stopped thread drops it where it stood, so that not even the
/// last unit is missing. Counting itself costs as much as adding one to a local variable.
pub struct LocalCounter<'w, W: World> {
    world: &'w W,
    own: u64,
    all: WorkCounter,
}

impl<W: World> LocalCounter<'_, W> {
    /// One unit is done. To be called before the thread can be stopped again: no await may stand between the unit and this.
    #[inline(always)]
    pub fn one(&mut self) {
        self.own += 1;
    }

    /// As [`LocalCounter::one`], for so many units.
    pub fn many(&mut self, units: u64) {
        self.own += units;
    }

    /// Tells the world and everybody else what was counted since the last time.
    pub fn tell(&mut self) {
        let own = std::mem::take(&mut self.own);
        if own > 0 {
            self.world.progress(own);
            self.all.0.fetch_add(own, Relaxed);
        }
    }
}

impl<W: World> Drop for LocalCounter<'_, W> {
    fn drop(&mut self) {
        self.tell();
    }
}

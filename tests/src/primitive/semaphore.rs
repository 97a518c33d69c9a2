//! The semaphore: never more inside than there are permits, and as many as there are.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{
    Cell, World,
    primitive::{Barrier, Semaphore},
};

/// Threads that count how many are inside at once; leaves the most.
pub struct Inside {
    /// How many permits.
    pub permits: usize,
    /// How often each of three threads comes.
    pub times: u32,
}

impl Body for Inside {
    const THREADS: usize = 3;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let permits = Semaphore::new(world, "permits", self.permits);
        let (inside, most, times) = (cell(world, "inside"), cell(world, "most"), self.times);
        for index in 1..=3 {
            let (permits, inside, most) = (permits.clone(), inside.clone(), most.clone());
            world.spawn(thread(index), move |world| async move {
                for _ in 0..times {
                    permits.acquire().await;
                    let now = inside.add(1).await + 1;
                    most.update(|most| most.max(now)).await;
                    inside.add(u64::MAX).await;
                    permits.release().await;
                    world.checkpoint().await;
                }
            });
        }
        reading(most)
    }
}

/// Two threads meet inside, with a permit each; leaves 2.
struct Meet;

impl Body for Meet {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (permits, both, met) = (Semaphore::new(world, "permits", 2), Barrier::new(world, "both", 2), cell(world, "met"));
        for index in 1..=2 {
            let (permits, both, met) = (permits.clone(), both.clone(), met.clone());
            world.spawn(thread(index), move |_| async move {
                permits.acquire().await;
                both.wait().await;
                met.add(1).await;
                permits.release().await;
            });
        }
        reading(met)
    }
}

/// Three threads that take a permit and give it back; leaves nothing.
struct TakeAndGive {
    permits: usize,
}

impl Body for TakeAndGive {
    const THREADS: usize = 3;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let permits = Semaphore::new(world, "permits", self.permits);
        for index in 1..=3 {
            let permits = permits.clone();
            world.spawn(thread(index), move |_| async move {
                permits.acquire().await;
                permits.release().await;
            });
        }
        reading(cell(world, "nothing"))
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Inside { permits: 1, times: 300 }, 2, &[Some(1)]);
    play(stage, &Inside { permits: 2, times: 300 }, 2, &[Some(1), Some(2)]);
    play(stage, &Meet, 20, &[Some(2)]);
}

/// Two steps each of three threads have 6!/(2!)^3 = 90 orders. With three permits all of them are possible. With two, those are not in which all three
/// take before any gives back: 3! orders of the takes times 3! of the gives, so 90 - 36 = 54. With one, the threads come one after another: 3! = 6.
pub fn in_every_schedule() {
    for (permits, all) in [(3, 90), (2, 54), (1, 6)] {
        in_lockstep(&TakeAndGive { permits }).are(all, &[("finished", 0, all)]);
    }
    let one = in_lockstep(&Inside { permits: 1, times: 1 });
    assert!(one.endings.keys().eq([&("finished", 1)]), "{one:?}");
}

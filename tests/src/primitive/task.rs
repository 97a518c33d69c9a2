//! The task: it runs once, on whichever thread claims it first, and its result is taken once.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{Cell, World, primitive::Pool};

/// A thread that helps with a task, beside a pool of as many threads; leaves how often it ran, times its result.
pub struct Helped {
    /// Threads of the pool, at most three.
    pub workers: usize,
}

impl Body for Helped {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (pool, ran, out) = (Pool::new(world, "worker", self.workers), cell(world, "ran"), cell(world, "out"));
        let runs = ran.clone();
        let task = pool.queue(world, move |_| async move {
            runs.add(1).await;
            7
        });
        pool.start(world);
        let result = out.clone();
        world.spawn(thread(1), move |world| async move {
            let got = task.help(&world).await;
            result.store(got * ran.load().await).await;
            pool.close().await;
        });
        reading(out)
    }
}

/// Asks twice for one result.
struct Twice;

impl Body for Twice {
    const THREADS: usize = 1;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let pool = Pool::new(world, "worker", 0);
        let task = pool.queue(world, |_| async {});
        world.spawn(thread(1), move |world| async move {
            task.help(&world).await;
            task.result().await;
        });
        reading(cell(world, "nothing"))
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Helped { workers: 0 }, 1, &[Some(7)]);
    play(stage, &Helped { workers: 3 }, 100, &[Some(7)]);
    play(stage, &Twice, 1, &[None]);
}

/// Without a pool the helper goes through claim, run, done, result alone, and the store: 1 schedule. Asked for twice, the second wait lasts for ever.
pub fn in_every_schedule() {
    in_lockstep(&Helped { workers: 0 }).are(1, &[("finished", 7, 1)]);
    in_lockstep(&Twice).are(1, &[("deadlock", 0, 1)]);
    let helped = in_lockstep(&Helped { workers: 1 });
    assert!(helped.endings.keys().eq([&("finished", 7)]), "{helped:?}");
}

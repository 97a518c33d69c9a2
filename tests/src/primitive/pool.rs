//! The pool: tasks begin in order, each runs once, and a task that waits for another can take the last thread.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{Cell, World, primitive::Pool};

/// A thread submits tasks that return their number, collects the results, closes the pool; leaves their sum.
pub struct Sum {
    /// Threads of the pool, at most three.
    pub workers: usize,
    /// How many tasks.
    pub tasks: u64,
}

impl Body for Sum {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (pool, out, count) = (Pool::new(world, "worker", self.workers), cell(world, "sum"), self.tasks);
        pool.start(world);
        let sum = out.clone();
        world.spawn(thread(1), move |world| async move {
            let mut tasks = Vec::new();
            for number in 1..=count {
                tasks.push(pool.submit(&world, move |_| async move { number }).await);
            }
            for task in tasks {
                sum.add(task.result().await).await;
            }
            pool.close().await;
        });
        reading(out)
    }
}

/// A task that submits another to its own pool and waits for it.
struct Nested {
    workers: usize,
}

impl Body for Nested {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let pool = Pool::new(world, "worker", self.workers);
        let (inner, out) = (pool.clone(), cell(world, "out"));
        let result = out.clone();
        pool.queue(world, move |world: W| async move {
            let task = inner.submit(&world, |_| async { 7 }).await;
            result.store(task.result().await).await;
            inner.close().await;
        });
        pool.start(world);
        reading(out)
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Sum { workers: 3, tasks: 200 }, 2, &[Some(200 * 201 / 2)]);
    play(stage, &Nested { workers: 1 }, 5, &[None]);
    play(stage, &Nested { workers: 2 }, 20, &[Some(7)]);
}

/// One thread whose task waits for a task behind it: get, claim, number, put, and no other can run: 1 schedule, stuck. With two threads none is.
///
/// One task and one thread: the pool's steps (get, claim, done, then a get that ends) and the client's (number, put, result, add, close) are one chain of nine: the get follows the
/// put, the result follows done, the last get follows close.
pub fn in_every_schedule() {
    in_lockstep(&Nested { workers: 1 }).are(1, &[("deadlock", 0, 1)]);
    in_lockstep(&Sum { workers: 1, tasks: 1 }).are(1, &[("finished", 1, 1)]);
    let two = in_lockstep(&Nested { workers: 2 });
    assert!(two.endings.keys().eq([&("finished", 7)]), "{two:?}");
}

//! A pool of threads: fixed size, first in first out, results as tasks, like Python's `ThreadPoolExecutor`.

use super::task::Runnable;
use crate::{
    Access, Kind, Label, ObjectId, Region, World,
    primitive::{Queue, Task},
};
use std::{future::Future, panic::Location};

/// Threads that run tasks in the order in which they were submitted.
///
/// A task that waits for another of the same pool can take its last thread:
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{World, primitive::Pool};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let pool = Pool::new(world, "worker", 1);
///     let inner = pool.clone();
///     pool.queue(world, move |world: lockstep::Lockstep| async move {
///         let task = inner.submit(&world, |_| async { 42 }).await;
///         task.result().await
///     });
///     pool.start(world);
/// });
/// run.advance(100);
/// assert_eq!(run.ending(), Ending::Deadlock);
/// let links = run.stage().graph().links();
/// assert_eq!((links[0].holds.as_str(), links[0].waits_for.as_str()), ("slot 1", "task 2"));
/// ```
pub struct Pool<W: World> {
    queue: Queue<W, Box<dyn Runnable<W>>>,
    numbering: W::Region<u32>,
    worker: &'static str,
    workers: usize,
}

impl<W: World> Pool<W> {
    /// A pool of `workers` threads, called `worker 1`, `worker 2`, … after `worker`. No thread runs before [`Pool::start`].
    pub fn new(world: &W, worker: &'static str, workers: usize) -> Self {
        let queue = Queue::labelled(world, Label::new(Kind::Pool, "pool"), usize::MAX);
        Pool {
            queue,
            numbering: world.region(Label::new(Kind::Variable, "task number"), 0),
            worker,
            workers,
        }
    }

    /// Starts the pool's threads. Each holds a slot of the pool as long as it lives. What a thread does between tasks, it does at the caller's line.
    #[track_caller]
    pub fn start(&self, world: &W) {
        let place = Location::caller();
        for index in 1..=self.workers as u32 {
            let slot = world.region(Label::numbered(Kind::Slot, "slot", index), ());
            world.needs(self.queue.id(), slot.id());
            let queue = self.queue.clone();
            world.spawn_holding(
                Label::thread(self.worker, index),
                Some(slot.id()),
                move |world| async move {
                    while let Some(task) = queue.get_idle_at(place).await {
                        task.run(place, world.clone()).await;
                        world.checkpoint_at(place).await;
                    }
                },
            );
        }
    }

    /// Queues a task; never waits.
    pub fn submit<F, Fut, R>(&self, world: &W, body: F) -> impl Future<Output = Task<W, R>>
    where
        F: FnOnce(W) -> Fut + Send + 'static,
        Fut: Future<Output = R> + 'static,
        R: Send + 'static,
    {
        let (pool, world) = (self.clone(), world.clone());
        async move {
            let number = pool.numbering.with(Access::Signal, next).await;
            let task = pool.task(&world, number, body);
            // A closed pool has no threads left to run the task, so a thread that waits for it is stuck, and the wait-for graph shows why.
            let _ = pool.queue.put(task.runnable()).await;
            task
        }
    }

    /// Queues a task from outside the run, before it starts.
    pub fn queue<F, Fut, R>(&self, world: &W, body: F) -> Task<W, R>
    where
        F: FnOnce(W) -> Fut + Send + 'static,
        Fut: Future<Output = R> + 'static,
        R: Send + 'static,
    {
        let task = self.task(world, self.numbering.inspect(next), body);
        self.queue.fill(task.runnable());
        task
    }

    /// Ends the threads once the queue is empty.
    #[track_caller]
    pub fn close(&self) -> impl Future<Output = ()> {
        self.queue.close()
    }

    /// The number of the pool's queue in its run.
    pub fn id(&self) -> ObjectId {
        self.queue.id()
    }

    /// Drops queued tasks from outside the run: tasks hold the pool that holds them, and a stuck run would leak both.
    pub fn clear(&self) {
        self.queue.clear();
    }

    fn task<F, Fut, R>(&self, world: &W, number: u32, body: F) -> Task<W, R>
    where
        F: FnOnce(W) -> Fut + Send + 'static,
        Fut: Future<Output = R> + 'static,
        R: Send + 'static,
    {
        let task = Task::new(world, Label::numbered(Kind::Task, "task", number), body);
        world.needs(task.id(), self.queue.id());
        task
    }
}

fn next(number: &mut u32) -> u32 {
    *number += 1;
    *number
}

impl<W: World> Clone for Pool<W> {
    fn clone(&self) -> Self {
        Pool {
            queue: self.queue.clone(),
            numbering: self.numbering.clone(),
            worker: self.worker,
            workers: self.workers,
        }
    }
}

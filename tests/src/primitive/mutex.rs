//! The mutex: no update under it is lost, and waiting for it with a limit ends.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use std::time::Duration;
use world::{Cell, World, primitive::Mutex};

/// Threads that add one to a word by loading and storing it, under one lock.
pub struct Adders {
    /// How many threads.
    pub threads: u32,
    /// How many additions each.
    pub times: u32,
}

impl Body for Adders {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (n, lock, times) = (cell(world, "n"), Mutex::new(world, "lock"), self.times);
        for index in 1..=self.threads {
            let (n, lock) = (n.clone(), lock.clone());
            world.spawn(thread(index), move |world| async move {
                for _ in 0..times {
                    lock.acquire().await;
                    let seen = n.load().await;
                    n.store(seen + 1).await;
                    lock.release().await;
                    world.checkpoint().await;
                }
            });
        }
        reading(n)
    }
}

/// Asks for the lock it holds, with a limit; leaves 1 when that was refused and the lock could be taken again afterwards.
pub struct Again;

impl Body for Again {
    const THREADS: usize = 1;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (out, lock) = (cell(world, "out"), Mutex::new(world, "lock"));
        let refused = out.clone();
        world.spawn(thread(1), move |_| async move {
            const SHORT: Duration = Duration::from_millis(1);
            lock.acquire().await;
            let second = lock.acquire_within(SHORT).await;
            lock.release().await;
            let third = lock.acquire_within(SHORT).await;
            refused.store(u64::from(!second && third)).await;
        });
        reading(out)
    }
}

/// See [`Adders`] and [`Again`].
pub fn on_threads(stage: &Stage) {
    let adders = Adders { threads: 4, times: 2_000 };
    play(stage, &adders, 2, &[Some(8_000)]);
    play(stage, &Again, 3, &[Some(1)]);
}

/// A thread that is in its critical section of four steps goes through it alone: the others are blocked, which is no choice. So a schedule is an order of
/// the threads: 2! and 3! of them. Two rounds of two threads: after each release both may be next, while both have rounds left; the orders of
/// two and two rounds, C(4, 2) = 6. One thread alone has one schedule: its wait with a limit can only run out.
pub fn in_every_schedule() {
    let adders = |threads, times| in_lockstep(&Adders { threads, times });
    adders(2, 1).are(2, &[("finished", 2, 2)]);
    adders(3, 1).are(6, &[("finished", 3, 6)]);
    adders(2, 2).are(6, &[("finished", 4, 6)]);
    in_lockstep(&Again).are(1, &[("finished", 1, 1)]);
}

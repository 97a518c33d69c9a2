//! The barrier: nobody passes early, one is last, and it can be used again.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{Cell, World, primitive::Barrier};

/// Threads that pass a barrier in rounds and check that all had arrived; leaves the number of rounds, counted by whoever was last.
pub struct Rounds {
    /// How many threads, at most four.
    pub threads: u32,
    /// How many rounds.
    pub rounds: u64,
}

impl Body for Rounds {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (barrier, last, came) = (
            Barrier::new(world, "barrier", self.threads as usize),
            cell(world, "last"),
            cell(world, "came"),
        );
        let (parties, rounds) = (u64::from(self.threads), self.rounds);
        for index in 1..=self.threads {
            let (barrier, last, came) = (barrier.clone(), last.clone(), came.clone());
            world.spawn(thread(index), move |_| async move {
                for round in 1..=rounds {
                    came.add(1).await;
                    last.add(u64::from(barrier.wait().await)).await;
                    // More may have come for the next round, fewer never.
                    if came.load().await < round * parties {
                        last.add(1_000_000).await;
                    }
                }
            });
        }
        reading(last)
    }
}

/// Two threads that only pass a barrier; leaves nothing.
struct Pass {
    rounds: u32,
}

impl Body for Pass {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (barrier, rounds) = (Barrier::new(world, "barrier", 2), self.rounds);
        for index in 1..=2 {
            let barrier = barrier.clone();
            world.spawn(thread(index), move |_| async move {
                for _ in 0..rounds {
                    barrier.wait().await;
                }
            });
        }
        reading(cell(world, "nothing"))
    }
}

/// A thread too few: those who came wait for ever.
struct Missing;

impl Body for Missing {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let barrier = Barrier::new(world, "barrier", 3);
        for index in 1..=2 {
            let barrier = barrier.clone();
            world.spawn(thread(index), move |_| async move {
                barrier.wait().await;
            });
        }
        reading(cell(world, "nothing"))
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Rounds { threads: 4, rounds: 200 }, 2, &[Some(200)]);
    play(stage, &Missing, 5, &[None]);
}

/// To pass is to arrive (a step) and, unless one is last, to be let through (another). One round: either is first, then the last arrives, then the first is let through: 2 schedules.
///
/// Two rounds: after the first of them one thread, F, has still to be let through; the other, L, is free. If F is let through and arrives before L: one order, in which L is then last
/// and F is let through again. If L arrives first, F is let through before or after that, arrives, and L is let through: two orders. Three for each choice of F: 6.
///
/// With a third party missing both arrive, in either order, and wait.
pub fn in_every_schedule() {
    in_lockstep(&Pass { rounds: 1 }).are(2, &[("finished", 0, 2)]);
    in_lockstep(&Pass { rounds: 2 }).are(6, &[("finished", 0, 6)]);
    in_lockstep(&Missing).are(2, &[("deadlock", 0, 2)]);
    let rounds = in_lockstep(&Rounds { threads: 2, rounds: 1 });
    assert!(rounds.endings.keys().eq([&("finished", 1)]), "{rounds:?}");
}

//! The event: it lets through whoever waits, now or later, until it is taken back.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{Cell, World, primitive::Event};

/// Threads that wait for a flag that another sets after it has written; leaves the sum of what they read.
pub struct Published {
    /// How many wait, at most three.
    pub waiting: u32,
}

impl Body for Published {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (ready, value, sum) = (Event::new(world, "ready"), cell(world, "value"), cell(world, "sum"));
        for index in 1..=self.waiting {
            let (ready, value, sum) = (ready.clone(), value.clone(), sum.clone());
            world.spawn(thread(index), move |_| async move {
                ready.wait().await;
                sum.add(value.load().await).await;
            });
        }
        world.spawn(thread(self.waiting + 1), move |_| async move {
            value.store(7).await;
            ready.set().await;
        });
        reading(sum)
    }
}

/// A thread that waits, and one that sets the flag and takes it back; if `after`, the first waits for that before.
struct TakenBack {
    after: bool,
}

impl Body for TakenBack {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (flag, back, after) = (Event::new(world, "flag"), Event::new(world, "back"), self.after);
        let (its_flag, its_back) = (flag.clone(), back.clone());
        world.spawn(thread(1), move |_| async move {
            if after {
                its_back.wait().await;
            }
            its_flag.wait().await;
        });
        world.spawn(thread(2), move |_| async move {
            flag.set().await;
            flag.clear().await;
            if after {
                back.set().await;
            }
        });
        reading(cell(world, "nothing"))
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Published { waiting: 3 }, 50, &[Some(21)]);
    play(stage, &TakenBack { after: true }, 3, &[None]);
    play(stage, &TakenBack { after: false }, 20, &[Some(0), None]);
}

/// One that waits goes on after the set, alone: 1 schedule. Two do, with three steps each (through, load, add): C(6, 3) = 20.
///
/// Taken back: after the set either the wait ends or the flag is cleared, which leaves it for ever: 2 schedules, 1 of them stuck.
pub fn in_every_schedule() {
    in_lockstep(&Published { waiting: 1 }).are(1, &[("finished", 7, 1)]);
    in_lockstep(&Published { waiting: 2 }).are(20, &[("finished", 14, 20)]);
    in_lockstep(&TakenBack { after: false }).are(2, &[("finished", 0, 1), ("lost wake-up", 0, 1)]);
    in_lockstep(&TakenBack { after: true }).are(1, &[("lost wake-up", 0, 1)]);
}

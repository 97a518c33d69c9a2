//! The variable: read and replaced whole, so no value is torn, and updates are lost.

use super::body::{Body, Reading, in_lockstep, on_threads as play, thread};
use crate::Stage;
use world::{World, primitive::Variable};

/// Threads that add one to a variable by reading and replacing it; leaves its value.
pub struct Adders {
    /// How many threads, at most four.
    pub threads: u32,
    /// How many additions each.
    pub times: u32,
}

impl Body for Adders {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (n, times) = (Variable::new(world, "n", 0), self.times);
        for index in 1..=self.threads {
            let n = n.clone();
            world.spawn(thread(index), move |_| async move {
                for _ in 0..times {
                    let seen = n.get().await;
                    n.set(seen + 1).await;
                }
            });
        }
        Box::new(move || n.peek())
    }
}

/// Two threads replace a pair of like numbers; leaves 0, or 1 if a third ever saw two that differ.
struct Pairs;

impl Body for Pairs {
    const THREADS: usize = 3;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (pair, torn) = (Variable::new(world, "pair", (0, 0)), Variable::new(world, "torn", 0));
        for index in 1..=2 {
            let pair = pair.clone();
            world.spawn(thread(index), move |_| async move {
                for number in 0..2_000 {
                    pair.set((number * index, number * index)).await;
                }
            });
        }
        let saw = torn.clone();
        world.spawn(thread(3), move |_| async move {
            for _ in 0..2_000 {
                let (one, other) = pair.get().await;
                if one != other {
                    saw.set(1).await;
                }
            }
        });
        Box::new(move || torn.peek())
    }
}

/// No pair is torn. How many additions are lost is chance; that one thread alone loses none is not.
pub fn on_threads(stage: &Stage) {
    play(stage, &Pairs, 3, &[Some(0)]);
    play(stage, &Adders { threads: 1, times: 1_000 }, 1, &[Some(1_000)]);
}

/// Two steps of two threads: C(4, 2) = 6 schedules; one thread wholly before the other in 2 of them, and a lost update in the other 4. Three threads: 6!/(2!)^3 = 90, of which 3! lose none.
pub fn in_every_schedule() {
    in_lockstep(&Adders { threads: 2, times: 1 }).are(6, &[("finished", 1, 4), ("finished", 2, 2)]);
    let three = in_lockstep(&Adders { threads: 3, times: 1 });
    assert_eq!((three.all, three.endings[&("finished", 3)]), (90, 6));
}

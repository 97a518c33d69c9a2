//! Joining a thread: it waits for the end, takes the result, and sees what the thread did.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading};
use crate::Stage;
use world::{
    Cell, Kind, Label, World,
    primitive::{Mutex, spawn},
};

/// A parent starts children, each of which adds one to a word and returns its number; joins them in order, and leaves the sum of what they returned times what it then reads.
pub struct Children {
    /// How many, at most three.
    pub children: u32,
}

impl Body for Children {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (ran, out, children) = (cell(world, "ran"), cell(world, "out"), self.children);
        let result = out.clone();
        world.spawn(Label::new(Kind::Thread, "parent"), move |world| async move {
            let joins: Vec<_> = (1..=children)
                .map(|index| {
                    let ran = ran.clone();
                    spawn(&world, Label::thread("child", index), move |_| async move {
                        ran.add(1).await;
                        u64::from(index)
                    })
                })
                .collect();
            let mut sum = 0;
            for join in joins {
                sum += join.join().await;
            }
            result.store(sum * ran.load().await).await;
        });
        reading(out)
    }
}

/// A parent joins a child while it holds the lock that the child needs.
struct HoldsItsLock;

impl Body for HoldsItsLock {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let lock = Mutex::new(world, "lock");
        world.spawn(Label::new(Kind::Thread, "parent"), move |world| async move {
            lock.acquire().await;
            let needs = lock.clone();
            let child = spawn(&world, Label::new(Kind::Thread, "child"), move |_| async move { needs.acquire().await });
            child.join().await;
            lock.release().await;
        });
        reading(cell(world, "nothing"))
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Children { children: 3 }, 50, &[Some(6 * 3)]);
    play(stage, &HoldsItsLock, 5, &[None]);
}

/// A child takes two steps (adds, signals its end), the parent one for each join. One child: all in a row, 1 schedule. Two: the steps of the first and its join are a chain of three,
/// those of the second a chain of two, and the second join comes after both: C(5, 2) = 10.
///
/// A parent that holds the lock: it acquires, and both wait.
pub fn in_every_schedule() {
    in_lockstep(&Children { children: 1 }).are(1, &[("finished", 1, 1)]);
    in_lockstep(&Children { children: 2 }).are(10, &[("finished", 6, 10)]);
    in_lockstep(&HoldsItsLock).are(1, &[("deadlock", 0, 1)]);
}

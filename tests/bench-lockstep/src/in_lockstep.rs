//! The programs over `World`, searched by lockstep.

use crate::{LIMIT, Rate, watch::Watch};
use lockstep::{Ending, Lockstep, Search, Settings, RunVerdict};
use std::time::Duration;
use world::{
    Cell, Kind, Label, World,
    primitive::{Condvar, Mutex},
};

fn search<H>(reduction: bool, program: impl Fn(&Lockstep) -> H) -> Rate {
    let settings = Settings {
        reduction,
        ..Settings::default()
    };
    let start = Watch::start();
    let mut rate = Rate {
        schedules: 0,
        took: start.elapsed(),
        all: true,
    };
    // A small program is searched again and again, so that there is something to measure.
    while start.elapsed() < LIMIT / 3 {
        let mut search = Search::new(settings, &program, |ending: &Ending, _: H| RunVerdict {
            outcome: ending.name(),
            bad: *ending != Ending::Finished,
        });
        while search.advance(10_000) && start.elapsed() < LIMIT {}
        let found = search.found();
        assert_eq!(found.bad, 0);
        rate.schedules += found.schedules;
        rate.all &= found.complete;
    }
    rate.took = start.elapsed();
    rate
}

fn thread(index: u32) -> Label {
    Label::thread("thread", index)
}

pub fn increments(reduction: bool) -> Rate {
    search(reduction, |world| {
        let n = world.cell(Label::new(Kind::Variable, "n"), 0);
        for index in 1..=2 {
            world.spawn(thread(index), move |_| async move {
                for _ in 0..4 {
                    let seen = n.load().await;
                    n.store(seen + 1).await;
                }
            });
        }
    })
}

pub fn locks(reduction: bool) -> Rate {
    search(reduction, |world| {
        let locks = [Mutex::new(world, "a"), Mutex::new(world, "b")];
        for index in [0, 1] {
            let (mine, other) = (locks[index].clone(), locks[1 - index].clone());
            world.spawn(thread(index as u32 + 1), move |_| async move {
                for _ in 0..2 {
                    mine.acquire().await;
                    if other.acquire_within(Duration::ZERO).await {
                        other.release().await;
                    }
                    mine.release().await;
                }
            });
        }
    })
}

/// A slot under a mutex, with a condition for those who find it in the wrong state.
struct Queue {
    slot: <Lockstep as World>::Cell,
    mutex: Mutex<Lockstep>,
    changed: Condvar<Lockstep>,
}

impl Queue {
    async fn move_to(&self, from: u64, to: u64) {
        self.mutex.acquire().await;
        while self.slot.load().await != from {
            self.changed.wait(&self.mutex).await;
        }
        self.slot.store(to).await;
        self.changed.notify_all().await;
        self.mutex.release().await;
    }
}

pub fn queue(reduction: bool) -> Rate {
    search(reduction, |world| {
        let queue = std::sync::Arc::new(Queue {
            slot: world.cell(Label::new(Kind::Variable, "slot"), 0),
            mutex: Mutex::new(world, "mutex"),
            changed: Condvar::new(world, "changed"),
        });
        for index in 1..=3 {
            let queue = queue.clone();
            world.spawn(thread(index), move |_| async move {
                match index {
                    3 => {
                        queue.move_to(1, 0).await;
                        queue.move_to(1, 0).await;
                    }
                    _ => queue.move_to(0, 1).await,
                }
            });
        }
    })
}

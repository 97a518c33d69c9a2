//! The condition variable: waiting for a predicate is safe, and a notification that no thread waits for is lost.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use world::{
    Cell, World,
    primitive::{Condvar, Event, Mutex},
};

/// A consumer waits until a producer has filled the place; leaves 1.
pub struct Predicate;

impl Body for Predicate {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (lock, ready, full) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"), cell(world, "full"));
        let (its_lock, its_ready, its_full) = (lock.clone(), ready.clone(), full.clone());
        world.spawn(thread(1), move |_| async move {
            its_lock.acquire().await;
            while its_full.load().await == 0 {
                its_ready.wait(&its_lock).await;
            }
            its_lock.release().await;
        });
        let fills = full.clone();
        world.spawn(thread(2), move |_| async move {
            lock.acquire().await;
            fills.store(1).await;
            ready.notify_one().await;
            lock.release().await;
        });
        reading(full)
    }
}

/// A thread that waits without a look, and one that notifies once; if `after`, the first begins when the second is done.
struct NoPredicate {
    after: bool,
}

impl Body for NoPredicate {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (lock, ready, done) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"), Event::new(world, "done"));
        let (its_lock, its_ready, its_done, after) = (lock.clone(), ready.clone(), done.clone(), self.after);
        world.spawn(thread(1), move |_| async move {
            if after {
                its_done.wait().await;
            }
            its_lock.acquire().await;
            its_ready.wait(&its_lock).await;
            its_lock.release().await;
        });
        world.spawn(thread(2), move |_| async move {
            lock.acquire().await;
            ready.notify_one().await;
            lock.release().await;
            if after {
                done.set().await;
            }
        });
        reading(cell(world, "nothing"))
    }
}

/// Three threads wait; a fourth wakes one of them, or all; leaves how many woke.
struct Wakes {
    all: bool,
}

impl Body for Wakes {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (lock, ready) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"));
        let (waiting, woken, all) = (cell(world, "waiting"), cell(world, "woken"), self.all);
        for index in 1..=3 {
            let (lock, ready, waiting, woken) = (lock.clone(), ready.clone(), waiting.clone(), woken.clone());
            world.spawn(thread(index), move |_| async move {
                lock.acquire().await;
                waiting.add(1).await;
                ready.wait(&lock).await;
                woken.add(1).await;
                lock.release().await;
            });
        }
        let seen = woken.clone();
        world.spawn(thread(4), move |world| async move {
            // Who counts as waiting holds the lock until it has its ticket, so with the lock in hand all three wait.
            while waiting.load().await < 3 {
                world.checkpoint().await;
            }
            lock.acquire().await;
            match all {
                true => ready.notify_all().await,
                false => ready.notify_one().await,
            }
            lock.release().await;
        });
        reading(seen)
    }
}

/// See the bodies.
pub fn on_threads(stage: &Stage) {
    play(stage, &Predicate, 100, &[Some(1)]);
    play(stage, &NoPredicate { after: true }, 3, &[None]);
    play(stage, &NoPredicate { after: false }, 20, &[Some(0), None]);
    play(stage, &Wakes { all: true }, 5, &[Some(3)]);
    // Two of them wait for ever.
    play(stage, &Wakes { all: false }, 5, &[None]);
}

/// *With a predicate.* If the producer takes the lock first, its four steps run alone, then the consumer's three: 1 schedule. Else the consumer acquires, loads 0, takes a ticket
/// and releases; the producer acquires, stores and notifies; then its release and the consumer's return from the wait come in either order, and the consumer acquires, loads and
/// releases: 2 schedules.
///
/// *Without.* The same, and where the notifier came first, its notification is lost: 1 of 3 is stuck. If the waiter begins when the other is done, all are: the event is set last,
/// so there is 1 schedule.
pub fn in_every_schedule() {
    in_lockstep(&Predicate).are(3, &[("finished", 1, 3)]);
    in_lockstep(&NoPredicate { after: false }).are(3, &[("finished", 0, 2), ("lost wake-up", 0, 1)]);
    in_lockstep(&NoPredicate { after: true }).are(1, &[("lost wake-up", 0, 1)]);
}

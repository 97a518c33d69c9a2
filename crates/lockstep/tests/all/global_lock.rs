//! The global lock itself, searched exhaustively for two threads.

use crate::common::{cell, settings, thread, unprotected};
use lockstep::{Ending, Lockstep, RunVerdict, Search, SearchResults};
use std::time::Duration;
use world::{Cell, LockKind, UnderLock, World};

const INTERVAL: Duration = Duration::from_millis(5);

fn search<W: Cell>(program: impl FnMut(&Lockstep) -> W) -> SearchResults<(&'static str, u64)> {
    let judge = |ending: &Ending, cell: W| RunVerdict {
        outcome: (ending.name(), cell.peek()),
        bad: *ending != Ending::Finished,
    };
    Search::new(settings(true), program, judge).finish().clone()
}

/// Two threads that pass two check points each, and say whenever they are inside: whoever comes in while the other is inside panics.
fn guarded(world: &Lockstep, kind: LockKind) -> impl Cell + use<> {
    let world = UnderLock::new(*world, kind, INTERVAL);
    let inside = cell(&world, "inside");
    for index in 1..=2 {
        world.spawn(thread(index), move |world| async move {
            for _ in 0..2 {
                assert_eq!(inside.add(1).await, 0, "two threads hold the lock");
                inside.update(|inside| inside - 1).await;
                world.checkpoint().await;
            }
        });
    }
    inside
}

/// Never two holders, never a lost wake-up, no deadlock: in every schedule, of both kinds.
#[test]
fn at_most_one_holds_the_lock_and_everybody_gets_it() {
    for kind in [LockKind::CPython, LockKind::Held] {
        let found = search(|world| guarded(world, kind));
        assert!(found.complete, "{:?}", found.limits);
        assert_eq!(
            found.outcomes.keys().copied().collect::<Vec<_>>(),
            [("finished", 0)],
            "{kind:?}"
        );
        println!(
            "{kind:?}: {} schedules, {} cut, at most {} steps",
            found.schedules, found.cut, found.longest
        );
    }
}

#[test]
fn a_thread_that_sleeps_gives_the_lock_up_and_gets_it_back() {
    let program = |world: &Lockstep| {
        let world = UnderLock::new(*world, LockKind::CPython, INTERVAL);
        let inside = cell(&world, "inside");
        for index in 1..=2 {
            world.spawn(thread(index), move |world| async move {
                assert_eq!(inside.add(1).await, 0, "two threads hold the lock");
                inside.update(|inside| inside - 1).await;
                world.sleep(INTERVAL).await;
                assert_eq!(inside.add(1).await, 0, "two threads hold the lock");
                inside.update(|inside| inside - 1).await;
            });
        }
        inside
    };
    let found = search(program);
    assert_eq!((found.complete, found.outcomes.len(), found.bad), (true, 1, 0));
}

/// With no check point between the read and the write nothing is lost, in any schedule; with one, something can be.
#[test]
fn increments_are_torn_only_at_check_points() {
    for kind in [LockKind::CPython, LockKind::Held] {
        let whole = search(|world| unprotected(&UnderLock::new(*world, kind, INTERVAL), 2, 1));
        assert_eq!((whole.complete, whole.outcomes.len()), (true, 1));
        assert!(whole.outcomes.contains_key(&("finished", 2)));
        let torn = search(|world| {
            let world = UnderLock::new(*world, kind, INTERVAL);
            let n = cell(&world, "n");
            for index in 1..=2 {
                world.spawn(thread(index), move |world| async move {
                    let seen = n.load().await;
                    world.checkpoint().await;
                    n.store(seen + 1).await;
                });
            }
            n
        });
        let results: Vec<u64> = torn.outcomes.keys().map(|(_, n)| *n).collect();
        assert_eq!((torn.complete, results, torn.bad), (true, vec![1, 2], 0));
    }
}

/// A lock that is off at first, and which two threads switch on: at the earliest both run without it. Whoever switched is inside, as the
/// cell says, only with it; so does whoever comes after.
fn switched<const SWITCHERS: u64>(world: &Lockstep) -> impl Cell + use<SWITCHERS> {
    let world = UnderLock::off_at_first(*world, INTERVAL);
    let (inside, switched) = (cell(&world, "inside"), cell(&world, "switched"));
    for index in 1..=2 {
        world.spawn(thread(index), move |world| async move {
            if u64::from(index) <= SWITCHERS {
                switched.add(u64::from(world.switch_lock_on().await)).await;
                assert!(world.lock_is_on(), "a thread came back before the lock was on");
            }
            for _ in 0..2 {
                assert_eq!(
                    inside.add(1).await,
                    0,
                    "two threads are inside, and one of them has the lock"
                );
                inside.update(|inside| inside - 1).await;
                world.checkpoint().await;
            }
        });
    }
    switched
}

/// No thread runs without the lock once it is on, everybody ends, and it is switched on once, in every schedule.
#[test]
fn a_lock_that_is_switched_on_is_on_for_everybody() {
    for found in [search(switched::<1>), search(switched::<2>)] {
        assert!(found.complete, "{:?}", found.limits);
        assert_eq!(found.outcomes.keys().copied().collect::<Vec<_>>(), [("finished", 1)]);
    }
}

/// A thread that sleeps when the world is stopped is not waited for, and wakes up into a world with the lock.
#[test]
fn a_sleeper_wakes_up_under_the_lock() {
    let program = |world: &Lockstep| {
        let world = UnderLock::off_at_first(*world, INTERVAL);
        let inside = cell(&world, "inside");
        for index in 1..=2 {
            world.spawn(thread(index), move |world| async move {
                match index {
                    1 => drop(world.switch_lock_on().await),
                    _ => world.sleep(INTERVAL).await,
                }
                if world.lock_is_on() {
                    assert_eq!(inside.add(1).await, 0, "two threads are inside");
                    inside.update(|inside| inside - 1).await;
                }
            });
        }
        inside
    };
    let found = search(program);
    assert_eq!((found.complete, found.outcomes.len(), found.bad), (true, 1, 0));
}

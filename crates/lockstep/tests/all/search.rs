//! Counts of schedules, derived on paper and then counted.

use crate::common::{all, bounded_queue, cell, dining, interleavings, locked, settings, thread, unprotected};
use lockstep::{Ending, Lockstep, RunVerdict, Search, SearchResults, Settings};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use world::{Cell, Cost, World};

fn keys(found: &lockstep::SearchResults<(&'static str, u64)>) -> Vec<u64> {
    found.outcomes.keys().map(|(_, value)| *value).collect()
}

/// Two threads, four increments each, a load and a store an increment: sixteen steps of which eight are the first thread's, so
/// C(16, 8) = 12,870 schedules.
///
/// The final value is at most 8 (nobody interferes). It is at least 2: the last store writes one more than what its thread loaded, and before
/// that load either this thread has stored before (when it is not its first increment), or the other thread's last store came earlier;
/// for 1 the last store would have to come from a first increment and also come after the other thread's all four, which is then its
/// own thread's last store as well, though it has three more. And 2 is reached: T1 loads 0; T2 does three increments; T1 stores 1; T2 loads 1; T1
/// does its other three; T2 stores 2.
#[test]
fn two_threads_with_four_increments_have_12870_schedules() {
    let found = all(settings(false), |world| unprotected(world, 2, 4), 8);
    assert_eq!(found.schedules, 12_870);
    assert_eq!(found.schedules, interleavings(2, 8));
    assert_eq!(keys(&found), [2, 3, 4, 5, 6, 7, 8]);
    assert_eq!((found.complete, found.stuck, found.longest), (true, 0, 16));
    assert_eq!(found.outcomes.values().sum::<u64>(), 12_870);
}

#[test]
fn two_increments_lose_one_or_none() {
    let found = all(settings(false), |world| unprotected(world, 2, 1), 2);
    // L1 S1 L2 S2 and L2 S2 L1 S1 lose nothing; of the six orders the other four do.
    assert_eq!(found.outcomes.values().copied().collect::<Vec<_>>(), [4, 2]);
}

#[test]
fn three_threads_have_as_many_schedules_as_the_multinomial_says() {
    let found = all(settings(false), |world| unprotected(world, 3, 1), 3);
    assert_eq!((found.schedules, keys(&found)), (interleavings(3, 2), vec![1, 2, 3]));
}

/// Reduction sees the same finals with fewer schedules. With L for load and S for store, what matters is for each load which stores came before it,
/// and the order of the stores.
#[test]
fn reduction_sees_the_same_finals() {
    for (threads, times) in [(2, 1), (2, 2), (2, 3), (2, 4), (3, 1)] {
        let plain = all(settings(false), |world| unprotected(world, threads, times), 0);
        let reduced = all(settings(true), |world| unprotected(world, threads, times), 0);
        assert_eq!(keys(&plain), keys(&reduced));
        assert!(reduced.complete && reduced.schedules < plain.schedules);
        println!(
            "{threads} x {times}: {} of {} ({} cut)",
            reduced.schedules, plain.schedules, reduced.cut
        );
    }
}

/// Two threads with three increments of a number of their own each, then one of a number they share: eight steps each, so C(16, 8) = 12,870
/// schedules. Only the order of the last two steps of each matters, and of the two loads not even that: four ways (one thread after the
/// other, or both loads and then either store first).
#[test]
fn reduction_runs_far_fewer_schedules_of_steps_that_are_independent() {
    let program = |world: &Lockstep| {
        let shared = cell(world, "shared");
        for index in 1..=2 {
            let (own, shared) = (cell(world, "own"), shared);
            world.spawn(thread(index), move |_| async move {
                for n in [own, own, own, shared] {
                    let seen = n.load().await;
                    n.store(seen + 1).await;
                }
            });
        }
        shared
    };
    let (plain, reduced) = (all(settings(false), program, 2), all(settings(true), program, 2));
    assert_eq!((plain.schedules, keys(&plain)), (12_870, vec![1, 2]));
    assert_eq!(keys(&reduced), keys(&plain));
    let visited = reduced.schedules + reduced.cut;
    assert!(
        reduced.complete && reduced.schedules >= 4 && visited * 10 <= plain.schedules,
        "{visited}"
    );
}

#[test]
fn a_lock_makes_it_safe() {
    for reduction in [false, true] {
        let found = all(settings(reduction), |world| locked(world, 2, 2), 4);
        assert_eq!((found.complete, found.bad, keys(&found)), (true, 0, vec![4]));
        println!("{reduction}: {} schedules, {} cut", found.schedules, found.cut);
    }
}

/// T1 takes A, then B; T2 takes B, then A; each lets go of both. If T1 gets both locks before T2 gets its first, T2's four steps come somewhere
/// after: it needs B, so it can begin when T1 has let go of B (three steps in), and then needs A, free after T1's fourth. Orders of
/// T1's last step and T2's four steps, where T2's second comes after T1's last: T1's last stands before T2's first or before its second: 2
/// schedules. The same the other way round: 2. If both take their first lock, in either order, nobody gets the second: 2 schedules that
/// deadlock. So 6 in all, of which 2 are stuck; the shortest has two steps and two tries in vain.
#[test]
fn crossed_locks_deadlock_in_two_of_six() {
    let found = all(
        settings(false),
        |world| {
            dining(world, 2);
            cell(world, "nothing")
        },
        0,
    );
    assert_eq!((found.schedules, found.stuck, found.bad), (6, 2, 2));
    let shortest = found.shortest.unwrap();
    assert_eq!((shortest.steps, shortest.schedule.to_string()), (4, "1.2.1.2".into()));
}

#[test]
fn philosophers_deadlock_under_reduction_too() {
    for philosophers in [2, 3, 4] {
        let program = |world: &lockstep::Lockstep| {
            dining(world, philosophers);
            cell(world, "nothing")
        };
        let reduced = all(settings(true), program, 0);
        let shortest = reduced.shortest.as_ref().unwrap();
        assert_eq!(shortest.steps, 2 * philosophers as usize);
        assert!(reduced.complete && reduced.stuck > 0);
        println!(
            "{philosophers}: {} schedules, {} stuck, {} cut",
            reduced.schedules, reduced.stuck, reduced.cut
        );
    }
}

#[test]
fn a_bounded_queue_loses_nothing() {
    for reduction in [false, true] {
        let found = all(settings(reduction), |world| bounded_queue(world, 2, 2), 6);
        assert_eq!((found.bad, keys(&found), found.complete), (0, vec![6], true));
        println!("{reduction}: {} schedules, {} cut", found.schedules, found.cut);
    }
}

#[test]
fn a_bound_on_preemptions_is_said_as_a_limit() {
    let bounded = Settings {
        preemptions: Some(0),
        ..Settings::default()
    };
    let found = all(bounded, |world| unprotected(world, 2, 4), 8);
    // Without preemption each thread runs to its end: two orders.
    assert_eq!((found.schedules, keys(&found), found.complete), (2, vec![8], false));
    assert_eq!((found.within, found.limits.len()), (Some(0), 0));
    let once = Settings {
        preemptions: Some(1),
        ..Settings::default()
    };
    let found = all(once, |world| unprotected(world, 2, 1), 2);
    assert_eq!(keys(&found), [1, 2]);
}

/// Two threads take turns at a number 2 x 12 times after the first of them has looked at a flag that the second sets: which came first is settled at the
/// very beginning, and depth first the search would try the ways through the rest before it ever changes that.
fn decided_at_the_beginning(world: &Lockstep) -> lockstep::Word {
    let (flag, n, seen) = (cell(world, "flag"), cell(world, "n"), cell(world, "seen"));
    world.spawn(thread(1), move |_| async move {
        let early = flag.load().await;
        for _ in 0..12 {
            n.add(1).await;
        }
        seen.store(early).await;
    });
    world.spawn(thread(2), move |_| async move {
        flag.store(1).await;
        for _ in 0..12 {
            n.add(1).await;
        }
    });
    seen
}

fn search_of_the_beginning(settings: Settings, right: u64) -> SearchResults<(&'static str, u64)> {
    let judge = |ending: &Ending, seen: lockstep::Word| RunVerdict {
        outcome: (ending.name(), seen.peek()),
        bad: seen.peek() != right,
    };
    let mut search = Search::new(settings, decided_at_the_beginning, judge);
    search.advance(6_000);
    search.found().clone()
}

#[test]
fn a_fault_at_the_beginning_of_a_run_is_found_without_preemption() {
    for reduction in [true, false] {
        let found = search_of_the_beginning(settings(reduction), 0);
        assert!(found.bad > 0 && !found.complete, "{reduction}: {}", found.schedules);
        assert_eq!(found.takes, Some(0), "thread 2 goes first, and nobody is interrupted");
        assert_eq!(
            found.shortest.map(|bad| bad.schedule.to_string()),
            Some("2x13.1x14".into())
        );
    }
}

/// Of 27 moves, the other thread's come in one block or are cut once: that is soon seen whole, and all of it is right if both values are.
#[test]
fn the_bound_within_which_everything_was_seen_is_said() {
    let judge = |ending: &Ending, seen: lockstep::Word| RunVerdict {
        outcome: (ending.name(), seen.peek()),
        bad: false,
    };
    let mut search = Search::new(settings(true), decided_at_the_beginning, judge);
    search.advance(10_000);
    let found = search.found();
    assert!(found.bound >= Some(1) && !found.complete, "{:?}", found.bound);
    assert_eq!((found.takes, keys(found)), (None, vec![0, 1]));
}

/// Work that depends on its input alone is done once in a search, other work once a schedule.
#[test]
fn pure_work_is_done_once() {
    let (pure, other) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let (counted, seen) = (pure.clone(), other.clone());
    let program = move |world: &Lockstep| {
        let sum = cell(world, "sum");
        for index in 1..=2 {
            let (counted, seen) = (counted.clone(), seen.clone());
            world.spawn(thread(index), move |world| async move {
                let square = |number: &u64| {
                    counted.fetch_add(1, Relaxed);
                    number * number
                };
                let number = world.compute_pure(Cost::nanos(1), u64::from(index), square).await;
                world.compute(Cost::nanos(1), || seen.fetch_add(1, Relaxed)).await;
                sum.add(number).await;
            });
        }
        sum
    };
    let found = all(settings(false), program, 5);
    assert_eq!((found.complete, found.bad, found.schedules), (true, 0, 20));
    assert_eq!(pure.load(Relaxed), 2, "one for each input");
    assert_eq!(other.load(Relaxed), 2 * found.schedules);
}

/// Asked for few steps, a search goes through one long schedule and comes back.
#[test]
fn a_search_can_be_asked_for_steps() {
    let judge = |_: &Ending, _: lockstep::Word| RunVerdict {
        outcome: (),
        bad: false,
    };
    let mut search = Search::new(settings(false), |world: &Lockstep| unprotected(world, 2, 500), judge);
    assert!(search.advance_steps(10));
    assert_eq!((search.found().schedules, search.found().longest), (1, 2_000));
    assert!(search.advance_steps(6_001));
    assert_eq!(search.found().schedules, 5);
}

#[test]
fn a_limit_on_schedules_is_said_as_a_limit() {
    let few = Settings {
        reduction: false,
        schedules: Some(100),
        ..Settings::default()
    };
    let found = all(few, |world| unprotected(world, 2, 4), 8);
    assert_eq!((found.schedules, found.complete), (100, false));
    assert_eq!(found.limits, ["The search ended after 100 schedules."]);
}

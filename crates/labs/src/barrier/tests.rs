//! What must hold at the barrier in every schedule, and on real threads.

use crate::testing::{number, on_threads, play, program, try_many};
use lockstep::Ending;
use threads::Status;
use world::LockKind;

fn rounds(variant: &str, parties: u32, rounds: u64, dies: u64) -> crate::Program {
    program("barrier", variant, parties, rounds, &[("dies", dies)])
}

/// Two threads, two rounds, every schedule.
#[test]
fn the_table_holds_in_every_schedule() {
    let lock = LockKind::Off;
    let all = try_many(&rounds("all", 2, 2, 2), lock);
    assert_eq!(all.outcomes.keys().map(String::as_str).collect::<Vec<_>>(), ["4"]);
    assert_eq!(all.bad, 0, "{lock:?}");
    let without = try_many(&rounds("no-barrier", 2, 2, 2), lock);
    assert!(
        without.bad > 0 && without.stuck == 0,
        "{lock:?}: {:?}",
        without.outcomes
    );
    let dead = try_many(&rounds("one-dies", 2, 2, 2), lock);
    assert_eq!((dead.stuck, dead.bad), (dead.schedules, dead.schedules), "{lock:?}");
    let aborted = try_many(&rounds("abort", 2, 2, 2), lock);
    assert_eq!(aborted.outcomes.keys().map(String::as_str).collect::<Vec<_>>(), ["2"]);
    assert_eq!(aborted.bad, 0, "{lock:?}");
}

/// The first thread dies in its third round: the others wait in theirs, or are told.
#[test]
fn who_waits_for_the_dead_is_told_only_by_an_abort() {
    for seed in 0..50 {
        let schedule = format!("r{seed}");
        let (ending, found) = play(&rounds("one-dies", 4, 9, 3), LockKind::Off, &schedule);
        assert!(ending.is_stuck(), "{ending}");
        assert_eq!(number(&found, "steps"), 8);
        let (ending, found) = play(&rounds("abort", 4, 9, 3), LockKind::Off, &schedule);
        assert_eq!(ending, Ending::Finished);
        let account = ["steps", "broken", "stale", "unfinished"].map(|key| number(&found, key));
        assert_eq!(account, [8, 3, 0, 28]);
    }
}

#[test]
fn real_threads_meet_and_part_alike() {
    for lock in [LockKind::Off, LockKind::CPython] {
        let (status, found) = on_threads(&rounds("all", 4, 50, 1), lock);
        assert_eq!(
            (status, number(&found, "steps"), number(&found, "stale")),
            (Status::Finished, 200, 0),
            "{lock:?}"
        );
        let (status, found) = on_threads(&rounds("one-dies", 4, 50, 3), lock);
        assert_eq!((status, number(&found, "steps")), (Status::Deadlocked, 8), "{lock:?}");
        let (status, found) = on_threads(&rounds("abort", 4, 50, 3), lock);
        assert_eq!(
            (status, number(&found, "steps"), number(&found, "broken")),
            (Status::Finished, 8, 3),
            "{lock:?}"
        );
    }
}

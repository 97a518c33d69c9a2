//! What must hold of the buffer in every schedule, and on real threads.

use crate::testing::{LOCKS, number, on_threads, play, program, try_many};
use lockstep::Ending;
use threads::Status;
use world::LockKind;

/// So many consumers and producers, and items for a buffer with room for one.
fn buffer(variant: &str, consumers: u32, producers: u64, items: u64) -> crate::Program {
    program(
        "condition",
        variant,
        consumers,
        items,
        &[("producers", producers), ("capacity", 1)],
    )
}

/// Two or three threads, two items, room for one (so the item that a dead consumer leaves has room), up to 100,000 schedules: where the table says that it can deadlock it does, and where it says never it never does.
#[test]
fn the_table_holds() {
    for (variant, consumers, producers, deadlocks, wrong) in [
        ("right", 2, 1, false, false),
        ("right", 1, 2, false, false),
        ("if", 1, 1, false, false),
        ("if", 2, 1, false, true),
        ("if", 1, 2, false, false),
        ("notify-one", 1, 1, false, false),
        ("notify-one", 2, 1, true, true),
        ("lost-notify", 1, 1, true, true),
    ] {
        let program = buffer(variant, consumers, producers, 2);
        let lock = LockKind::Off;
        let found = try_many(&program, lock);
        let told = format!(
            "{variant}, {consumers} consumers, {producers} producers, {lock:?}: {:?}",
            found.outcomes
        );
        assert_eq!(found.bad > 0, wrong, "{told}");
        assert_eq!(found.stuck > 0, deadlocks, "{told}");
        assert!(found.outcomes.contains_key("2"), "each can go well: {told}");
    }
}

/// Who keeps the global lock while it waits keeps everybody out.
#[test]
fn held_while_waiting_even_the_right_way_can_deadlock() {
    let found = try_many(&buffer("right", 1, 1, 2), LockKind::Held);
    assert!(found.stuck > 0 && found.stuck == found.bad, "{:?}", found.outcomes);
}

#[test]
fn the_right_way_takes_all_on_real_threads() {
    for lock in [LockKind::Off, LockKind::CPython] {
        let (status, found) = on_threads(&buffer("right", 3, 3, 300), lock);
        assert_eq!(status, Status::Finished, "{lock:?}");
        let account = ["sent", "taken", "lost", "errors", "overfull"].map(|key| number(&found, key));
        assert_eq!(account, [300, 300, 0, 0, 0], "{lock:?}");
    }
}

/// Whatever a run comes to, no item is made up and none disappears.
#[test]
fn every_item_is_somewhere() {
    for variant in ["right", "if", "notify-one", "lost-notify"] {
        for (lock, seed) in LOCKS.into_iter().flat_map(|lock| (0..40).map(move |seed| (lock, seed))) {
            let (ending, found) = play(&buffer(variant, 3, 2, 12), lock, &format!("r{seed}"));
            let [sent, taken, lost, unfinished, unsent] =
                ["sent", "taken", "lost", "unfinished", "unsent"].map(|key| number(&found, key));
            assert_eq!(
                (sent, sent + unsent),
                (taken + lost + unfinished, 12),
                "{variant} {lock:?} {seed}"
            );
            assert!(
                ending != Ending::Finished || unfinished == 0,
                "{variant} {lock:?} {seed}"
            );
        }
    }
}

//! What must hold of the two ways to stop that hang, in every schedule and on real threads.

use crate::testing::{number, on_threads, play, program, try_many};
use lockstep::Ending;
use threads::Status;
use world::LockKind;

fn line(variant: &str, consumers: u32, items: u64, capacity: u64) -> crate::Program {
    program(
        "pipeline",
        variant,
        consumers,
        items,
        &[("producers", 1), ("capacity", capacity)],
    )
}

/// All is written whatever happens; but who looked and saw an item may find it gone, and waits for ever. One consumer alone can see the flag too late.
#[test]
fn a_look_before_a_get_can_hang_and_loses_nothing() {
    for (consumers, capacity) in [(1, 0), (2, 0), (2, 1)] {
        let lock = LockKind::Off;
        let found = try_many(&line("empty-get", consumers, 2, capacity), lock);
        let told = format!(
            "{consumers} consumers, room for {capacity}, {lock:?}: {:?}",
            found.outcomes
        );
        assert!(found.stuck > 0 && found.stuck == found.bad, "{told}");
        assert!(found.outcomes.contains_key("2"), "{told}");
    }
}

/// Each reader dies of its first item, so the queue empties by as many as there are readers; as many entries come to it in place of pills.
#[test]
fn dead_readers_block_the_line_exactly_where_items_have_no_room() {
    for (items, capacity) in [(1, 1), (2, 1), (3, 1), (2, 2), (3, 2), (3, 0)] {
        let found = try_many(&line("dead-reader", 1, items, capacity), LockKind::Off);
        let blocked = capacity > 0 && items > capacity;
        let stuck = if blocked { found.schedules } else { 0 };
        assert_eq!(
            found.stuck, stuck,
            "{items} items, room for {capacity}: {:?}",
            found.outcomes
        );
        assert_eq!(found.bad, found.schedules, "what the dead had in hand is lost");
    }
}

#[test]
fn dead_readers_on_real_threads() {
    for lock in [LockKind::Off, LockKind::CPython] {
        let (status, found) = on_threads(&line("dead-reader", 3, 200, 16), lock);
        assert_eq!((status, number(&found, "written")), (Status::Deadlocked, 0), "{lock:?}");
        let (status, found) = on_threads(&line("dead-reader", 3, 200, 0), lock);
        assert_eq!((status, number(&found, "lost")), (Status::Finished, 200), "{lock:?}");
    }
    let (ending, found) = play(&line("dead-reader", 2, 5, 0), LockKind::Off, "f");
    assert_eq!(
        (ending, number(&found, "sent"), number(&found, "lost")),
        (Ending::Finished, 5, 5)
    );
}

//! What must hold of pools that wait for pools: stuck exactly where the theory says, in every schedule and on real threads.

use crate::testing::{LOCKS, number, on_threads, play, program, search};
use lockstep::Ending;
use threads::Status;
use world::LockKind;

fn supervisors(workers: u32, depth: u64) -> crate::Program {
    program(
        "nested-pools",
        "supervisors",
        workers,
        1,
        &[("inner", 2), ("depth", depth)],
    )
}

/// On each level but the last three tasks wait, and on the last one. The pool is first in, first out, so none that works begins before all of those have.
#[test]
fn supervisors_deadlock_exactly_up_to_three_times_their_depth_less_two() {
    for (depth, workers) in (1..=4_u32).flat_map(|depth| (1..=8).map(move |workers| (depth, workers))) {
        let (program, stuck) = (supervisors(workers, depth.into()), workers <= 3 * depth - 2);
        for (lock, schedule) in LOCKS
            .into_iter()
            .flat_map(|lock| ["f", "r1", "r2", "r3"].map(|schedule| (lock, schedule)))
        {
            let (ending, found) = play(&program, lock, schedule);
            let told = format!("depth {depth}, {workers} workers, {lock:?}, {schedule}: {ending}");
            let stuck = stuck || lock == LockKind::Held;
            assert_eq!(ending.is_stuck(), stuck, "{told}");
            assert_eq!(number(&found, "completed"), u64::from(!stuck), "{told}");
        }
    }
}

/// Every schedule of the smallest ones.
#[test]
fn no_schedule_of_supervisors_does_otherwise() {
    let one = search(&supervisors(1, 1), LockKind::Off);
    assert_eq!(one.stuck, one.schedules);
    let two = search(&supervisors(2, 1), LockKind::Off);
    assert_eq!((two.stuck, two.bad), (0, 0), "{:?}", two.outcomes);
}

#[test]
fn supervisors_follow_the_law_on_real_threads() {
    for lock in [LockKind::Off, LockKind::CPython] {
        assert_eq!(on_threads(&supervisors(7, 3), lock).0, Status::Deadlocked, "{lock:?}");
        let (status, found) = on_threads(&supervisors(8, 3), lock);
        assert_eq!((status, number(&found, "completed")), (Status::Finished, 1), "{lock:?}");
    }
}

/// One has the lock and waits for a worker; the workers wait for the lock.
#[test]
fn a_lock_and_a_slot_close_a_circle_where_every_worker_has_a_task() {
    let pools = |workers, tasks| program("nested-pools", "lock-and-slot", workers, tasks, &[("inner", 1)]);
    for (workers, tasks) in [(1, 1), (2, 1), (2, 2)] {
        let found = search(&pools(workers, tasks), LockKind::Off);
        let stuck = if tasks >= u64::from(workers) {
            found.schedules
        } else {
            0
        };
        assert_eq!(
            (found.stuck, found.bad),
            (stuck, stuck),
            "{workers} workers, {tasks} tasks"
        );
    }
    let (ending, _) = play(&pools(4, 4), LockKind::CPython, "f");
    assert!(ending.is_stuck() && ending != Ending::Finished);
}

//! Pools that wait for pools: stuck exactly where the theory says, and never for good.

use crate::{LOCKS, Stage, number, program};
use std::ops::RangeInclusive;
use threads::Status;
use workloads::Parameters;
use world::LockKind;

/// Inner tasks of each outer one.
const INNER: u32 = 2;

/// Levels of supervisors: two, so that 4 workers are one too few.
const DEPTH: u64 = 2;

/// The theory: with W workers and k tasks, whether the run gets stuck.
fn stuck(variant: &str, lock: LockKind, workers: u32, tasks: u32) -> bool {
    match (variant, lock) {
        ("helping", _) => false,
        (_, LockKind::Held) => true,
        ("same-pool" | "lock-and-slot", _) => tasks >= workers,
        ("supervisors", _) => u64::from(workers) <= 3 * DEPTH - 2,
        ("lock-held", kind) => kind == LockKind::CPython,
        _ => false,
    }
}

/// Plays every variant for W workers and each k under every lock; what got stuck is sent home, and the pool is whole again.
pub fn the_table(stage: &Stage, workers: u32, tasks: RangeInclusive<u32>) {
    let pool = stage.free();
    for (tasks, lock) in tasks.flat_map(|tasks| LOCKS.map(|lock| (tasks, lock))) {
        for variant in [
            "same-pool",
            "own-pool",
            "lock-held",
            "helping",
            "lock-and-slot",
            "supervisors",
        ] {
            let set = Parameters {
                threads: workers,
                size: u64::from(tasks),
                numbers: vec![("inner", INNER.into()), ("depth", DEPTH)],
                ..Parameters::default()
            };
            let told = format!("{variant}, W = {workers}, k = {tasks}, {lock:?}");
            let played = stage.play(&program("nested-pools", variant, &set), lock);
            let completed = number(&played.findings, "completed");
            if stuck(variant, lock, workers, tasks) {
                assert_eq!(played.status, Status::Deadlocked, "{told}");
                assert!(completed < u64::from(tasks), "{told}");
            } else {
                assert_eq!(
                    (played.status, completed),
                    (Status::Finished, u64::from(tasks)),
                    "{told}"
                );
            }
            assert_eq!(stage.free(), pool, "the pool is whole again after {told}");
        }
    }
}

//! The service: every request comes to one end, and it is stuck exactly where the theory says.

use crate::{LOCKS, Stage, number, program};
use threads::Status;
use workloads::{Findings, Parameters};
use world::LockKind;

/// Requests, so few that a run takes milliseconds.
const REQUESTS: u64 = 12;

fn set(workers: u32, requests: u64, more: &[(&'static str, u64)], arrival: &'static str) -> Parameters {
    let mut numbers = vec![
        ("low", 40),
        ("high", 80),
        ("chunk", 25),
        ("inner", 2),
        ("clients", 2),
        ("capacity", 0),
        ("bad", 0),
        ("pollers", 0),
    ];
    for (key, value) in more {
        numbers.retain(|(known, _)| known != key);
        numbers.push((*key, *value));
    }
    Parameters {
        threads: workers,
        size: requests,
        seed: 7,
        numbers,
        choices: vec![("arrival", arrival)],
        ..Parameters::default()
    }
}

fn ends(found: &Findings) -> [u64; 4] {
    ["sent", "done", "failed", "refused"].map(|key| number(found, key))
}

/// With and without lock, bad jobs, a full queue and clients that try again: sent are done, failed or refused.
pub fn every_request_comes_to_one_end(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        for variant in ["own-pool", "no-inner"] {
            for arrival in ["at-once", "stream"] {
                for more in [
                    &[][..],
                    &[("bad", 3)],
                    &[("capacity", 2)],
                    &[("bad", 2), ("capacity", 1)],
                    &[("clients", 1), ("pollers", 1)],
                ] {
                    let told = format!("{variant} {lock:?} {arrival} {more:?}");
                    let found = stage.finish(&program("service", variant, &set(3, REQUESTS, more, arrival)), lock);
                    let [sent, done, failed, refused] = ends(&found);
                    assert_eq!((sent, done + failed + refused), (REQUESTS, REQUESTS), "{told}");
                    assert!(done > 0, "{told}");
                }
            }
        }
    }
}

/// Where chance decides nothing: which jobs are bad, and how many a queue has no room for when nobody takes one before all are in.
pub fn bad_jobs_fail_alone_and_a_full_queue_refuses(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        for variant in ["own-pool", "no-inner"] {
            let play = |more: &[(&'static str, u64)]| {
                let set = set(3, REQUESTS, more, "at-once");
                ends(&stage.finish(&program("service", variant, &set), lock))
            };
            assert_eq!(play(&[("bad", 4)]), [12, 9, 3, 0], "{variant} {lock:?}");
            assert_eq!(play(&[("capacity", 5)]), [12, 5, 0, 7], "{variant} {lock:?}");
        }
    }
}

/// With W threads in one pool for all and k jobs in at once: stuck from k >= W on, and held while waiting always, in every variant.
pub fn the_table(stage: &Stage, workers: u32) {
    let pool = stage.free();
    for (jobs, lock) in (1..=workers + 2).flat_map(|jobs| LOCKS.map(|lock| (jobs, lock))) {
        for variant in ["own-pool", "shared-pool", "no-inner"] {
            let stuck = lock == LockKind::Held || (variant == "shared-pool" && jobs >= workers);
            let told = format!("{variant}, W = {workers}, k = {jobs}, {lock:?}");
            let played = stage.play(
                &program("service", variant, &set(workers, jobs.into(), &[], "at-once")),
                lock,
            );
            let expected = if stuck { Status::Deadlocked } else { Status::Finished };
            assert_eq!(played.status, expected, "{told}");
            let done = number(&played.findings, "done");
            assert_eq!(done, if stuck { 0 } else { jobs.into() }, "{told}");
            assert_eq!(stage.free(), pool, "the pool is whole again after {told}");
        }
    }
}

//! Programs that end, run natively while as many threads as there are cores do nothing but compute: none of them may be called stuck.

use crate::{Extent, account::Account};
use catalogue::Experiment;
use lab::{InputCache, Limits};
use std::{
    hint::spin_loop,
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
};
use trace::Outcome;

/// What ends however its threads are scheduled.
const HEALTHY: [&[(&str, &str)]; 21] = [
    &[
        ("lab", "counter"),
        ("variant", "unprotected"),
        ("threads", "8"),
        ("size", "2000"),
    ],
    &[
        ("lab", "counter"),
        ("variant", "locked"),
        ("threads", "8"),
        ("size", "500"),
    ],
    &[
        ("lab", "counter"),
        ("variant", "atomic"),
        ("threads", "32"),
        ("size", "2000"),
    ],
    &[
        ("lab", "hash-chain"),
        ("variant", "locked"),
        ("threads", "4"),
        ("size", "200"),
    ],
    &[
        ("lab", "hashing"),
        ("variant", "coarse-lock"),
        ("threads", "4"),
        ("size", "500"),
    ],
    &[("lab", "mapreduce"), ("threads", "4"), ("size", "50000")],
    &[
        ("lab", "nested-pools"),
        ("variant", "helping"),
        ("threads", "4"),
        ("size", "16"),
    ],
    &[
        ("lab", "nested-pools"),
        ("variant", "own-pool"),
        ("threads", "4"),
        ("size", "16"),
    ],
    &[("lab", "service"), ("threads", "4"), ("size", "10")],
    &[("lab", "fetch"), ("threads", "8"), ("size", "16"), ("mean", "2")],
    &[("lab", "indexing"), ("threads", "4"), ("size", "200")],
    &[
        ("lab", "pipeline"),
        ("variant", "pill"),
        ("threads", "3"),
        ("size", "200"),
    ],
    &[
        ("lab", "pipeline"),
        ("variant", "event"),
        ("threads", "3"),
        ("size", "200"),
    ],
    &[
        ("lab", "dining"),
        ("variant", "ordered"),
        ("threads", "5"),
        ("size", "50"),
    ],
    &[
        ("lab", "dining"),
        ("variant", "waiter"),
        ("threads", "5"),
        ("size", "50"),
    ],
    &[("lab", "convoy"), ("threads", "2"), ("size", "5")],
    &[("lab", "thread-cost"), ("threads", "4"), ("size", "40")],
    // Many more threads than cores: each may not run for seconds.
    &[
        ("lab", "counter"),
        ("variant", "unprotected"),
        ("threads", "32"),
        ("size", "200000"),
    ],
    &[("lab", "hashing"), ("threads", "32"), ("size", "50000")],
    &[("lab", "mapreduce"), ("threads", "32"), ("size", "2000000")],
    &[
        ("lab", "hash-chain"),
        ("variant", "locked"),
        ("threads", "32"),
        ("size", "2000"),
    ],
];

const LOCKS: [&str; 2] = ["off", "cpython"];

/// Runs them in turn, with the lock off and on.
pub fn run(extent: Extent, account: &Account) {
    let over = AtomicBool::new(false);
    let cores = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while !over.load(Relaxed) {
                    spin_loop()
                }
            });
        }
        account.begin(
            "healthy runs beside busy cores; wrong are reports of deadlocks, loops and crashes",
            extent.of(10_000, 2 * HEALTHY.len()),
        );
        let mut texts = InputCache::default();
        for number in 0..extent.of(10_000, 2 * HEALTHY.len()) {
            let settings = HEALTHY[number / 2 % HEALTHY.len()].iter().copied();
            let settings = settings.chain([("lock", LOCKS[number % 2])]);
            let (experiment, complaints) = Experiment::read(settings);
            let report = lab::run(&experiment, &mut texts, &Limits::default());
            let wrong = match report {
                _ if !complaints.is_empty() => Some(format!("{complaints:?}")),
                Ok(report) if report.outcome == Outcome::Finished => None,
                Ok(report) => Some(format!("{}: {:?}", experiment.lab.id, report.outcome)),
                Err(why) => Some(format!("{}: {why:?}", experiment.lab.id)),
            };
            account.add(1, wrong.into_iter().collect());
        }
        over.store(true, Relaxed);
        account.end();
    });
}

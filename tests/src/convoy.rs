//! A thread that waits beside threads that compute: every round is measured, and the lock's turns make it late.

use crate::{LOCKS, Stage, number, program};
use labs::Program;
use workloads::{Findings, Parameters, Value};

const ROUNDS: u64 = 20;

fn convoy(variant: &str, threads: u32) -> Program {
    let set = Parameters {
        threads,
        size: ROUNDS,
        numbers: vec![("answer", 200)],
        ..Parameters::default()
    };
    program("convoy", variant, &set)
}

fn bars(found: &Findings) -> u64 {
    match found.iter().find(|(key, _)| *key == "latency") {
        Some((_, Value::Points(bars))) => bars.iter().map(|(_, count)| count).sum(),
        other => panic!("latency: {other:?}"),
    }
}

/// Each round is measured once, and stands in one bar of the histogram; those who compute have computed.
pub fn every_round_is_measured(stage: &Stage) {
    for (threads, lock) in [1, 3].into_iter().flat_map(|threads| LOCKS.map(|lock| (threads, lock))) {
        for variant in ["mixed", "io-only"] {
            let found = stage.finish(&convoy(variant, threads), lock);
            assert_eq!(
                (number(&found, "waits"), bars(&found)),
                (ROUNDS, ROUNDS),
                "{variant} {lock:?}"
            );
        }
        let found = stage.finish(&convoy("cpu-only", threads), lock);
        assert_eq!(number(&found, "slices"), 50 * ROUNDS * u64::from(threads), "{lock:?}");
        assert_eq!(number(&found, "waits"), bars(&found), "{lock:?}");
    }
}

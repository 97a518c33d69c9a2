//! Fetching: every URL comes to one end, and it is the same one whoever waits for it.

use crate::{LOCKS, Stage, number, program};
use workloads::{Findings, Parameters};
use world::LockKind;

const URLS: u64 = 60;

fn fetch(stage: &Stage, variant: &str, threads: u32, latency: &'static str, lock: LockKind) -> Findings {
    let set = Parameters {
        threads,
        size: URLS,
        seed: 7,
        numbers: vec![
            ("mean", 1_500),
            ("parse", 26),
            ("timeout", 2_000),
            ("errors", 10),
            ("speed", 10_000),
        ],
        choices: vec![("latency", latency)],
        ..Parameters::default()
    };
    stage.finish(&program("fetch", variant, &set), lock)
}

/// Under every lock, held ones too, for any number of threads: the network alone decides what comes.
pub fn every_url_comes_to_the_same_end(stage: &Stage) {
    for latency in ["constant", "uniform", "log-normal"] {
        let expected = fetch(stage, "serial", 1, latency, LockKind::Off);
        let ends = ["ok", "timed_out", "failed"].map(|key| number(&expected, key));
        assert_eq!(
            (number(&expected, "sent"), ends.iter().sum()),
            (URLS, URLS),
            "{latency}"
        );
        assert!(ends[0] > 0 && ends[2] > 0, "{latency}: {ends:?}");
        for (variant, lock) in ["threads", "processes"]
            .into_iter()
            .flat_map(|variant| LOCKS.map(|lock| (variant, lock)))
        {
            for threads in [1, 3, 8] {
                let found = fetch(stage, variant, threads, latency, lock);
                assert_eq!(found, expected, "{variant}, {threads} threads, {latency}, {lock:?}");
            }
        }
    }
}

//! The service searched: where it is stuck, proved for small sizes, and where it cannot be.

use catalogue::{Experiment, Lock, lab};
use lab::{InputCache, Limits, Settings};
use std::time::Duration;
use trace::{Outcome, SearchReport};

/// Small enough to be searched: a client, the server, W workers with an inner thread each, k requests of one piece each.
fn experiment(variant: &str, (workers, requests): (u32, u32), lock: Lock, arrival: &str) -> Experiment {
    let mut experiment = Experiment::of(lab("service").unwrap());
    let (threads, size) = (workers.to_string(), requests.to_string());
    for (key, value) in [
        ("engine", "lockstep"),
        ("variant", variant),
        ("lock", lock.id()),
        ("threads", &threads),
        ("size", &size),
        ("arrival", arrival),
        ("low", "20"),
        ("high", "40"),
        ("inner", "1"),
        ("clients", "1"),
    ] {
        experiment.set(key, value).unwrap();
    }
    experiment
}

fn search(experiment: &Experiment, preemptions: Option<u32>) -> SearchReport {
    let settings = Settings {
        preemptions,
        ..Settings::default()
    };
    // Far more than any of these takes, so that a search that would not end fails.
    let limits = Limits {
        whole: Some(Duration::from_secs(60)),
        ..Limits::default()
    };
    lab::search(experiment, &mut InputCache::default(), settings, &limits).unwrap()
}

const SIZES: [(u32, u32); 6] = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 2)];

/// All requests in at once, no lock: pools of their own and no inner threads always end right; one shared pool is stuck in every schedule as soon
/// as there are as many jobs as threads, and ends right in every schedule when there are fewer.
///
/// Why it must be: the k jobs stand in the pool's queue before the first piece does, and the queue is first in, first out. So W >= k threads
/// take k jobs before anybody could take a piece; if k >= W no thread is left, and if k < W one is, which takes pieces until all are counted.
#[test]
fn the_table_is_proved_with_the_lock_off() {
    for size in SIZES {
        for variant in ["own-pool", "shared-pool", "no-inner"] {
            let found = search(&experiment(variant, size, Lock::Off, "at-once"), None);
            let told = format!("{variant} {size:?}: {}", found.verdict);
            let stuck = variant == "shared-pool" && size.1 >= size.0;
            assert!(found.complete, "{told}");
            assert_eq!(found.verdict.starts_with("Never right"), stuck, "{told}");
            assert_eq!(found.verdict.starts_with("Safe"), !stuck, "{told}");
            assert_eq!(found.deadlocks, if stuck { found.schedules } else { 0 }, "{told}");
        }
    }
}

/// In a stream the second job may come when the first is done, or before: with two threads both happens, and with one thread the first job is
/// stuck by itself. Fewer jobs than threads are safe here too.
#[test]
fn in_a_stream_a_shared_pool_is_a_matter_of_luck() {
    for (size, verdict) in [
        ((1, 1), "Never right"),
        ((2, 1), "Safe"),
        ((2, 2), "Not safe"),
        ((3, 2), "Safe"),
    ] {
        let found = search(&experiment("shared-pool", size, Lock::Off, "stream"), None);
        assert!(
            found.complete && found.verdict.starts_with(verdict),
            "{size:?}: {}",
            found.verdict
        );
    }
    for variant in ["own-pool", "no-inner"] {
        let found = search(&experiment(variant, (2, 2), Lock::Off, "stream"), None);
        assert!(
            found.complete && found.verdict.starts_with("Safe"),
            "{variant}: {}",
            found.verdict
        );
    }
}

/// A global lock only leaves fewer interleavings of what the threads do to each other, so what is proved without it holds under CPython's
/// kind; its own steps make all schedules too many, and here are those in which nobody is interrupted at will (and, for one worker, once).
#[test]
fn cpython_s_lock_neither_hangs_the_service_nor_saves_the_shared_pool() {
    for (size, preemptions) in [((1, 1), 0), ((1, 1), 1), ((2, 2), 0)] {
        for (variant, stuck) in [("shared-pool", true), ("no-inner", false)] {
            let found = search(&experiment(variant, size, Lock::CPython, "at-once"), Some(preemptions));
            let told = format!("{variant} {size:?} {preemptions}: {:?}", found.outcomes);
            assert_eq!(found.deadlocks, if stuck { found.schedules } else { 0 }, "{told}");
        }
    }
    let own = search(&experiment("own-pool", (1, 1), Lock::CPython, "at-once"), Some(0));
    assert_eq!((own.deadlocks, own.bad), (0, 0), "{:?}", own.outcomes);
}

/// Held while waiting, the first thread that waits for another keeps it from answering: no schedule ends, in any variant.
#[test]
fn a_lock_held_while_waiting_hangs_every_variant() {
    let whole = search(&experiment("no-inner", (1, 1), Lock::Held, "at-once"), None);
    assert!(
        whole.complete && whole.verdict.starts_with("Never right"),
        "{}",
        whole.verdict
    );
    for variant in ["own-pool", "shared-pool", "no-inner"] {
        for size in [(1, 1), (2, 2)] {
            let found = search(&experiment(variant, size, Lock::Held, "at-once"), Some(0));
            let told = format!("{variant} {size:?}: {:?}", found.outcomes);
            assert!(found.schedules > 0 && found.deadlocks == found.schedules, "{told}");
            assert_eq!(found.outcomes.keys().collect::<Vec<_>>(), ["deadlock"], "{told}");
        }
    }
}

/// Played on, the shortest way to a stuck shared pool is stuck, and says who waits for whom.
#[test]
fn the_shortest_way_to_a_stuck_pool_replays() {
    let mut stuck = experiment("shared-pool", (2, 2), Lock::Off, "stream");
    let bad = search(&stuck, None).shortest_bad.unwrap();
    assert!(bad.reason.contains("waits for task"), "{}", bad.reason);
    stuck.set("schedule", &bad.schedule).unwrap();
    let report = lab::run(&stuck, &mut InputCache::default(), &Limits::default()).unwrap();
    assert_eq!(report.outcome, Outcome::Deadlocked);
    assert!(!report.cycle.is_empty());
}

/// Thousands of requests, in virtual time, all accounted for.
#[test]
fn ten_thousand_requests_are_all_done() {
    for lock in [Lock::Off, Lock::CPython] {
        let mut many = Experiment::of(lab("service").unwrap());
        for (key, value) in [
            ("engine", "lockstep"),
            ("size", "10000"),
            ("lock", lock.id()),
            ("bad", "100"),
        ] {
            many.set(key, value).unwrap();
        }
        let report = lab::run(&many, &mut InputCache::default(), &Limits::default()).unwrap();
        let ends = ["sent", "done", "failed", "refused"].map(|key| report.number(key));
        assert_eq!(ends, [Some(10_000), Some(9_900), Some(100), Some(0)], "{lock:?}");
    }
}

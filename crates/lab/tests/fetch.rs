//! Fetching in lockstep, at the latencies that the network really has: how time falls with threads, with and without lock.

use catalogue::{Experiment, lab};
use lab::{InputCache, Limits, Settings};
use trace::{Outcome, Report};

fn experiment(pairs: &[(&str, &str)]) -> Experiment {
    let mut experiment = Experiment::of(lab("fetch").unwrap());
    for (key, value) in [("engine", "lockstep")].iter().chain(pairs) {
        experiment.set(key, value).unwrap();
    }
    experiment
}

fn play(pairs: &[(&str, &str)]) -> Report {
    let report = lab::run(&experiment(pairs), &mut InputCache::default(), &Limits::default()).unwrap();
    assert_eq!(report.outcome, Outcome::Finished, "{pairs:?}");
    report
}

fn seconds(variant: &str, threads: &str, lock: &str) -> f64 {
    let set = [
        ("variant", variant),
        ("threads", threads),
        ("lock", lock),
        ("latency", "constant"),
        ("errors", "0"),
    ];
    play(&set).elapsed_ms / 1e3
}

/// 1,000 URLs of 829 ms waiting and 26 ms work: one after another they take 855 s, as the write-up has it.
#[test]
fn one_after_another_takes_what_the_write_up_took() {
    for lock in ["off", "cpython"] {
        let took = seconds("serial", "1", lock);
        assert!((854.0..858.0).contains(&took), "{lock}: {took} s");
    }
}

/// N threads take a N-th, with the lock on as well, until the work (26 s under a lock, 13 s on two cores) is what is left.
#[test]
fn more_threads_help_under_the_lock_until_the_work_is_what_is_left() {
    for (threads, ideal) in [("2", 427.5), ("4", 213.75), ("8", 106.9), ("16", 54.0)] {
        for lock in ["off", "cpython"] {
            let took = seconds("threads", threads, lock);
            assert!(
                (ideal * 0.97..ideal * 1.1).contains(&took),
                "{threads} {lock}: {took} s"
            );
        }
    }
    let (off, on) = (seconds("threads", "32", "off"), seconds("threads", "32", "cpython"));
    assert!((26.0..36.0).contains(&on) && off <= on * 1.02, "{off} s, {on} s");
}

/// Held while waiting, threads wait one at a time; processes each have a lock of their own, and do not.
#[test]
fn a_held_lock_makes_threads_wait_one_at_a_time_and_leaves_processes_alone() {
    let threads = seconds("threads", "8", "held");
    assert!(threads > 850.0, "{threads} s");
    let processes = seconds("processes", "8", "held");
    assert!((106.0..112.0).contains(&processes), "{processes} s");
}

#[test]
fn small_fetches_are_proved_safe() {
    for (variant, lock) in [
        ("threads", "off"),
        ("processes", "off"),
        ("serial", "off"),
        ("serial", "cpython"),
    ] {
        let set = [
            ("variant", variant),
            ("threads", "2"),
            ("size", "2"),
            ("parse", "1"),
            ("errors", "0"),
            ("lock", lock),
        ];
        let found = lab::search(
            &experiment(&set),
            &mut InputCache::default(),
            Settings::default(),
            &Limits::default(),
        )
        .unwrap();
        assert!(
            found.complete && found.verdict.starts_with("Safe"),
            "{variant} {lock}: {}",
            found.verdict
        );
    }
}

/// The work that a page is said to be is done on real threads too: four pages of a second's work, with nothing to wait for. Whatever else the machine
/// does can only make it longer.
#[test]
fn work_on_real_threads_takes_as_long_as_it_is_said_to() {
    let took = |engine: &str| {
        let set = [
            ("engine", engine),
            ("variant", "serial"),
            ("threads", "1"),
            ("size", "4"),
            ("parse", "1000"),
            ("speed", "4"),
            ("mean", "0"),
            ("errors", "0"),
        ];
        let report = play(&set);
        (report.elapsed_ms, report.throughput)
    };
    let (threads, lockstep) = (took("threads"), took("lockstep"));
    assert!((3_990.0..4_100.0).contains(&lockstep.0), "{} ms", lockstep.0);
    assert!(threads.0 * 4.0 > 0.8 * lockstep.0, "{} ms", threads.0);
    // One figure under one name: a second is one of the network's in both worlds.
    assert!(threads.1 < 1.25 && threads.1 > 0.1, "{} URLs a second", threads.1);
    assert!((0.97..1.03).contains(&lockstep.1), "{} URLs a second", lockstep.1);
}

/// Eight tenths of each page are work that the lock lets nobody share, so nobody is faster than 1 / 0.8.
#[test]
fn locked_work_bounds_how_far_fetching_scales() {
    let set = |threads: &'static str| {
        [
            ("engine", "threads"),
            ("threads", threads),
            ("lock", "cpython"),
            ("parse", "800"),
            ("mean", "200"),
            ("latency", "constant"),
            ("errors", "0"),
            ("size", "40"),
            ("speed", "100"),
        ]
    };
    for threads in ["2", "8", "32"] {
        let report = play(&set(threads));
        // What one thread would take at the least: 40 pages of 10 ms. The work alone is 8 ms each, and is nearly all that is left.
        let least = 0.8 * 40.0 * 8.0;
        assert!(report.elapsed_ms > least, "{threads}: {} ms", report.elapsed_ms);
    }
}

//! What is foretold beside what lockstep itself gives for the very same program: a prediction plays smaller runs, and must come to the same.

use catalogue::{Engine, Experiment, LABS, LabInfo, Lock, Variant};
use lab::{InputCache, Limits};
use predict::predict;
use trace::{Calibration, Outcome};

/// From the fewest threads to the most that are foretold.
const THREADS: [u32; 4] = [1, 2, 8, 64];

/// No prediction may be further from lockstep than by this factor.
const WITHIN: f64 = 1.25;

/// How large a run lockstep itself plays: large enough that a prediction does not play all of it, and over within a second.
fn size(lab: &LabInfo) -> u64 {
    match lab.id {
        "counter" => 2_000,
        "hash-chain" => 300,
        "hashing" => 20_000,
        "mapreduce" => 10_000_000,
        "service" => 100,
        "fetch" => 400,
        "extension" => 200,
        "indexing" => 20_000,
        _ => lab.size.usual,
    }
}

fn experiment(lab: &'static LabInfo, variant: &'static Variant, lock: Lock) -> Experiment {
    Experiment {
        variant,
        lock,
        engine: Engine::Lockstep,
        size: size(lab),
        ..Experiment::of(lab)
    }
}

/// Nothing was measured, so that everything costs what it does in lockstep.
fn unmeasured() -> Calibration {
    Calibration {
        cores: 2,
        ..Calibration::default()
    }
}

/// By which factor each prediction is too high; less than one is too low.
fn misses(experiment: &Experiment) -> Vec<(u32, f64)> {
    let mut texts = InputCache::default();
    let asked = (&THREADS[..], &[experiment.lock][..]);
    let foretold = predict(experiment, &mut texts, unmeasured(), 2, asked).unwrap();
    let played = |threads: u32| {
        let run = Experiment {
            threads,
            ..experiment.clone()
        };
        let report = lab::run(&run, &mut texts, &Limits::default()).unwrap();
        (report.outcome == Outcome::Finished).then_some(report.throughput)
    };
    let played: Vec<_> = THREADS.map(played).into_iter().flatten().collect();
    assert_eq!(foretold.len(), played.len(), "{}", experiment.variant.id);
    let pairs = foretold.into_iter().zip(played);
    pairs
        .map(|((_, point), played)| (point.threads, point.median / played))
        .collect()
}

/// Every variant that comes to an end by itself, under both locks.
#[track_caller]
fn check(id: &str) {
    let lab = catalogue::lab(id).unwrap();
    for variant in lab.variants.iter().filter(|variant| variant.id != "forced-off") {
        for lock in [Lock::Off, Lock::CPython] {
            let misses = misses(&experiment(lab, variant, lock));
            let far = misses.iter().find(|(_, miss)| !(1.0 / WITHIN..WITHIN).contains(miss));
            assert_eq!(far, None, "{id} {} {lock:?}: {misses:.2?}", variant.id);
        }
    }
}

/// Each lab is a test of its own, so that they are played side by side.
macro_rules! foretold {
    ($($name:ident: $id:literal,)*) => {
        $(#[test] fn $name() { check($id); })*

        #[test]
        fn no_lab_that_sweeps_is_forgotten() {
            let swept: Vec<&str> = LABS.iter().filter(|lab| lab.sweeps).map(|lab| lab.id).collect();
            assert_eq!(swept, [$($id),*]);
        }
    };
}

foretold! {
    a_number_that_is_counted: "counter",
    a_chain_of_hashes: "hash-chain",
    messages_that_are_hashed: "hashing",
    words_that_are_counted: "mapreduce",
    requests_that_are_served: "service",
    pages_that_are_fetched: "fetch",
    books_that_are_indexed: "indexing",
    jobs_of_an_extension: "extension",
    threads_that_are_started: "thread-cost",
}

/// On real threads the network runs 400 times as fast; what is told of both, and predicted, is by the network's own clock.
#[test]
fn a_hurried_network_is_predicted_by_its_own_clock() {
    let lab = catalogue::lab("fetch").unwrap();
    let slow = experiment(lab, &lab.variants[0], Lock::Off);
    let fast = Experiment {
        engine: Engine::Threads,
        ..slow.clone()
    };
    let throughputs = |experiment: &Experiment| {
        let asked = (&THREADS[..], &[Lock::Off][..]);
        let points = predict(experiment, &mut InputCache::default(), unmeasured(), 2, asked).unwrap();
        points.into_iter().map(|(_, point)| point.median).collect::<Vec<_>>()
    };
    for (slow, fast) in throughputs(&slow).into_iter().zip(throughputs(&fast)) {
        let times = fast / slow;
        assert!((1.0 / WITHIN..WITHIN).contains(&times), "{slow} and {fast} URLs/s");
    }
}

#[test]
fn what_chance_decides_is_not_foretold() {
    let lab = catalogue::lab("extension").unwrap();
    let forced = experiment(lab, lab.variant("forced-off").unwrap(), Lock::Off);
    let asked = (&THREADS[..], &[Lock::Off][..]);
    let refused = predict(&forced, &mut InputCache::default(), unmeasured(), 2, asked).unwrap_err();
    assert!(refused.sentence.contains("chance"), "{refused}");
}

//! Predictions: the same from the same calibration, of the right shape from made-up ones, and from this machine's own whatever they are.

use catalogue::{Experiment, Lock};
use lab::InputCache;
use predict::{Prediction, calibrate, predict};
use trace::{Calibration, LabCalibration, Point};

/// A machine that is easy to reckon with: 5 ns an increment, and 25 ns when another core has the line.
fn gauges() -> Calibration {
    Calibration {
        cores: 8,
        load: 1_000,
        store: 4_000,
        update: 5_000,
        lock: 45_000,
        race: 50_000,
        adds: 40_000,
        visits: 60_000,
        fight: 300_000,
        hold: 3_200_000,
        turn: 10_000_000,
        start: 30_000_000,
        crowd: 1_024,
        labs: Vec::new(),
    }
}

fn experiment(pairs: &[(&str, &str)]) -> Experiment {
    let (experiment, complaints) = Experiment::read(pairs.iter().copied());
    assert_eq!(complaints, []);
    experiment
}

fn points(pairs: &[(&str, &str)], gauges: Calibration, cores: u32, lock: Lock, threads: &[u32]) -> Vec<Point> {
    let asked = (threads, &[lock][..]);
    let points = predict(&experiment(pairs), &mut InputCache::default(), gauges, cores, asked).unwrap();
    points.into_iter().map(|(_, point)| point).collect()
}

/// How many times as much as one thread each number of threads does.
fn speed_ups(pairs: &[(&str, &str)], cores: u32, lock: Lock, threads: &[u32]) -> Vec<f64> {
    let all: Vec<u32> = [1].into_iter().chain(threads.iter().copied()).collect();
    let points = points(pairs, gauges(), cores, lock, &all);
    let one = points[0].median;
    points[1..].iter().map(|point| point.median / one).collect()
}

#[track_caller]
fn check(speed_ups: &[f64], right: &[f64]) {
    let fits = speed_ups
        .iter()
        .zip(right)
        .all(|(is, right)| (is / right - 1.0).abs() < 0.1);
    assert!(
        fits && speed_ups.len() == right.len(),
        "{speed_ups:?} instead of {right:?}"
    );
}

const OWN: &[(&str, &str)] = &[("lab", "counter"), ("variant", "own")];
const HASHING: &[(&str, &str)] = &[("lab", "hashing"), ("variant", "independent")];

#[test]
fn the_same_gauges_give_the_same_prediction_in_whatever_slices() {
    for lab in ["counter", "hashing", "mapreduce"] {
        let set = experiment(&[("lab", lab), ("size", "50000")]);
        let input = InputCache::default().get(&set).unwrap();
        let all = |slice: u64| {
            let (threads, locks) = ([1, 3], [Lock::Off, Lock::CPython]);
            let mut prediction = Prediction::new(&set, input.clone(), gauges(), 2, &threads, &locks).unwrap();
            let mut points = Vec::new();
            while prediction.advance(slice, &mut |lock, point| points.push((lock, point))) {}
            points
        };
        let whole = all(u64::MAX);
        assert_eq!(whole.len(), 4, "{lab}");
        assert_eq!(whole, all(1_000_000), "{lab}");
    }
}

/// Nothing is shared, so N threads are min(N, cores) times as fast; the global lock makes one of them.
#[test]
fn independent_work_scales_to_the_cores_without_a_lock_and_not_at_all_with_one() {
    for lab in [OWN, HASHING] {
        check(&speed_ups(lab, 4, Lock::Off, &[2, 4, 8, 64]), &[2.0, 4.0, 4.0, 4.0]);
        check(&speed_ups(lab, 4, Lock::CPython, &[2, 8, 64]), &[1.0, 1.0, 1.0]);
        check(&speed_ups(lab, 64, Lock::Off, &[64]), &[64.0]);
    }
}

/// Hashing lets go of the lock from 2,048 bytes on, so it scales under it all the same.
#[test]
fn long_messages_scale_under_the_lock_too() {
    let long = [HASHING, &[("message", "65536"), ("size", "4000")]].concat();
    let two = speed_ups(&long, 4, Lock::CPython, &[2, 4]);
    assert!(two[0] > 1.7 && two[1] > 3.0, "{two:?}");
}

/// One line of memory passes from core to core, 50 ns for a pair of operations of each of two: 10 increments take as long as they would alone.
#[test]
fn a_number_that_all_cores_want_does_not_scale() {
    let eight = speed_ups(&[("lab", "counter")], 8, Lock::Off, &[2, 8]);
    assert!(eight[0] < 0.5 && eight[1] < 0.5, "{eight:?}");
    let absolute = points(&[("lab", "counter")], gauges(), 2, Lock::Off, &[2]);
    check(&[absolute[0].median], &[2.0 / 50e-9]);
}

/// Two that fight for a lock take as long as was measured: 150 ns an increment, and no less when there are more of them. Two that keep it for 1 us,
/// which is 2.09 us alone, take 1.1 us more for handing it over twice.
#[test]
fn a_lock_that_all_want_costs_what_handing_it_over_does() {
    let locked = &[("lab", "counter"), ("variant", "locked")];
    let rate = |threads: u32| points(locked, gauges(), 2, Lock::Off, &[threads])[0].median;
    check(&[rate(1)], &[1.0 / 45e-9]);
    check(&[rate(2)], &[1.0 / 150e-9]);
    let many: Vec<f64> = [3, 4, 8].into_iter().map(rate).collect();
    assert!(many.iter().all(|rate| *rate < 1.3 / 150e-9), "{many:?}");
    let coarse = &[("lab", "hashing"), ("variant", "coarse-lock")];
    let [one, two] = [1, 2].map(|threads| points(coarse, gauges(), 2, Lock::Off, &[threads])[0].median);
    let longer = 1e9 / two - 1e9 / one;
    assert!(
        (350.0..750.0).contains(&longer),
        "{longer} ns a message for handing it over"
    );
}

/// A lab's own run says how long its computations take here: twice as long, half the throughput.
#[test]
fn the_labs_own_run_sets_the_scale() {
    let with = |nanos| {
        let labs = vec![LabCalibration {
            lock: "off".into(),
            size: 100_000,
            nanos,
        }];
        points(HASHING, Calibration { labs, ..gauges() }, 2, Lock::Off, &[1])[0].median
    };
    check(&[with(40_000_000), with(80_000_000)], &[2.5e6, 1.25e6]);
}

#[test]
fn every_lab_that_sweeps_can_be_predicted() {
    for lab in catalogue::LABS.iter().filter(|lab| lab.sweeps) {
        // When its workers crash is chance, and not foretold.
        for variant in lab.variants.iter().filter(|variant| variant.id != "forced-off") {
            let size = lab.size.most.min(20_000).to_string();
            let pairs = [("lab", lab.id), ("variant", variant.id), ("size", &*size)];
            for lock in [Lock::Off, Lock::CPython] {
                let points = points(&pairs, gauges(), 2, lock, &[3]);
                // What deadlocks has no throughput.
                let right = usize::from((lab.id, variant.id) != ("service", "shared-pool"));
                assert_eq!(points.len(), right, "{} {} {lock:?}", lab.id, variant.id);
            }
        }
    }
}

/// No timing is asserted: only that there are some, and that a prediction comes of them.
#[test]
fn this_machine_can_be_calibrated() {
    let set = experiment(&[("lab", "mapreduce"), ("size", "200000")]);
    let mut texts = InputCache::default();
    let locks = [Lock::Off, Lock::CPython];
    let gauges = calibrate(&set, &mut texts, &locks).unwrap();
    let all = [
        gauges.load,
        gauges.store,
        gauges.update,
        gauges.lock,
        gauges.race,
        gauges.adds,
        gauges.fight,
        gauges.hold,
        gauges.turn,
    ];
    assert!(all.iter().all(|gauge| *gauge > 0), "{gauges:?}");
    assert_eq!(gauges.labs.len(), 2, "{gauges:?}");
    let points = predict(&set, &mut texts, gauges, 2, (&[1, 2], &locks)).unwrap();
    assert_eq!(points.len(), 4);
    assert!(points.iter().all(|(_, point)| point.median > 0.0));
}

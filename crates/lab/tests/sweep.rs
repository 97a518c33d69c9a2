//! The plan of a sweep: what comes next, what is counted, and what is left out.

use catalogue::{Experiment, LABS, Lock};
use lab::{Measured, Sweep};
use trace::{Contention, Environment, Outcome, Report, Work};

fn base() -> Experiment {
    Experiment::of(&LABS[0])
}

/// A report of that experiment with a made-up end.
fn report(experiment: &Experiment, outcome: Outcome, throughput: f64) -> Report {
    Report {
        version: 1,
        lab: experiment.lab.id.into(),
        variant: experiment.variant.id.into(),
        engine: experiment.engine.id().into(),
        lock: experiment.lock.id().into(),
        threads: experiment.threads,
        cores: 2,
        size: experiment.size,
        seed: experiment.seed,
        parameters: Default::default(),
        outcome,
        message: None,
        elapsed_ms: 10.0,
        work: Work {
            amount: 1,
            unit: "increments".into(),
        },
        throughput,
        result: Default::default(),
        contention: Contention::default(),
        cycle: Vec::new(),
        stuck: None,
        schedule: String::new(),
        environment: Environment::default(),
    }
}

fn all(sweep: &mut Sweep, end: impl Fn(&Experiment) -> (Outcome, f64)) -> Vec<(u32, Lock)> {
    let mut order = Vec::new();
    while let Some(next) = sweep.next() {
        order.push((next.threads, next.lock));
        let (outcome, throughput) = end(&next);
        sweep.record(&report(&next, outcome, throughput));
    }
    order
}

#[test]
fn locks_alternate_and_so_does_which_comes_first() {
    let mut sweep = Sweep::new(&base(), &[1, 2], &[Lock::Off, Lock::CPython], 2);
    assert_eq!(sweep.left(), 9);
    let order = all(&mut sweep, |_| (Outcome::Finished, 1.0));
    let (off, on) = (Lock::Off, Lock::CPython);
    let one = [(1, off), (1, off), (1, on), (1, on), (1, off)];
    let two = [(2, off), (2, on), (2, on), (2, off)];
    assert_eq!(order, [&one[..], &two[..]].concat());
    assert_eq!(sweep.left(), 0);
}

#[test]
fn the_warm_up_does_not_count_and_points_are_medians() {
    let mut sweep = Sweep::new(&base(), &[1], &[Lock::Off], 3);
    let mut measured = Vec::new();
    for throughput in [1000.0, 3.0, 1.0, 2.0] {
        let next = sweep.next().unwrap();
        measured.push(sweep.record(&report(&next, Outcome::Finished, throughput)));
    }
    assert!(matches!(&measured[3], Measured::Point(Lock::Off, point) if point.median == 2.0 && point.high == 3.0));
    assert!(measured[..3].iter().all(|measured| *measured == Measured::Partly));
    assert_eq!(sweep.next(), None);
    let curves = sweep.curves();
    assert_eq!(
        (curves.len(), curves[0].points.len(), curves[0].lock.as_str()),
        (1, 1, "off")
    );
}

#[test]
fn a_point_with_a_run_that_deadlocks_is_left_out_in_words_and_not_tried_again() {
    let mut sweep = Sweep::new(&base(), &[1, 2, 3], &[Lock::Off, Lock::Held], 5);
    let order = all(&mut sweep, |next| match (next.threads, next.lock) {
        (2, Lock::Held) => (Outcome::Deadlocked, 0.0),
        _ => (Outcome::Finished, 1.0),
    });
    assert_eq!(order.iter().filter(|spot| **spot == (2, Lock::Held)).count(), 1);
    let threads = |curve: &trace::Curve| curve.points.iter().map(|point| point.threads).collect::<Vec<_>>();
    let curves = sweep.curves();
    assert_eq!((threads(&curves[0]), threads(&curves[1])), (vec![1, 2, 3], vec![1, 3]));
    assert_eq!(
        sweep.complaints(),
        ["The point at 2 threads with the lock held while waiting is left out: a run deadlocked."]
    );
}

#[test]
fn time_left_is_what_the_runs_so_far_say() {
    let mut sweep = Sweep::new(&base(), &[1], &[Lock::Off], 3);
    let next = sweep.next().unwrap();
    sweep.record(&report(&next, Outcome::Finished, 1.0));
    assert_eq!((sweep.left(), sweep.left_ms()), (3, 30.0));
}

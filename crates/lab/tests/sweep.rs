//! The plan of a sweep: what comes next, what is counted, and what is left out.

use catalogue::{Experiment, LABS, Lock};
use lab::{Measured, Next, Pace, Sweep};
use trace::{Contention, Environment, MachineLoad, Outcome, Report, Work};

fn base() -> Experiment {
    Experiment::of(&LABS[0])
}

/// A report of that experiment with a made-up end.
fn report(experiment: &Experiment, outcome: Outcome, throughput: f64, elapsed_ms: f64) -> Report {
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
        elapsed_ms,
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

/// Goes through all of a sweep, each run of which takes so many milliseconds; which runs there were, the warm-ups among them, and how many looks.
fn all(sweep: &mut Sweep, each_ms: f64, end: impl Fn(&Experiment) -> (Outcome, f64)) -> (Vec<(u32, Lock)>, usize) {
    let (mut order, mut looks, mut now_ms) = (Vec::new(), 0, 0.0);
    while let Some(next) = sweep.next() {
        match next {
            Next::Gauge => {
                looks += 1;
                sweep.gauged(Some(MachineLoad { cores: 2, free: 1.9 }), now_ms);
            }
            Next::Run(next) => {
                order.push((next.threads, next.lock));
                let (outcome, throughput) = end(&next);
                now_ms += each_ms;
                sweep.record(&report(&next, outcome, throughput, each_ms), now_ms);
            }
        }
    }
    (order, looks)
}

fn planned(threads: &[u32], locks: &[Lock], pace: Pace) -> Sweep {
    Sweep::new(&base(), Default::default(), threads, locks, pace)
}

const BOTH: [Lock; 2] = [Lock::Off, Lock::CPython];

#[test]
fn points_take_turns_round_after_round_and_so_does_which_lock_comes_first() {
    let mut sweep = planned(&[1, 2], &BOTH, Pace::Runs(2));
    assert_eq!(sweep.left(), 9);
    let (order, looks) = all(&mut sweep, 10.0, |_| (Outcome::Finished, 1.0));
    let (off, on) = (Lock::Off, Lock::CPython);
    let first = [(1, off), (1, off), (1, on), (2, on), (2, off)];
    let second = [(1, on), (1, off), (2, off), (2, on)];
    assert_eq!(order, [&first[..], &second[..]].concat());
    assert_eq!((looks, sweep.left()), (3, 0), "before, between and after");
}

#[test]
fn powers_of_two_are_looked_at_first() {
    let threads: Vec<u32> = (1..=8).collect();
    let (order, _) = all(&mut planned(&threads, &[Lock::Off], Pace::Runs(1)), 1.0, |_| {
        (Outcome::Finished, 1.0)
    });
    let order: Vec<u32> = order.iter().map(|spot| spot.0).collect();
    assert_eq!(order, [1, 1, 2, 4, 8, 3, 5, 6, 7]);
}

#[test]
fn the_warm_up_does_not_count_and_a_point_is_told_from_its_first_run_on() {
    let mut sweep = planned(&[1], &[Lock::Off], Pace::Runs(3));
    let mut measured = Vec::new();
    let mut throughputs = [1000.0, 3.0, 1.0, 2.0].into_iter();
    while let Some(next) = sweep.next() {
        match next {
            Next::Gauge => sweep.gauged(None, 0.0),
            Next::Run(next) => {
                let throughput = throughputs.next().unwrap();
                measured.push(sweep.record(&report(&next, Outcome::Finished, throughput, 10.0), 0.0));
            }
        }
    }
    assert_eq!(measured[0], Measured::Nothing);
    assert!(matches!(&measured[1], Measured::Point(Lock::Off, point) if point.runs == 1 && point.median == 3.0));
    assert!(matches!(&measured[3], Measured::Point(Lock::Off, point) if point.median == 2.0 && point.high == 3.0));
    let curves = sweep.curves();
    assert_eq!(
        (curves.len(), curves[0].points.len(), curves[0].lock.as_str()),
        (1, 1, "off")
    );
    assert_eq!(
        (&curves[0].points[0].each[..], curves[0].machine),
        (&[3.0, 1.0, 2.0][..], None)
    );
}

#[test]
fn a_point_with_a_run_that_deadlocks_is_left_out_in_words_and_not_tried_again() {
    let mut sweep = planned(&[1, 2, 3], &[Lock::Off, Lock::Held], Pace::Runs(5));
    let (order, _) = all(&mut sweep, 10.0, |next| match (next.threads, next.lock) {
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
    let mut sweep = planned(&[1], &[Lock::Off], Pace::Runs(3));
    sweep.gauged(None, 5.0);
    for (now_ms, left) in [(15.0, (3, 0.0)), (25.0, (2, 20.0))] {
        let Some(Next::Run(next)) = sweep.next() else {
            panic!("{:?}", sweep.next());
        };
        sweep.record(&report(&next, Outcome::Finished, 1.0, 10.0), now_ms);
        assert_eq!((sweep.left(), sweep.left_ms()), left);
    }
}

/// A machine on which one thread does a million increments a second, and more of them no more.
fn takes_ms(experiment: &Experiment) -> f64 {
    experiment.size as f64 * f64::from(experiment.threads) / 1e3
}

#[test]
fn with_patience_runs_are_shortened_until_all_of_it_takes_half_a_minute_at_most() {
    let threads: Vec<u32> = (1..=8).collect();
    let mut sweep = planned(&threads, &BOTH, Pace::Patience);
    let (mut now_ms, mut first, mut longest) = (0.0, None, 0.0_f64);
    while let Some(next) = sweep.next() {
        match next {
            Next::Gauge => sweep.gauged(Some(MachineLoad { cores: 2, free: 2.0 }), now_ms),
            Next::Run(next) => {
                let took = takes_ms(&next);
                now_ms += took;
                longest = longest.max(took);
                sweep.record(&report(&next, Outcome::Finished, 1e6, took), now_ms);
            }
        }
        let coarse = sweep.curves().iter().all(|curve| curve.points.len() >= 4);
        first = first.or(coarse.then_some(now_ms));
    }
    assert!(first.unwrap() < 3_000.0 && now_ms < 30_000.0, "{first:?} of {now_ms}");
    assert!(longest < 1_000.0, "a run took {longest} ms");
    let points: Vec<u32> = sweep
        .curves()
        .iter()
        .flat_map(|curve| &curve.points)
        .map(|point| point.runs)
        .collect();
    assert_eq!(points, [5; 16]);
    assert!(sweep.shortened(1).is_some_and(|size| size < base().size));
}

#[test]
fn where_runs_cannot_be_shortened_patience_ends_and_what_was_measured_stays() {
    let threads: Vec<u32> = (1..=8).collect();
    let (order, looks) = {
        let mut sweep = planned(&threads, &BOTH, Pace::Patience);
        let told = all(&mut sweep, 2_500.0, |_| (Outcome::Finished, 1.0));
        assert_eq!(
            sweep.curves()[0].points.len() + sweep.curves()[1].points.len(),
            told.0.len() - 1
        );
        told
    };
    assert_eq!((order.len(), looks), (12, 2), "30 seconds of 2.5 each, and a last look");
}

/// Five rounds of noise tell nothing, so there are more of them.
#[test]
fn what_is_unclear_is_measured_more_often() {
    let mut sweep = planned(&[1, 2], &[Lock::Off], Pace::Patience);
    // Sixteenfold, by numbers as even as chance makes them (Knuth's MMIX generator).
    let chance = std::cell::Cell::new(1_u64);
    let (order, _) = all(&mut sweep, 100.0, |_| {
        let next = chance.get().wrapping_mul(6_364_136_223_846_793_005);
        chance.set(next.wrapping_add(1_442_695_040_888_963_407));
        (
            Outcome::Finished,
            16_f64.powf((chance.get() >> 40) as f64 / f64::from(1 << 24)),
        )
    });
    assert_eq!(order.len(), 1 + 2 * 9);
}

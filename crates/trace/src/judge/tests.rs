//! Samples as machines give them, quiet, noisy and busy.

use super::*;
use crate::{Curve, told_of_sweep};

/// Numbers as even as chance makes them, the same every time (xorshift64*; Vigna 2016).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn quiet() -> Reliability {
    Reliability {
        machine: Some(MachineLoad { cores: 2, free: 1.98 }),
        spread: 1.1,
        doubt: 1.1,
        exact: false,
    }
}

#[test]
fn the_interval_of_a_median_is_that_of_order_statistics() {
    let skips: Vec<usize> = [1, 2, 4, 5, 7, 8, 11, 12].into_iter().map(skipped).collect();
    assert_eq!(skips, [0, 0, 0, 0, 0, 1, 2, 2]);
    let interval = Interval::of(&[5.0, 1.0, 3.0, 2.0, 4.0]).unwrap();
    assert_eq!((interval.low, interval.median, interval.high), (1.0, 3.0, 5.0));
    assert_eq!(Interval::of(&[]), None);
}

#[test]
fn a_difference_that_nothing_else_explains_is_one() {
    let (one, two) = ([1.0, 1.02, 0.99, 1.01, 1.0], [1.9, 1.92, 1.88, 1.95, 1.9]);
    assert_eq!(judge(&two, &one, &quiet()), Verdict::Faster(1.9));
    assert!(matches!(judge(&one, &two, &quiet()), Verdict::Slower(ratio) if (ratio - 1.9).abs() < 1e-9));
    assert_eq!(judge(&one, &one, &quiet()), Verdict::Same);
}

/// Five runs of independent hashing in million messages a second, as they came beside other work: from 0.14 to 2.22, 16-fold.
#[test]
fn runs_that_differ_sixteenfold_say_nothing() {
    let (one, two) = ([0.95, 0.3, 0.6, 0.19, 1.08], [0.14, 2.22, 1.4, 2.0, 0.8]);
    let trust = Reliability::of(None, [&one[..], &two[..]]);
    assert!(trust.spread > 5.0);
    assert_eq!(judge(&two, &one, &trust), Verdict::Unclear);
    assert_eq!(judge(&one, &two, &trust), Verdict::Unclear);
    // Nor if by chance they do not even overlap.
    let (low, high) = ([0.14, 0.3, 0.4, 0.5, 0.6], [0.7, 0.9, 1.4, 1.9, 2.22]);
    assert_eq!(
        judge(&high, &low, &Reliability::of(None, [&low[..], &high[..]])),
        Verdict::Unclear
    );
}

/// Two busy programs on two cores: one thread gets 0.67 of a core, two that take turns get all of one.
#[test]
fn what_a_busy_machine_makes_of_a_lock_is_not_the_locks_doing() {
    let (one, two) = ([0.67, 0.66, 0.68, 0.67, 0.67], [1.0, 1.01, 0.99, 1.0, 1.0]);
    let busy = Reliability::of(Some(MachineLoad { cores: 2, free: 1.0 }), [&one[..], &two[..]]);
    assert_eq!(judge(&two, &one, &busy), Verdict::Unclear);
    // Waiting needs no cores, so it can be told all the same.
    let eight = [5.3, 5.2, 5.4, 5.3, 5.3];
    assert!(matches!(judge(&eight, &one, &busy), Verdict::Faster(_)));
}

#[test]
fn one_run_of_each_tells_only_what_is_plain() {
    let once = Reliability::of(Some(MachineLoad { cores: 2, free: 1.95 }), []);
    assert!(matches!(judge(&[1.9], &[1.0], &once), Verdict::Faster(_)));
    assert_eq!(judge(&[1.3], &[1.0], &once), Verdict::Unclear);
    assert_eq!(judge(&[1.05], &[1.0], &once), Verdict::Same);
    assert_eq!(judge(&[1.9], &[0.0], &once), Verdict::Unclear);
}

#[test]
fn in_lockstep_every_difference_is_one() {
    assert!(matches!(
        judge(&[1.01], &[1.0], &Reliability::EXACT),
        Verdict::Faster(_)
    ));
    assert_eq!(judge(&[1.0], &[1.0], &Reliability::EXACT), Verdict::Same);
}

/// What other work makes of each run: a factor, the same way for all of a machine.
#[derive(Clone, Copy, Debug)]
enum Noise {
    /// A few hundredths.
    Quiet,
    /// Each run at another speed of the clock, evenly up to 1.6-fold, as on a virtual machine whose cores nobody else here uses.
    Clock,
    /// Log-normal, from a half to sixteenfold.
    Wild(f64),
    /// One run in so many an eighth as fast.
    Now(f64),
    /// Slower and slower.
    Drift,
    /// For some runs on end a fifth as fast.
    Bursts,
    /// So many others for two cores: those who wait now and then get more.
    Burners(f64),
}

/// How much faster or slower each number of threads really is.
fn truth(kind: u32, threads: u32) -> f64 {
    match kind {
        0 => f64::from(threads.min(2)) * 0.95_f64.powi(i32::from(threads > 1)),
        1 => 1.0,
        _ => [1.0, 0.4][usize::from(threads > 1)],
    }
}

const SWEPT: [u32; 8] = [1, 2, 3, 4, 5, 6, 7, 8];

/// A sweep as the plan has it: off and on in turn, point after point, round after round.
fn sweep(chance: &mut Chance, noise: Noise, kinds: [u32; 2], rounds: u32) -> [Curve; 2] {
    let mut samples = vec![Vec::new(); 2 * SWEPT.len()];
    let mut burst = 0;
    for run in 0..rounds * 2 * SWEPT.len() as u32 {
        let (spot, kind) = (run as usize % samples.len(), kinds[run as usize % 2]);
        let threads = SWEPT[spot / 2];
        burst = if chance.next() < 0.02 {
            20
        } else {
            i32::max(burst - 1, 0)
        };
        let even = 0.97 + 0.06 * chance.next();
        let normal = (0..12).map(|_| chance.next()).sum::<f64>() - 6.0;
        let factor = match noise {
            Noise::Quiet => 1.0,
            Noise::Clock => 1.6_f64.powf(chance.next()),
            Noise::Wild(sigma) => (normal * sigma).exp(),
            Noise::Now(often) if chance.next() < often => 0.125,
            Noise::Bursts if burst > 0 => 0.2,
            Noise::Now(_) | Noise::Bursts => 1.0,
            Noise::Drift => 1.0 - 0.6 * f64::from(run) / f64::from(rounds * 16),
            Noise::Burners(others) => {
                (2.0 / (others + 1.0)).min(1.0)
                    * if threads > 1 {
                        1.0 + chance.next() * others / 2.0
                    } else {
                        1.0
                    }
            }
        };
        samples[spot].push(truth(kind, threads) * even * factor);
    }
    let free = match noise {
        Noise::Quiet | Noise::Clock | Noise::Drift => 1.97,
        Noise::Burners(others) => 4.0 / (2.0 + others),
        // The gauge looked between two of them and saw nothing.
        _ => 1.9,
    };
    [0, 1].map(|lock| Curve {
        lock: ["off", "cpython"][lock].into(),
        points: SWEPT
            .iter()
            .enumerate()
            .filter_map(|(at, threads)| Point::of(*threads, &samples[2 * at + lock]))
            .collect(),
        machine: Some(MachineLoad { cores: 2, free }),
        ..Curve::default()
    })
}

fn is_wrong(course: &CurveTrend, kind: u32) -> bool {
    !matches!(
        (course, kind),
        (CurveTrend::Unclear, _) | (CurveTrend::Rises(..), 0) | (CurveTrend::Level, 1) | (CurveTrend::Falls(..), 2)
    )
}

/// A thousand sweeps of each kind of noise, of things that scale, that do not, and that get slower. Bounded by that number; the seed is fixed, so
/// that what passes once passes always.
#[test]
fn a_thousand_noisy_sweeps_state_no_wrong_direction() {
    let noises = [
        Noise::Clock,
        Noise::Wild(0.3),
        Noise::Wild(1.0),
        Noise::Now(0.05),
        Noise::Now(0.2),
        Noise::Now(0.5),
        Noise::Drift,
        Noise::Bursts,
        Noise::Burners(1.0),
        Noise::Burners(2.0),
        Noise::Burners(8.0),
    ];
    let mut chance = Chance(9);
    for noise in noises {
        let mut wrong = Vec::new();
        for number in 0..1_000_u32 {
            let kinds = [number % 3, 1];
            for curves in [5, 9].map(|rounds| sweep(&mut chance, noise, kinds, rounds)) {
                let trust = Curve::trust(&curves);
                for (curve, kind) in curves.iter().zip(kinds) {
                    let course = course(&curve.points, &trust);
                    if is_wrong(&course, kind) {
                        wrong.push((kind, course, trust));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{noise:?}: {} times, {:?}", wrong.len(), wrong[0]);
    }
}

/// The other side of it: who says nothing is never wrong.
#[test]
fn a_quiet_machine_states_the_right_direction() {
    let mut chance = Chance(4);
    let right = (0..300_u32).filter(|number| {
        let kinds = [number % 3, 1];
        let curves = sweep(&mut chance, Noise::Quiet, kinds, 5);
        let trust = Curve::trust(&curves);
        let courses = curves.each_ref().map(|curve| course(&curve.points, &trust));
        courses
            .iter()
            .zip(kinds)
            .all(|(course, kind)| *course != CurveTrend::Unclear && !is_wrong(course, kind))
    });
    assert!(right.count() >= 299);
}

/// Hashing on two quiet cores of a virtual machine: runs differed 1.6-fold, and two sweeps of eight said that the machine was too busy to tell.
#[test]
fn a_clock_that_changes_hides_no_direction() {
    let mut chance = Chance(6);
    let right = (0..300_u32).filter(|number| {
        let kind = [0, 2][*number as usize % 2];
        let curves = sweep(&mut chance, Noise::Clock, [kind, 1], 9);
        let course = course(&curves[0].points, &Curve::trust(&curves));
        course != CurveTrend::Unclear && !is_wrong(&course, kind)
    });
    assert!(right.count() >= 290);
}

#[test]
fn sentences_say_what_was_judged_and_nothing_else() {
    let mut chance = Chance(5);
    let quiet = told_of_sweep(&sweep(&mut chance, Noise::Quiet, [0, 1], 5)).plain();
    assert!(
        quiet.contains("Lock off: at best 1.8") && quiet.contains("from 2 threads on"),
        "{quiet}"
    );
    assert!(
        quiet.contains("Lock on: no faster with any number of threads"),
        "{quiet}"
    );
    let busy = told_of_sweep(&sweep(&mut chance, Noise::Burners(2.0), [0, 1], 5)).plain();
    assert!(busy.contains("too busy to tell"), "{busy}");
    assert!(
        busy.contains("1.0 of 2 cores were free") && busy.contains("-fold"),
        "{busy}"
    );
    assert!(!busy.contains("at best"), "{busy}");
    let falls = told_of_sweep(&sweep(&mut chance, Noise::Quiet, [2, 1], 5)).plain();
    assert!(falls.contains("Lock off: slower"), "{falls}");
    let first = told_of_sweep(&sweep(&mut chance, Noise::Quiet, [0, 1], 1)).plain();
    assert!(first.contains("too few to tell"), "{first}");
}

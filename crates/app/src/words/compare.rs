//! This run beside an earlier one that differs in one thing.

use crate::model::{RichText, Sweep, format::counted};
use catalogue::Lock;
use lab_kit::lock_of;
use trace::judge::{CurveTrend, course, judge};
use trace::{Curve, Outcome, Reliability, Report, Sample, Verdict, told_of_pair};

/// A run on real threads that is shorter says nothing about speed: starting the threads takes as long, milliseconds.
const TELLING: f64 = 50.0;
/// A difference that asks for a reason.
const STRIKING: f64 = 1.2;

/// How much faster or slower than earlier runs of the same work under another lock, or else with another number of threads: those of the latest.
pub fn with_earlier(report: &Report, earlier: &[Report]) -> RichText {
    let comparable = || earlier.iter().filter(|other| same_work(report, other));
    let beside = |lock: &str, threads: u32| -> Sample {
        comparable()
            .filter(|other| other.lock == lock && other.threads == threads)
            .collect()
    };
    let other_lock = comparable().rfind(|other| other.lock != report.lock && other.threads == report.threads);
    let other_threads = || comparable().rfind(|other| other.lock == report.lock && other.threads != report.threads);
    let other = other_lock.map(|other| (other, lock_words(other)));
    let Some((other, how)) = other.or_else(|| other_threads().map(|other| (other, format!("with {}", threads(other)))))
    else {
        return RichText::default();
    };
    let mut ours = beside(&report.lock, report.threads);
    ours.add(report);
    let theirs = beside(&other.lock, other.threads);
    let trust = ours.trust(&theirs);
    let told: RichText = told_of_pair(&ours.each, &theirs.each, &trust, &format!("your run {how}")).into();
    match lock_helped((report, &ours), (other, &theirs), &trust) {
        true => told.and(RichText::of(labs::faster_under_lock(&report.lab, &report.variant))),
        false => told,
    }
}

/// Whether so much more was done under a lock than without one that it needs a reason.
fn lock_helped((report, ours): (&Report, &Sample), (other, theirs): (&Report, &Sample), trust: &Reliability) -> bool {
    let are_off = [report, other].map(|run| lock_of(run) == Lock::Off);
    match judge(&ours.each, &theirs.each, trust) {
        Verdict::Faster(ratio) => ratio >= STRIKING && are_off == [false, true],
        Verdict::Slower(ratio) => ratio >= STRIKING && are_off == [true, false],
        Verdict::Same | Verdict::Unclear => false,
    }
}

/// Why threads did less without a lock, the more of them there were, and not so under one; empty where they did not, or nobody knows.
pub fn why_slower(sweep: &Sweep) -> &'static str {
    let trust = Curve::trust(&sweep.curves);
    let of = |lock: &str| sweep.curves.iter().find(|curve| curve.lock == lock);
    let (Some(off), Some(on)) = (of("off"), of("cpython")) else {
        return "";
    };
    match [off, on].map(|curve| course(&curve.points, &trust)) {
        [CurveTrend::Falls(ratio, _), CurveTrend::Level | CurveTrend::Rises(..)] if ratio >= STRIKING => {
            labs::faster_under_lock(&off.lab, &off.variant)
        }
        _ => "",
    }
}

fn same_work(report: &Report, other: &Report) -> bool {
    let same = (report.lab == other.lab) && (report.variant == other.variant) && (report.size == other.size);
    let same = same && report.engine == other.engine;
    let same = same && report.parameters == other.parameters && other.outcome == Outcome::Finished;
    let long = |run: &Report| run.engine == "lockstep" || run.elapsed_ms >= TELLING;
    same && other.throughput > 0.0 && long(report) && long(other)
}

fn lock_words(other: &Report) -> String {
    match lock_of(other) {
        Lock::Off => "with the lock off".into(),
        Lock::CPython => "with the lock on, as CPython".into(),
        Lock::Held => "with the lock held while waiting".into(),
    }
}

fn threads(other: &Report) -> String {
    counted(other.threads.into(), "threads")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::report;
    use catalogue::{Experiment, LABS};
    use serde_json::json;
    use trace::{MachineLoad, Point};

    const REASON: &str = "No lock makes adding quicker.";

    /// A run of the counter that took so many milliseconds, on a quiet machine.
    fn run(lock: Lock, milliseconds: f64) -> Report {
        let experiment = Experiment {
            lock,
            ..Experiment::of(&LABS[0])
        };
        let mut report = report(&experiment, Outcome::Finished, json!({}));
        (report.elapsed_ms, report.throughput) = (milliseconds, 1e6 / milliseconds);
        report.environment.hardware_threads = 2;
        report.environment.free_cores = Some(1.95);
        report
    }

    #[test]
    fn a_lock_that_seems_to_help_comes_with_the_reason() {
        let told = |ours: Report, theirs: &Report| {
            let earlier = vec![theirs.clone(), theirs.clone(), ours.clone(), ours.clone()];
            with_earlier(&ours, &earlier).plain()
        };
        let (off, on) = (run(Lock::Off, 200.0), run(Lock::CPython, 100.0));
        assert!(told(on.clone(), &off).contains(REASON));
        assert!(told(off.clone(), &on).contains(REASON), "{}", told(off, &on));
        // Where the lock costs, or hardly makes a difference, there is nothing to explain.
        assert!(!told(run(Lock::CPython, 200.0), &run(Lock::Off, 100.0)).contains(REASON));
        assert!(!told(run(Lock::CPython, 100.0), &run(Lock::Off, 110.0)).contains(REASON));
    }

    #[test]
    fn a_curve_that_falls_without_the_lock_alone_comes_with_the_reason() {
        let swept = |off: [f64; 2], on: [f64; 2]| {
            let mut sweep = Sweep::begin(
                &Experiment::of(&LABS[0]),
                String::new(),
                &["off".into(), "cpython".into()],
                (&[1, 2], Some(5)),
            );
            for (curve, ends) in sweep.curves.iter_mut().zip([off, on]) {
                curve.machine = Some(MachineLoad { cores: 2, free: 1.95 });
                let points = [1, 2].into_iter().zip(ends);
                curve.points = points
                    .filter_map(|(threads, rate)| Point::of(threads, &[rate; 5]))
                    .collect();
            }
            why_slower(&sweep)
        };
        assert!(swept([100.0, 45.0], [100.0, 100.0]).starts_with(REASON));
        assert_eq!(swept([100.0, 180.0], [100.0, 100.0]), "");
        assert_eq!(swept([100.0, 45.0], [100.0, 45.0]), "");
    }
}

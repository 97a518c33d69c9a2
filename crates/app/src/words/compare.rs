//! This run beside an earlier one that differs in one thing.

use crate::model::{RichText, format::counted};
use catalogue::Lock;
use lab_kit::lock_of;
use trace::{Outcome, Report, Sample, told_of_pair};

/// A run on real threads that is shorter says nothing about speed: starting the threads takes as long, milliseconds.
const TELLING: f64 = 50.0;

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
    told_of_pair(&ours.each, &theirs.each, &trust, &format!("your run {how}")).into()
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

//! This run beside an earlier one that differs in one thing.

use super::lock_of;
use crate::model::{
    Rich,
    format::{as_fast, counted},
};
use catalogue::Lock;
use trace::{Outcome, Report};

/// A run on real threads that is shorter says nothing about speed: starting the threads takes as long, milliseconds.
const TELLING: f64 = 50.0;

/// How much faster or slower than the latest earlier run of the same work under another lock, or else with another number of threads.
pub fn with_earlier(report: &Report, earlier: &[Report]) -> Rich {
    let comparable = || earlier.iter().rev().filter(|other| same_work(report, other));
    let other_lock = comparable().find(|other| other.lock != report.lock && other.threads == report.threads);
    let other_threads = || comparable().find(|other| other.lock == report.lock && other.threads != report.threads);
    match other_lock {
        Some(other) => say(report, other, lock_words(other)),
        None => other_threads().map_or_else(Rich::default, |other| {
            say(report, other, format!("with {}", threads(other)))
        }),
    }
}

fn same_work(report: &Report, other: &Report) -> bool {
    let same = (report.lab == other.lab) && (report.variant == other.variant) && (report.size == other.size);
    let same = same && report.engine == other.engine;
    let same = same && report.parameters == other.parameters && other.outcome == Outcome::Finished;
    let long = |run: &Report| run.engine == "lockstep" || run.elapsed_ms >= TELLING;
    same && other.throughput > 0.0 && long(report) && long(other)
}

fn say(report: &Report, other: &Report, how: String) -> Rich {
    let said = as_fast(report.throughput / other.throughput, &format!("your run {how}"));
    let said = said[..1].to_uppercase() + &said[1..];
    match said.split_once(" your run ") {
        Some((speed, rest)) => Rich::default().strong(speed).say(format!(" your run {rest}.")),
        None => Rich::of(said),
    }
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

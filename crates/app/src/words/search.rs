//! A search through every schedule, in sentences with its own numbers.

use super::caption;
use crate::model::{Rich, Search, format};
use catalogue::Experiment;
use trace::SearchReport;

/// A search has begun.
pub fn search_begun(experiment: &Experiment) -> Rich {
    Rich::of(format!("Searching every schedule: {}…", searched(experiment)))
}

/// What is searched: `Bare, 2 threads, lock off, 2 increments each`.
pub fn searched(experiment: &Experiment) -> String {
    format!(
        "{}, {}",
        caption(experiment),
        super::setting::many(experiment.size, &experiment.lab.size)
    )
}

/// How far a search is.
pub fn search_progress(schedules: u64, bad: u64, rate: Option<f64>) -> Rich {
    let told = Rich::default()
        .strong(format::counted(schedules, "schedules"))
        .say(" tried, ");
    let told = match bad {
        0 => told.say("none bad so far"),
        some => told.bad(format!("{} bad", format::count(some))),
    };
    match rate {
        Some(rate) => told.say(format!("; {} schedules a second.", format::large(rate))),
        None => told.say("."),
    }
}

/// A search is over: what it comes to, and how long the shortest way to something bad is.
pub fn search_ended(report: &SearchReport) -> Rich {
    let told = match &report.by_accident {
        None => verdict(report),
        Some(accident) => verdict(report).and(Rich::of(accident.clone())),
    };
    match &report.shortest_bad {
        None => told,
        Some(bad) => told.and(Rich::of(format!(
            "The shortest has {}.",
            format::counted(bad.steps, "steps")
        ))),
    }
}

/// What a search comes to.
pub fn verdict(report: &SearchReport) -> Rich {
    let (head, rest) = report.verdict.split_once(':').unwrap_or(("", &report.verdict));
    let told = match (report.bad, report.complete) {
        (0, true) => Rich::default().good(head),
        (0, false) => Rich::default().strong(head),
        _ => Rich::default().bad(head),
    };
    match head.is_empty() {
        true => Rich::of(rest),
        false => told.say(format!(":{rest}")),
    }
}

/// What was left out of a search that is complete, and why nothing is lost by it.
pub fn left_out(report: &SearchReport) -> Option<&'static str> {
    (report.reduction && report.complete).then_some(
        "Two schedules that differ only in the order of moves that do not touch the same thing come to the same: one of them was tried.",
    )
}

/// Schedules that cannot make a difference are left out from now on, or not.
pub fn reduction(on: bool) -> Rich {
    Rich::of(match on {
        true => "The next search leaves out what cannot make a difference.",
        false => "The next search tries every schedule, also those that differ in nothing that matters.",
    })
}

/// How often a schedule may take the turn from a thread that could go on.
pub fn preemptions(most: Option<u32>) -> Rich {
    Rich::of(match most {
        None => "The next search takes the turn from threads as often as it likes.".into(),
        Some(most) => format!(
            "The next search takes the turn from a thread that could go on at most {}: most errors show with few, but it proves nothing.",
            format::counted(most.into(), "times")
        ),
    })
}

/// A search is over: how much was tried, and how fast.
pub fn search_done(schedules: u64, search: &Search) -> Rich {
    let told = Rich::default()
        .strong(format::counted(schedules, "schedules"))
        .say(" tried");
    match search.rate() {
        Some(rate) => told.say(format!(", {} schedules a second.", format::large(rate))),
        None => told.say("."),
    }
}

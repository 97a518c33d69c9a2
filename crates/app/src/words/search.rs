//! A search through every schedule, in sentences with its own numbers.

use super::caption;
use crate::model::{RichText, Search, format};
use catalogue::Experiment;
use trace::SearchReport;

/// A search has begun.
pub fn search_begun(experiment: &Experiment) -> RichText {
    RichText::of(format!("Searching every schedule: {}…", searched(experiment)))
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
pub fn search_progress(schedules: u64, bad: u64, rate: Option<f64>) -> RichText {
    let told = RichText::default()
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
pub fn search_ended(report: &SearchReport) -> RichText {
    let told = match &report.by_accident {
        None => verdict(report),
        Some(accident) => verdict(report).and(RichText::of(accident.clone())),
    };
    match &report.shortest_bad {
        None => told,
        Some(bad) => told.and(RichText::of(format!(
            "The shortest has {}.",
            format::counted(bad.steps, "steps")
        ))),
    }
}

/// What a search comes to.
pub fn verdict(report: &SearchReport) -> RichText {
    let (head, rest) = report.verdict.split_once(':').unwrap_or(("", &report.verdict));
    let told = match (report.bad, report.complete) {
        (0, true) => RichText::default().good(head),
        (0, false) => RichText::default().strong(head),
        _ => RichText::default().bad(head),
    };
    match head.is_empty() {
        true => RichText::of(rest),
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
pub fn reduction(on: bool) -> RichText {
    RichText::of(match on {
        true => "The next search leaves out what cannot make a difference.",
        false => "The next search tries every schedule, also those that differ in nothing that matters.",
    })
}

/// How often a schedule may take the turn from a thread that could go on.
pub fn preemptions(most: Option<u32>) -> RichText {
    RichText::of(match most {
        None => "The next search takes the turn from threads as often as it likes.".into(),
        Some(most) => format!(
            "The next search takes the turn from a thread that could go on at most {}: most errors show with few, but it proves nothing.",
            format::counted(most.into(), "times")
        ),
    })
}

/// A search is over: how much was tried, and how fast.
pub fn search_done(schedules: u64, search: &Search) -> RichText {
    let told = RichText::default()
        .strong(format::counted(schedules, "schedules"))
        .say(" tried");
    match search.rate() {
        Some(rate) => told.say(format!(", {} schedules a second.", format::large(rate))),
        None => told.say("."),
    }
}

//! What came of a run on real threads, in a sentence or two.

use crate::model::{RichText, format::millis};
use crate::words::sentence;
use protocol::{MOST_SECONDS, check::PYTHONS};
use trace::{Outcome, Report};

/// What a report says; `python` is a number into [`PYTHONS`].
pub(super) fn of(report: Option<&Report>, python: usize) -> RichText {
    let Some(report) = report else {
        return RichText::default()
            .bad("The report could not be read")
            .say(": reload the page.");
    };
    match report.outcome {
        Outcome::Finished => finished(report, PYTHONS[python]),
        Outcome::Deadlocked => stuck(report),
        Outcome::Stopped => RichText::default()
            .strong("Stopped")
            .say(format!(" after {}. Every thread is home.", millis(report.elapsed_ms))),
        Outcome::TimedOut if report.result.is_empty() => broken("Timed out", message(report)),
        Outcome::TimedOut => RichText::default().bad("Stopped").say(format!(
            " after {MOST_SECONDS} seconds, which is as long as a program may run here: an endless loop, or much to do."
        )),
        Outcome::Crashed => broken("Crashed", message(report)),
    }
}

fn message(report: &Report) -> &str {
    report.message.as_deref().unwrap_or("it said nothing about why.")
}

/// A run that took the engine with it.
pub(super) fn broken(what: &str, message: &str) -> RichText {
    RichText::default()
        .bad(what)
        .say(format!(": {message} The engine was replaced; your program is kept."))
}

fn finished(report: &Report, python: &str) -> RichText {
    let took = millis(report.elapsed_ms);
    let Some(first) = exceptions(report).next() else {
        return RichText::default()
            .strong("Finished")
            .say(format!(" in {took} on real threads, as Python {python}."));
    };
    let others = match exceptions(report).count() {
        1 => "Nobody caught it".to_owned(),
        2 => "One more exception was not caught either".to_owned(),
        all => format!("{} more exceptions were not caught either", all - 1),
    };
    RichText::default()
        .bad(sentence(first))
        .say(format!(" {others}; the run took {took}."))
}

/// What nobody caught: of the main thread first, then of the others, each with its thread's name.
pub(super) fn exceptions(report: &Report) -> impl Iterator<Item = &str> {
    let threads = report.result.get("thread_exceptions").and_then(|all| all.as_array());
    let threads = threads.into_iter().flatten().filter_map(|one| one.as_str());
    report.text("exception").into_iter().chain(threads)
}

fn stuck(report: &Report) -> RichText {
    let sentence = report.stuck.as_ref().map(trace::DeadlockReport::sentence);
    let sentence = sentence.unwrap_or_else(|| "every thread waits, and nobody is left to wake one.".into());
    RichText::default()
        .bad("Stuck")
        .say(format!(": {sentence} “Break it” sends every thread home."))
}

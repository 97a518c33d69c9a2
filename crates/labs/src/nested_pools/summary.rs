//! Nested pools that came to an end: why they could.

use lab_kit::Lock;
use lab_kit::{
    RichText,
    format::{count, counted, millis},
};
use lab_kit::{Row, Summary, figure, lock_of};
use trace::Report;

/// Tells a run that came to its end.
pub fn summarize(report: &Report) -> Summary {
    let (workers, tasks, completed) = (
        figure(report, "workers"),
        figure(report, "tasks"),
        figure(report, "completed"),
    );
    let told = RichText::default()
        .good(format!("All {} completed", counted(completed, "outer tasks")))
        .say(format!(
            " in {}, on {}.",
            millis(report.elapsed_ms),
            counted(workers, "workers")
        ));
    let rows = vec![
        Row::new("Outer workers", count(workers)),
        Row::new("Outer tasks", count(tasks)),
        Row::judged("Completed", count(completed), completed == tasks),
    ];
    Summary {
        told,
        rows,
        why: why(report, workers, tasks),
        short: "it ends".into(),
    }
}

fn why(report: &Report, workers: u64, tasks: u64) -> RichText {
    match (report.variant.as_str(), lock_of(report)) {
        ("same-pool", _) => RichText::of(format!(
            "{} cannot occupy all {}: one was left to run the inner tasks. With as many outer tasks as workers nobody is left.",
            counted(tasks, "outer tasks"),
            counted(workers, "workers")
        )),
        ("helping", _) => RichText::of(
            "Whoever waits for a task that nobody has begun runs it: a waiting thread is never lost to the pool.",
        ),
        ("lock-and-slot", _) => RichText::of(format!(
            "One task at a time holds the lock while it waits. {} cannot occupy all {}, so one was left to run what it waits for.",
            counted(tasks, "outer tasks"),
            counted(workers, "workers")
        )),
        ("supervisors", _) => RichText::of(
            "On each level three tasks wait for the one below, and on the last the supervisor alone: three times the levels, less two. With one worker more somebody is left to work.",
        ),
        ("lock-held", Lock::Off) => RichText::of(
            "There is no global lock to keep, so the inner threads run while the outer ones wait. Switch the lock on and the same program is stuck.",
        ),
        (_, Lock::CPython) => RichText::of(
            "Each outer task waits for threads of a pool of its own, and lets go of the global lock while it waits: they can run.",
        ),
        _ => RichText::of("Each outer task waits for threads of a pool of its own: they wait for nobody."),
    }
}

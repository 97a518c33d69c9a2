//! Runs that did not come to their end: stuck, stopped, crashed, timed out.

use super::{Row, Summary, account};
use crate::model::{
    RichText,
    format::{count, millis},
};
use trace::{Outcome, Report};

/// Tells a run by how it ended.
pub fn summarize(report: &Report) -> Summary {
    match report.outcome {
        Outcome::Deadlocked => stuck(report),
        Outcome::Stopped => stopped(report),
        Outcome::Crashed => broken(report, "Crashed", "crashed"),
        Outcome::TimedOut => broken(report, "Timed out", "timed out"),
        Outcome::Finished => Summary::default(),
    }
}

fn stuck(report: &Report) -> Summary {
    let sentence = match (&report.stuck, &report.message) {
        (Some(stuck), _) => stuck.sentence(),
        (None, Some(message)) => message.clone(),
        (None, None) => "every thread waits, and nobody is left to wake one.".into(),
    };
    let told = RichText::default()
        .bad("Stuck")
        .say(": ")
        .say(&sentence)
        .say(match report.engine.as_str() {
            "lockstep" => " Back leads out of it.",
            _ => " “Break it” sends every thread home.",
        });
    let mut rows = vec![Row::judged("Outcome", "deadlock", false)];
    let waiting = report.stuck.as_ref().map(|stuck| stuck.told_threads());
    rows.extend(waiting.map(|threads| Row::new("Wait for ever", threads)));
    rows.extend(labs::account(report).unwrap_or_else(|| account::rows(report)));
    let told_so = rows.iter().any(|row| row.name == "Completed");
    let completed = report.number("completed").filter(|_| !told_so);
    rows.extend(completed.map(|completed| Row::new("Completed", count(completed))));
    let why = report.stuck.as_ref().map(|stuck| super::stuck::why(report, stuck));
    Summary {
        told,
        rows,
        why: why.unwrap_or_default(),
        short: "stuck".into(),
    }
}

fn stopped(report: &Report) -> Summary {
    let told = RichText::default().strong("Stopped").say(format!(
        " after {}, with {} {} done. Every thread is home.",
        millis(report.elapsed_ms),
        count(report.work.amount),
        report.work.unit
    ));
    let mut rows = vec![Row::new(
        "Done",
        format!("{} {}", count(report.work.amount), report.work.unit),
    )];
    let account = account::rows(report);
    if !account.is_empty() {
        rows = account;
    }
    Summary {
        told: told.and(account::left(report)),
        rows,
        why: RichText::default(),
        short: "stopped".into(),
    }
}

fn broken(report: &Report, what: &str, short: &str) -> Summary {
    let message = report
        .message
        .clone()
        .unwrap_or_else(|| "it said nothing about why.".into());
    let told = RichText::default()
        .bad(what)
        .say(format!(": {message}"))
        .say(" The engine was thrown away; the page and your settings were not.");
    let mut rows = vec![Row::judged("Outcome", short, false)];
    rows.extend(account::rows(report));
    Summary {
        told,
        rows,
        why: why_broken(report),
        short: short.into(),
    }
}

fn why_broken(report: &Report) -> RichText {
    let common = "The page has memory of its own and never waits for a thread, so it can say what happened and start another engine.";
    RichText::of(labs::why_broken(report)).and(RichText::of(common))
}

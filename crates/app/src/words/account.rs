//! What became of everything that went into a run that did not come to its end.

use super::{Row, number};
use crate::model::{
    Rich,
    format::{count, counted},
};
use trace::{Outcome, Report};

/// Everything that a request, a job, an item or a line can have come to, in the order in which it is shown.
const PARTS: [(&str, &str); 12] = [
    ("sent", "Sent"),
    ("lines", "Lines read"),
    ("done", "Done"),
    ("ok", "Came"),
    ("written", "Written"),
    ("records", "Records"),
    ("malformed", "Malformed lines"),
    ("timed_out", "Timed out"),
    ("failed", "Failed"),
    ("refused", "Refused"),
    ("lost", "Lost"),
    ("unfinished", "Unfinished"),
];

/// The account of a lab that has one.
pub fn rows(report: &Report) -> Vec<Row> {
    if report.number("unfinished").is_none() {
        return Vec::new();
    }
    let known = PARTS
        .iter()
        .filter_map(|(key, name)| Some((*name, report.number(key)?)));
    known.map(|(name, number)| Row::new(name, count(number))).collect()
}

/// What was left, in a sentence; nothing of a lab that keeps no account.
pub fn left(report: &Report) -> Rich {
    match report.number("unfinished") {
        None => Rich::default(),
        Some(0) => Rich::of("Nothing was left unfinished."),
        Some(left) => {
            let (whole, what) = match report.lab.as_str() {
                "indexing" => (number(report, "lines"), "lines read"),
                _ => (number(report, "sent"), report.work.unit.as_str()),
            };
            Rich::of(format!(
                "{} of {} were left unfinished.",
                count(left),
                counted(whole, what)
            ))
        }
    }
}

/// What those are called that are neither done nor failed.
pub fn unfinished(report: &Report) -> &'static str {
    match report.outcome {
        Outcome::Deadlocked => "Waiting for ever",
        _ => "Unfinished",
    }
}

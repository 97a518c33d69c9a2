//! What a run says: a sentence, numbers, and why.

use crate::{Lock, RichText, Tone, format, word_rule};
use trace::{Outcome, Report};

/// A run told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// What happened, for the status line.
    pub told: RichText,
    /// The numbers.
    pub rows: Vec<Row>,
    /// Why.
    pub why: RichText,
    /// A few words for a step that is done.
    pub short: String,
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub name: String,
    /// Its value as shown.
    pub value: String,
    /// How it is meant.
    pub tone: Tone,
    /// The whole of it, when what is shown is shortened; it can be copied.
    pub full: Option<String>,
}

impl Row {
    /// A number like any other.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Row {
            name: name.into(),
            value: value.into(),
            tone: Tone::Strong,
            full: None,
        }
    }

    /// A number that is right or wrong.
    pub fn judged(name: impl Into<String>, value: impl Into<String>, right: bool) -> Self {
        Row {
            tone: if right { Tone::Good } else { Tone::Bad },
            ..Row::new(name, value)
        }
    }

    /// A number that is right only in a run that came to its end: of one that did not, nothing is green.
    pub fn settled(report: &Report, name: impl Into<String>, value: u64, right: bool) -> Self {
        let row = Row::judged(name, format::count(value), right);
        match (report.outcome, right) {
            (Outcome::Finished, _) | (_, false) => row,
            _ => Row {
                tone: Tone::Strong,
                ..row
            },
        }
    }

    /// A digest, shortened; the whole of it can be copied.
    pub fn digest(name: impl Into<String>, digest: &str) -> Self {
        Row {
            full: Some(digest.to_string()),
            ..Row::new(name, format::shortened(digest))
        }
    }
}

/// The lock of a run; off where its report names none that is known.
pub fn lock_of(report: &Report) -> Lock {
    Lock::read(&report.lock).unwrap_or(Lock::Off)
}

/// What counted as a word in this run, in words; a report that names no version is of before there were any.
pub fn word_rule_of(report: &Report) -> String {
    let joins = report
        .parameters
        .get("apostrophes")
        .is_some_and(|chosen| chosen == "join");
    word_rule(report.number("word_rule").unwrap_or(1), joins)
}

/// What is said beside the lines marked `read` and `write` ([`Lab::beside`](crate::Lab::beside)), each run so many times, and what became of
/// as many writes as were `lost`; nothing where none was.
pub fn read_and_written(times: u64, lost: u64, became: &str) -> Vec<(&'static str, String)> {
    let times = format::count(times);
    match lost {
        0 => Vec::new(),
        _ => vec![
            ("read", format!("{times} reads")),
            ("write", format!("{times} writes, {} {became}", format::count(lost))),
        ],
    }
}

/// A number of the result; 0 where it has none under this key.
pub fn figure(report: &Report, key: &str) -> u64 {
    report.number(key).unwrap_or(0)
}

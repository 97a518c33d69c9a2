//! Rows that several labs' accounts have.

use crate::{Row, format::count};
use trace::{Outcome, Report};

/// What was never sent, if anything was not.
pub fn unsent(report: &Report) -> Option<Row> {
    let unsent = report.number("unsent").filter(|unsent| *unsent > 0)?;
    Some(Row::judged("Never sent", count(unsent), false))
}

/// What those are called that are neither done nor failed.
pub fn unfinished(report: &Report) -> &'static str {
    match report.outcome {
        Outcome::Deadlocked => "Waiting for ever",
        _ => "Unfinished",
    }
}

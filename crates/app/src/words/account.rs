//! What became of everything that went into a run that did not come to its end.

use crate::model::{
    RichText,
    format::{count, counted},
};
use lab_kit::{Row, figure};
use trace::Report;

/// Everything that an increment, a round, a task, a request, an item or a line can have come to, in the order in which it is shown.
const PARTS: [(&str, &str); 22] = [
    ("expected", "Expected"),
    ("rounds", "Rounds"),
    ("tasks", "Outer tasks"),
    ("sent", "Sent"),
    ("lines", "Lines read"),
    ("got", "Got"),
    ("kept", "Built on"),
    ("messages", "Hashed"),
    ("meals", "Meals"),
    ("hungry", "Given up"),
    ("completed", "Completed"),
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
    ("unsent", "Never sent"),
];

/// The account of a lab that has one.
pub fn rows(report: &Report) -> Vec<Row> {
    if report.number("unfinished").is_none() {
        return Vec::new();
    }
    let known = PARTS
        .iter()
        .filter_map(|(key, name)| Some((*name, report.number(key)?)));
    let mut rows: Vec<Row> = known.map(|(name, number)| Row::new(name, count(number))).collect();
    if rows.len() == 1 {
        // Nothing but what is unfinished: what was done stands before it, in the unit of the work.
        rows.insert(0, Row::new("Done", counted(report.work.amount, &report.work.unit)));
    }
    rows
}

/// What all of it is, and in which unit it is counted.
fn whole(report: &Report, left: u64) -> (u64, &str) {
    let whole = ["expected", "rounds", "sent"].iter().find_map(|key| report.number(key));
    let whole = whole.map(|whole| whole + figure(report, "unsent"));
    labs::whole(report, left).unwrap_or_else(|| {
        let all = report.work.amount + figure(report, "hungry") + left;
        (whole.unwrap_or(all), report.work.unit.as_str())
    })
}

/// What was left, in a sentence; nothing of a lab that keeps no account.
pub fn left(report: &Report) -> RichText {
    let left = report.number("unfinished").map(|left| left + figure(report, "unsent"));
    match left {
        None => RichText::default(),
        Some(0) => RichText::of("Nothing was left unfinished."),
        Some(left) => {
            let (whole, what) = whole(report, left);
            let (of, were) = (counted(whole, what), if left == 1 { "was" } else { "were" });
            match left == whole {
                true => RichText::of(format!("None of {of} came to an end.")),
                false => RichText::of(format!("{} of {of} {were} left unfinished.", count(left))),
            }
        }
    }
}

//! What became of everything that went into a run that did not come to its end.

use crate::model::{
    RichText,
    format::{count, counted},
};
use lab_kit::{Row, account::Account};
use trace::Report;

/// The account of a lab that has one.
pub fn rows(report: &Report) -> Vec<Row> {
    let account = Account::of(report);
    if account.unfinished.is_none() {
        return Vec::new();
    }
    let mut rows: Vec<Row> = account
        .parts()
        .map(|(name, number)| Row::new(name, count(number)))
        .collect();
    if rows.len() == 1 {
        // Nothing but what is unfinished: what was done stands before it, in the unit of the work.
        rows.insert(0, Row::new("Done", counted(report.work.amount, &report.work.unit)));
    }
    rows
}

/// What all of it is, and in which unit it is counted.
fn whole(report: &Report, left: u64) -> (u64, &str) {
    let account = Account::of(report);
    labs::whole(report, left).unwrap_or_else(|| {
        let all = report.work.amount + account.hungry.unwrap_or(0) + left;
        (account.whole().unwrap_or(all), report.work.unit.as_str())
    })
}

/// What was left, in a sentence; nothing of a lab that keeps no account.
pub fn left(report: &Report) -> RichText {
    match Account::of(report).left() {
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

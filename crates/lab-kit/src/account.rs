//! What became of everything that went into a run: the figures that accounts of labs are made of, and rows that several of them have.

use crate::{Row, format::count, metrics};
use trace::{Outcome, Report};

metrics! {
    /// Everything that an increment, a round, a task, a request, an item or a line can have come to. No lab has all of it.
    pub struct Account {
        /// Increments there were to be.
        expected: Option<u64>,
        /// Rounds there were to be.
        rounds: Option<u64>,
        /// Tasks of the outer pool.
        tasks: Option<u64>,
        /// Requests or items that were sent.
        sent: Option<u64>,
        /// Lines that were read.
        lines: Option<u64>,
        /// What a counter came to.
        got: Option<u64>,
        /// Rounds that others built on.
        kept: Option<u64>,
        /// Messages that were hashed.
        messages: Option<u64>,
        /// Meals that were eaten.
        meals: Option<u64>,
        /// Meals that were given up.
        hungry: Option<u64>,
        /// Tasks that ended.
        completed: Option<u64>,
        /// Requests that were answered.
        done: Option<u64>,
        /// Requests whose answer came.
        ok: Option<u64>,
        /// Items that were written.
        written: Option<u64>,
        /// Records that were read.
        records: Option<u64>,
        /// Lines that were no records.
        malformed: Option<u64>,
        /// Requests given up after a time.
        timed_out: Option<u64>,
        /// Requests that failed.
        failed: Option<u64>,
        /// Requests that were refused.
        refused: Option<u64>,
        /// What was lost.
        lost: Option<u64>,
        /// What was begun, or waited, when the run ended.
        unfinished: Option<u64>,
        /// What was never sent.
        unsent: Option<u64>,
    }
}

impl Account {
    /// What there is, with its name, in the order in which it is shown.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let parts = [
            ("Expected", self.expected),
            ("Rounds", self.rounds),
            ("Outer tasks", self.tasks),
            ("Sent", self.sent),
            ("Lines read", self.lines),
            ("Got", self.got),
            ("Built on", self.kept),
            ("Hashed", self.messages),
            ("Meals", self.meals),
            ("Given up", self.hungry),
            ("Completed", self.completed),
            ("Done", self.done),
            ("Came", self.ok),
            ("Written", self.written),
            ("Records", self.records),
            ("Malformed lines", self.malformed),
            ("Timed out", self.timed_out),
            ("Failed", self.failed),
            ("Refused", self.refused),
            ("Lost", self.lost),
            ("Unfinished", self.unfinished),
            ("Never sent", self.unsent),
        ];
        parts.into_iter().filter_map(|(name, number)| Some((name, number?)))
    }

    /// All that went in, if the lab says how much that was.
    pub fn whole(&self) -> Option<u64> {
        let whole = self.expected.or(self.rounds).or(self.sent)?;
        Some(whole + self.unsent.unwrap_or(0))
    }

    /// What is left of it; `None` of a lab that keeps no account.
    pub fn left(&self) -> Option<u64> {
        Some(self.unfinished? + self.unsent.unwrap_or(0))
    }
}

/// What was never sent, if anything was not.
pub fn unsent(report: &Report) -> Option<Row> {
    let unsent = Account::of(report).unsent.filter(|unsent| *unsent > 0)?;
    Some(Row::judged("Never sent", count(unsent), false))
}

/// What those are called that are neither done nor failed.
pub fn unfinished(report: &Report) -> &'static str {
    match report.outcome {
        Outcome::Deadlocked => "Waiting for ever",
        _ => "Unfinished",
    }
}

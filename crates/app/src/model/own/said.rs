//! What is said of a verdict, in a sentence or two.

use super::{Findings, Result3};
use crate::model::{RichText, format};
use protocol::check::{PYTHONS, Verdict, VerdictKind};

impl Findings {
    pub(super) fn said(&self) -> Option<RichText> {
        match &self.results[self.python] {
            Result3::None => None,
            Result3::Looking { .. } => Some(RichText::of(format!(
                "Python {} is still being searched.",
                PYTHONS[self.python]
            ))),
            Result3::Lost(schedules) => Some(RichText::of(format!(
                "Nothing is known under Python {}: the search ended after {}.",
                PYTHONS[self.python],
                schedules_of(*schedules)
            ))),
            Result3::Known(verdict) => Some(self.known(verdict)),
        }
    }

    fn known(&self, verdict: &Verdict) -> RichText {
        let note = self.notes[self.python].as_ref().or(verdict.note.as_ref());
        match (&verdict.shortest, verdict.word) {
            (Some(failure), _) => RichText::default()
                .bad(format!("{}.", title(&failure.kind, !verdict.races.is_empty())))
                .say(format!(" {}", failure.why)),
            (None, VerdictKind::Safe) if verdict.outputs > 0 => RichText::default()
                .strong(format!("Nothing fails in Python {}, and yet:", PYTHONS[self.python]))
                .say(format!(" {}", note.map_or("", String::as_str))),
            (None, VerdictKind::Safe) if note.is_none() && self.is_safe() => RichText::default()
                .good("Safe three times.")
                .say(" Every order in which the threads can run ends well, in 3.14, in 3.14t and in 3.9."),
            (None, VerdictKind::Safe) => RichText::default()
                .good(format!("Safe in Python {}.", PYTHONS[self.python]))
                .say(format!(
                    " {}{}",
                    note.map_or_else(String::new, |note| format!("{note} ")),
                    "Every order in which the threads can run ends well."
                )),
            _ => RichText::default()
                .strong(format!("Not known for Python {}.", PYTHONS[self.python]))
                .say(format!(" {}", note.map_or("", String::as_str))),
        }
    }

    /// Whether all three Pythons are safe, and print one thing in every order.
    pub fn is_safe(&self) -> bool {
        let safe = |result: &Result3| matches!(result, Result3::Known(verdict) if verdict.word == VerdictKind::Safe && verdict.outputs == 0);
        self.results.iter().all(safe)
    }
}

/// A failure's name for a person.
pub fn title(kind: &str, races: bool) -> String {
    match kind {
        "deadlock" => "A deadlock".to_owned(),
        "livelock" => "Threads go round for ever".to_owned(),
        "AssertionError" if races => "A race".to_owned(),
        kind => format!("It ends in {kind}"),
    }
}

/// A number of schedules in words.
pub fn schedules_of(count: u64) -> String {
    match count {
        1 => "1 schedule".to_owned(),
        count => format!("{} schedules", format::count(count)),
    }
}

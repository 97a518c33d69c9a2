//! What became of the outer tasks, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What became of the outer tasks.
    pub struct Metrics {
        /// How many workers there are.
        workers: u64,
        /// How many outer tasks there were.
        tasks: u64,
        /// How many of them came to their end.
        completed: u64,
        /// How many did not.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict {
            wrong: self.tasks != self.completed,
            ..Verdict::right(self.completed)
        }
    }
}

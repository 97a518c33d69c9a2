//! What the number came to, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What the number came to.
    pub struct Metrics {
        /// How many increments there were to be.
        expected: u64,
        /// What the number came to.
        got: u64,
        /// Increments that were made and overwritten.
        lost: u64,
        /// Increments that were never made, in a run that did not come to its end.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::right(self.got).wrong_if(self.lost > 0, || {
            format!("{} instead of {}: {} lost.", self.got, self.expected, self.lost)
        })
    }
}

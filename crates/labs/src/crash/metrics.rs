//! What was left to do, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What was left to do.
    pub struct Metrics {
        /// Steps that were never taken.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::right("finished")
    }
}

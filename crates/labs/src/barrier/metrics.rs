//! How far the threads came together, and whether one read what was not ready.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// How far the threads came together.
    pub struct Metrics {
        /// Rounds that were worked, of all threads.
        steps: u64,
        /// Results that were read and were of another round.
        stale: u64,
        /// Threads that were told that the barrier is broken.
        broken: u64,
        /// Rounds that were not worked.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let told = || match self.stale {
            1 => "A result of another round was read.".to_string(),
            stale => format!("{stale} results of another round were read."),
        };
        Verdict {
            undone: self.unfinished,
            ..Verdict::right(self.steps).wrong_if(self.stale > 0, told)
        }
    }
}

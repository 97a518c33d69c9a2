//! How often was read and written, and who went first.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// How often was read and written, and who went first.
    pub struct Metrics {
        /// How often was read.
        reads: u64,
        /// How often was written.
        writes: u64,
        /// The most reads that went before a writer which was already waiting.
        overtaken: u64,
        /// How many readers there are.
        readers: u64,
        /// Reads and writes that were left.
        unfinished: u64,
    }
}

impl Metrics {
    /// Whether some reader went before a waiting writer, and then again: with the bound that a fair lock keeps, each goes first once at most.
    pub fn starves(&self) -> bool {
        self.overtaken > self.readers
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::right(format!("{} overtaken", self.overtaken)).wrong_if(self.starves(), || {
            format!(
                "A writer waited while {} reads went first, more than there are readers: starvation.",
                self.overtaken
            )
        })
    }
}

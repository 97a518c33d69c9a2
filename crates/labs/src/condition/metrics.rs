//! What became of the items, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What became of the items.
    pub struct Metrics {
        /// How many were put into the buffer.
        sent: u64,
        /// How many were taken out.
        taken: u64,
        /// How many were left when the last consumer had ended.
        lost: u64,
        /// How many are in a buffer that somebody may still take them from.
        unfinished: u64,
        /// How many were never sent.
        unsent: u64,
        /// Consumers that took from an empty buffer, and died of it.
        errors: u64,
        /// Items that were put into a full buffer.
        overfull: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let errors = || match self.errors {
            1 => "A consumer was woken, did not look again, and took from an empty buffer.".to_string(),
            errors => format!("{errors} consumers were woken, did not look again, and took from an empty buffer."),
        };
        let overfull = || format!("{} put into a full buffer.", self.overfull);
        let judged = Verdict::right(self.taken).wrong_if(self.errors > 0, errors);
        let judged = judged.wrong_if(self.overfull > 0, overfull);
        Verdict {
            undone: self.lost,
            ..judged.adds_up("sent", self.sent, &[self.taken, self.lost, self.unfinished])
        }
    }
}

//! What became of the items, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What became of the items.
    pub struct Metrics {
        /// How many were sent.
        sent: u64,
        /// How many were written.
        written: u64,
        /// How many never will be.
        lost: u64,
        /// Neither of them yet, in a run that did not come to its end.
        unfinished: u64,
        /// How many were never sent.
        unsent: u64,
        /// The first of those that were lost.
        lost_items: Vec<u64>,
        /// The first that were written, in their order.
        order: Vec<u64>,
        /// The most entries the queue held.
        deepest: u64,
        /// How many it held when.
        depth: Vec<(u64, u64)>,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let judged = Verdict::right(self.written).wrong_if(self.lost > 0, || format!("{} lost.", self.lost));
        Verdict {
            undone: self.lost,
            ..judged.adds_up("sent", self.sent, &[self.written, self.lost])
        }
    }
}

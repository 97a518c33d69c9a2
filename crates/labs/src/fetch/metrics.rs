//! What became of the URLs, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What became of the URLs.
    pub struct Metrics {
        /// How many were asked for.
        sent: u64,
        /// How many came.
        ok: u64,
        /// How many took too long.
        timed_out: u64,
        /// How many failed.
        failed: u64,
        /// How many had no answer when the run ended.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let judged = Verdict::right(self.ok).adds_up("sent", self.sent, &[self.ok, self.timed_out, self.failed]);
        Verdict {
            loss: self.failed > 0,
            ..judged
        }
    }
}

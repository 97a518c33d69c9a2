//! What became of the requests, and what of that is wrong.

use lab_kit::{Findings, LabResult, Verdict, metrics};
use std::time::Duration;

metrics! {
    /// What became of the requests.
    pub struct Metrics {
        /// How many were sent.
        sent: u64,
        /// How many were answered.
        done: u64,
        /// How many were no text.
        failed: u64,
        /// How many found the queue full.
        refused: u64,
        /// Sent, and none of the others when the run ended.
        unfinished: u64,
        /// How many were never sent.
        unsent: u64,
        /// From sending a request to its result being there, half of the times.
        p50_ms: Option<Duration>,
        /// The same, 95 times in a hundred.
        p95_ms: Option<Duration>,
        /// What happened to each of the first requests when.
        log_ms: Vec<Findings>,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let judged = Verdict::right(self.done).adds_up("sent", self.sent, &[self.done, self.failed, self.refused]);
        Verdict {
            loss: self.failed + self.refused > 0,
            ..judged
        }
    }
}

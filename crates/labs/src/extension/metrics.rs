//! What became of the jobs, and of the lock, and what of that is wrong.

use lab_kit::{Findings, LabResult, Verdict, metrics};
use std::time::Duration;

metrics! {
    /// What became of the jobs, and of the lock.
    pub struct Metrics {
        /// How many jobs there were.
        sent: u64,
        /// How many were done.
        done: u64,
        /// How many went down with their worker.
        failed: u64,
        /// How many were left when the run ended.
        unfinished: u64,
        /// How many workers crashed.
        crashes: u64,
        /// Whether the global lock was on at the end.
        lock_on: u64,
        /// Whether loading the module switched it on.
        switched: u64,
        /// Jobs a second before the module was loaded.
        before_per_s: Option<u64>,
        /// Jobs a second afterwards.
        after_per_s: Option<u64>,
        /// How long switching the lock on took.
        switch_ms: Option<Duration>,
        /// What the interpreter says of it.
        warning: String,
        /// What the supervisor wrote of the first crashes.
        reports: Vec<Findings>,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let told = || match self.crashes {
            1 => "A worker crashed.".to_string(),
            crashes => format!("{crashes} workers crashed."),
        };
        let judged = Verdict::right(self.done).wrong_if(self.crashes > 0, told);
        Verdict {
            loss: self.failed > 0,
            crashed: self.crashes > 0,
            ..judged.adds_up("sent", self.sent, &[self.done, self.failed])
        }
    }
}

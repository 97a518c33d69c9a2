//! How long the thread waited after its answers were there, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};
use std::time::Duration;

metrics! {
    /// How long the thread waited after its answers were there.
    pub struct Metrics {
        /// Half of the times.
        p50_ms: Option<Duration>,
        /// 90 times in a hundred.
        p90_ms: Option<Duration>,
        /// 95 times in a hundred.
        p95_ms: Option<Duration>,
        /// 99 times in a hundred.
        p99_ms: Option<Duration>,
        /// The longest.
        max_ms: Option<Duration>,
        /// How many were measured.
        waits: u64,
        /// How much the others computed.
        slices: u64,
        /// How often it waited up to how long.
        latency: Vec<(u64, u64)>,
        /// Rounds that were left.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict {
            waited: self.p50_ms,
            ..Verdict::right("finished")
        }
    }
}

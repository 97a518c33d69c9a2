//! What the chain came to, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What the chain came to.
    pub struct Metrics {
        /// Rounds of all threads.
        rounds: u64,
        /// The last link; none in a run that did not come to its end.
        digest: Option<String>,
        /// What it should be; none where the time was up before it was worked out.
        expected_digest: Option<String>,
        /// Rounds that the last link builds on.
        kept: u64,
        /// Rounds that were hashed and overwritten.
        lost: u64,
        /// Rounds that were never hashed.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        let differs = self.expected_digest.is_some() && self.digest != self.expected_digest;
        let lost = Verdict::right(self.lost).wrong_if(self.lost > 0, || format!("{} lost.", self.lost));
        lost.wrong_if(differs, || "The digest is not the one it should be.".into())
    }
}

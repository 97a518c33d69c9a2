//! What was hashed, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};

metrics! {
    /// What was hashed.
    pub struct Metrics {
        /// How many messages were.
        messages: u64,
        /// How long they were in all.
        bytes: u64,
        /// All digests, exclusive or; none in a run that did not come to its end.
        digest: Option<String>,
        /// Messages that were not hashed.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::measured(self.digest.as_deref().map(|digest| &digest[..digest.len().min(12)]))
    }
}

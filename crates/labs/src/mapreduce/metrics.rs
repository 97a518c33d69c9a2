//! What the words came to, and what of that is wrong.

use lab_kit::{LabResult, Verdict, metrics};
use workloads::kernel::words::WordCount;

metrics! {
    /// What the words came to.
    pub struct Metrics {
        /// How many there are.
        words: Option<u64>,
        /// How many different ones there are.
        distinct: Option<u64>,
        /// Bytes that were no UTF-8, and were replaced.
        replaced_bytes: u64,
        /// The most frequent ones, by count, then by word.
        top: Option<Vec<WordCount>>,
        /// Bytes of text that were left.
        unfinished: u64,
        /// Which version of the rule said what a word is.
        word_rule: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::measured(self.words)
    }
}

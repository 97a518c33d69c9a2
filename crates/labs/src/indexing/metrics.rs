//! What is in the index, and what was found in it, and what of that is wrong.

use lab_kit::{Findings, LabResult, Verdict, metrics};

metrics! {
    /// What is in the index, and what was found in it.
    pub struct Metrics {
        /// Records that were read.
        records: u64,
        /// Lines that are none.
        malformed: u64,
        /// Lines that were left.
        unfinished: u64,
        /// How many different words there are.
        terms: Option<u64>,
        /// The first hits.
        hits: Vec<Findings>,
        /// How many there are in all.
        found: Option<u64>,
        /// How many authors there are.
        authors: Option<u64>,
        /// Lines that were read.
        lines: u64,
        /// The first malformed lines, and what is wrong with each.
        flaws: Vec<Findings>,
        /// Which column is which, and which are missing.
        columns: Option<String>,
        /// Which version of the rule said what a word is.
        word_rule: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::measured(self.terms).adds_up("lines", self.lines, &[self.records, self.malformed])
    }
}

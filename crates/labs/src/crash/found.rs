//! What was left to do, and what of that is wrong.

use lab_kit::{Judged, Verdict, findings};

findings! {
    /// What was left to do.
    pub struct Found {
        /// Steps that were never taken.
        unfinished: u64,
    }
}

impl Judged for Found {
    fn verdict(&self) -> Verdict {
        Verdict::right("finished")
    }
}

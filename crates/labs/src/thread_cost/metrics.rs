//! What threads and locks cost, and what of that is wrong.

use lab_kit::{LabResult, Micros, Verdict, metrics};

metrics! {
    /// What threads and locks cost.
    pub struct Metrics {
        /// From handing over a task to its first instruction, on average.
        start_us: Option<Micros>,
        /// What one more thread takes of memory.
        bytes: Option<u64>,
        /// How much is reserved for a stack.
        stack_bytes: u64,
        /// What a task took in the middle one of eight parts of the run.
        task_us: Option<Micros>,
        /// Most parts took at least that.
        task_low_us: Option<Micros>,
        /// Most parts took at most that.
        task_high_us: Option<Micros>,
        /// The same by one thread alone, without a lock.
        alone_us: Option<Micros>,
        /// Most parts of it took at least that.
        alone_low_us: Option<Micros>,
        /// Most parts of it took at most that.
        alone_high_us: Option<Micros>,
        /// Tasks that were left.
        unfinished: u64,
    }
}

impl LabResult for Metrics {
    fn verdict(&self) -> Verdict {
        Verdict::right("finished")
    }
}

//! What a run of a program found, under the lab's public keys.

use python_world::Told;
use workloads::{Findings, LabResult, Value, Verdict};

/// What a run of a program found.
pub struct Metrics(pub Told);

impl From<Metrics> for Findings {
    /// The result: `output`, `exception`, `thread_exceptions`, `files`, and beside them `errors` and `status`.
    fn from(Metrics(told): Metrics) -> Self {
        vec![
            ("output", Value::Whole(told.output)),
            ("exception", told.exception.map_or(Value::Unmeasured, Value::Whole)),
            ("thread_exceptions", Value::Texts(told.thread_exceptions)),
            ("files", Value::Texts(told.files)),
            ("errors", Value::Whole(told.errors)),
            ("status", Value::Number(u64::from(told.status.cast_unsigned() & 0xff))),
        ]
    }
}

impl LabResult for Metrics {
    /// What it printed; wrong if an exception was caught nowhere, in whichever thread.
    fn verdict(&self) -> Verdict {
        let uncaught = self.0.exception.iter().chain(&self.0.thread_exceptions).next();
        let wrong = uncaught.is_some();
        Verdict::right(&self.0.output).wrong_if(wrong, || uncaught.cloned().unwrap_or_default())
    }
}

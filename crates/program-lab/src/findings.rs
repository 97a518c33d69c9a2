//! What a run of a program found, under the lab's public keys.

use python_world::Told;
use workloads::{Findings, Judged, Value, Verdict};

/// The result: `output`, `exception`, `thread_exceptions`, `files`, and beside them `errors` and `status`.
pub struct Found(pub Told);

impl From<Found> for Findings {
    fn from(Found(told): Found) -> Self {
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

impl Judged for Found {
    fn verdict(&self) -> Verdict {
        let told = &self.0;
        let raised = told.exception.iter().chain(&told.thread_exceptions).next().cloned();
        let verdict = Verdict::right(&told.output);
        let words = raised.clone().unwrap_or_default();
        verdict.wrong_if(raised.is_some(), || words)
    }
}

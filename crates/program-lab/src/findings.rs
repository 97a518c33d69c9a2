//! What a run of a program found, under the lab's public keys.

use python_world::Told;
use workloads::{Findings, Value};

/// The result: `output`, `exception`, `thread_exceptions`, `files`, and beside them `errors` and `status`.
pub fn findings(told: Told) -> Findings {
    vec![
        ("output", Value::Whole(told.output)),
        ("exception", told.exception.map_or(Value::Unmeasured, Value::Whole)),
        ("thread_exceptions", Value::Texts(told.thread_exceptions)),
        ("files", Value::Texts(told.files)),
        ("errors", Value::Whole(told.errors)),
        ("status", Value::Number(u64::from(told.status.cast_unsigned() & 0xff))),
    ]
}

//! A lab's result as a type: the names of its fields are the public keys, and there is no other place where they stand.

use serde_json::Value as Json;
use std::time::Duration;
use workloads::{Value, kernel::words::WordCount};

/// Declares what a lab finds. The fields' names are the keys of the result; their order is the one in which they are shown.
///
/// ```
/// lab_kit::metrics! {
///     /// What the counter comes to.
///     pub struct Metrics {
///         /// How many increments there were to be.
///         expected: u64,
///         /// What the number came to.
///         got: u64,
///     }
/// }
/// let found = Metrics { expected: 4, got: 3 };
/// assert_eq!(workloads::Findings::from(found), [("expected", 4.into()), ("got", 3.into())]);
/// ```
#[macro_export]
macro_rules! metrics {
    ($(#[$about:meta])* pub struct $name:ident { $($(#[$doc:meta])* $key:ident: $kind:ty,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $key: $kind,)+
        }

        impl $name {
            /// From a report; what it does not have is as if nothing was found.
            pub fn of(report: &$crate::Report) -> Self {
                $name {
                    $($key: $crate::read_figure(report, stringify!($key)),)+
                }
            }
        }

        impl From<$name> for $crate::Findings {
            fn from(found: $name) -> Self {
                vec![$((stringify!($key), $crate::ResultValue::written(found.$key))),+]
            }
        }

        impl $crate::ResultKeys for $name {
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];

            fn read(report: &$crate::Report) -> Self {
                Self::of(report)
            }
        }
    };
}

/// A result that has keys, and can be read back from a report.
pub trait ResultKeys: Sized {
    /// All of them, in the order in which they are shown.
    const KEYS: &'static [&'static str];

    /// From a report; what it does not have is as if nothing was found.
    fn read(report: &trace::Report) -> Self;
}

/// What can stand in a result.
pub trait ResultValue: Default {
    /// As a program leaves it.
    fn written(self) -> Value;

    /// As a report has it; `None` if it is something else.
    fn read(json: &Json) -> Option<Self>;
}

/// A figure of a report; none is as good as nothing.
pub fn read_figure<F: ResultValue>(report: &trace::Report, key: &str) -> F {
    report.result.get(key).and_then(F::read).unwrap_or_default()
}

/// A measured time, told in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Micros(pub Duration);

impl ResultValue for u64 {
    fn written(self) -> Value {
        Value::Number(self)
    }

    fn read(json: &Json) -> Option<Self> {
        json.as_u64()
    }
}

impl ResultValue for String {
    fn written(self) -> Value {
        Value::Text(self)
    }

    fn read(json: &Json) -> Option<Self> {
        json.as_str().map(str::to_owned)
    }
}

/// Told in milliseconds, so that its key ends in `_ms`.
impl ResultValue for Duration {
    fn written(self) -> Value {
        Value::Nanos(u64::try_from(self.as_nanos()).unwrap_or(u64::MAX))
    }

    fn read(json: &Json) -> Option<Self> {
        let milliseconds = json
            .as_f64()
            .filter(|milliseconds| (0.0..1e15).contains(milliseconds))?;
        Some(Duration::from_nanos((milliseconds * 1e6).round() as u64))
    }
}

impl ResultValue for Micros {
    fn written(self) -> Value {
        Value::Thousandths(u64::try_from(self.0.as_nanos()).unwrap_or(u64::MAX))
    }

    fn read(json: &Json) -> Option<Self> {
        let micros = json.as_f64().filter(|micros| (0.0..1e15).contains(micros))?;
        Some(Micros(Duration::from_nanos((micros * 1e3).round() as u64)))
    }
}

/// What a run may not have come to measure.
impl<F: ResultValue> ResultValue for Option<F> {
    fn written(self) -> Value {
        self.map_or(Value::Unmeasured, F::written)
    }

    fn read(json: &Json) -> Option<Self> {
        F::read(json).map(Some)
    }
}

impl ResultValue for Vec<u64> {
    fn written(self) -> Value {
        Value::Numbers(self)
    }

    fn read(json: &Json) -> Option<Self> {
        Some(json.as_array()?.iter().filter_map(Json::as_u64).collect())
    }
}

/// Nanoseconds, each with a count, told in whole microseconds.
impl ResultValue for Vec<(u64, u64)> {
    fn written(self) -> Value {
        Value::Points(self)
    }

    fn read(json: &Json) -> Option<Self> {
        let pair = |pair: &Json| Some((pair.get(0)?.as_u64()? * 1_000, pair.get(1)?.as_u64()?));
        Some(json.as_array()?.iter().filter_map(pair).collect())
    }
}

impl ResultValue for Vec<WordCount> {
    fn written(self) -> Value {
        Value::Words(self)
    }

    fn read(json: &Json) -> Option<Self> {
        let word = |entry: &Json| {
            let (word, count) = (entry.get("word")?.as_str()?.to_owned(), entry.get("count")?.as_u64()?);
            Some(WordCount { word, count })
        };
        Some(json.as_array()?.iter().filter_map(word).collect())
    }
}

/// Several of a kind, each with keys of its own, which the lab's story reads one by one.
impl ResultValue for Vec<workloads::Findings> {
    fn written(self) -> Value {
        Value::List(self)
    }

    fn read(_: &Json) -> Option<Self> {
        None
    }
}

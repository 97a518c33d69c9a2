//! What a run leaves behind, to be read from outside when it is over, however it ended.

use crate::{Verdict, kernel::words::WordCount};

/// One value of a lab's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Number(u64),
    /// A text, such as a digest.
    Text(String),
    /// A measured time in nanoseconds, told in milliseconds: no two runs have the same, so its key ends in `_ms`.
    Nanos(u64),
    /// Words with their counts.
    Words(Vec<WordCount>),
    /// Thousandths of something, such as nanoseconds told in microseconds; measured, so that no two runs have the same.
    Thousandths(u64),
    /// Hundredths of something, shown as a number with two decimals.
    Hundredths(u64),
    /// Several of a kind, each with keys of its own.
    List(Vec<Findings>),
    /// Counts in a row: items, in some order.
    Numbers(Vec<u64>),
    /// Measured times in nanoseconds, told in whole microseconds, each with a count: how much there was when, or how often it took
    /// how long.
    Points(Vec<(u64, u64)>),
    /// A text of which nothing is left out, however long it is.
    Whole(String),
    /// Several texts.
    Texts(Vec<String>),
    /// A figure that this run did not come to measure, or something that did not happen.
    Unmeasured,
}

/// The lab's own keys, in the order in which they are shown.
pub type Findings = Vec<(&'static str, Value)>;

/// A lab's result in its own shape.
pub trait LabResult: Into<Findings> {
    /// What it counts as, if the run came to its end.
    fn verdict(&self) -> Verdict;
}

/// Reads the result of a run.
pub struct ResultCollector {
    read: Box<Read>,
    look: Option<Box<Look>>,
}

/// Reads what there is; it may ask whether to leave out what takes long.
type Read = dyn FnOnce(&dyn Fn() -> bool) -> (Findings, Verdict) + Send;

/// What is there to be seen while a run goes on, if it has changed since it had changed so often.
type Look = dyn Fn(u64) -> Option<(u64, Findings)> + Send;

impl ResultCollector {
    /// A result that is read when the run is over.
    pub fn new<F: LabResult>(read: impl FnOnce() -> F + Send + 'static) -> Self {
        ResultCollector::checking(move |_| read())
    }

    /// A result that takes long to work out: `read` is to ask now and then whether to give that up.
    pub fn checking<F: LabResult>(read: impl FnOnce(&dyn Fn() -> bool) -> F + Send + 'static) -> Self {
        ResultCollector {
            read: Box::new(move |give_up| {
                let found = read(give_up);
                let verdict = found.verdict();
                (found.into(), verdict)
            }),
            look: None,
        }
    }

    /// Lets the run be looked into while it goes on.
    pub fn seen(self, look: impl Fn(u64) -> Option<(u64, Findings)> + Send + 'static) -> Self {
        ResultCollector {
            look: Some(Box::new(look)),
            ..self
        }
    }

    /// What the program tells of itself while it runs, and how often that has changed by now; `None` when it has not changed since it had changed
    /// `known` times, or when the program tells nothing. Never blocks.
    pub fn so_far(&self, known: u64) -> Option<(u64, Findings)> {
        self.look.as_ref()?(known)
    }

    /// The result as far as the run came; call it after the last thread has gone home. Checking a hash chain takes as
    /// long as one thread needs for all of its rounds, so no thread that must stay responsive should call it.
    pub fn collect(self) -> Findings {
        self.collect_unless(&|| false)
    }

    /// As [`ResultCollector::collect`]; what takes long is left [`Value::Unmeasured`] once `give_up` says so.
    pub fn collect_unless(self, give_up: &dyn Fn() -> bool) -> Findings {
        (self.read)(give_up).0
    }

    /// As [`ResultCollector::collect`]: what the result counts as, if the run came to its end.
    pub fn judge(self) -> Verdict {
        (self.read)(&|| false).1
    }

    /// The result and what it counts as.
    pub fn collect_judged(self) -> (Findings, Verdict) {
        (self.read)(&|| false)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

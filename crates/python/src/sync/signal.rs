//! What is only counted or remembered: semaphores, events, and whether a thread has ended.

use super::Call;
use crate::value::Value;

/// A `threading.Semaphore` or `BoundedSemaphore`.
#[derive(Clone, Debug)]
pub struct Semaphore {
    /// How many are there.
    pub count: i64,
    /// How many there may be at most.
    pub bound: Option<i64>,
}

impl Semaphore {
    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Acquire) || self.count > 0
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Acquire | Call::TryAcquire => {
                let there = self.count > 0;
                self.count -= i64::from(there);
                Value::Bool(there)
            }
            Call::Give(count) => Value::Bool(self.give(*count)),
            _ => Value::Int(self.count),
        }
    }

    fn give(&mut self, count: i64) -> bool {
        let fits = self.bound.is_none_or(|bound| self.count + count <= bound);
        if fits {
            self.count += count;
        }
        fits
    }
}

/// A `threading.Event`.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Whether it has happened.
    pub set: bool,
}

impl Event {
    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Wait) || self.set
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Set => self.set = true,
            Call::Clear => self.set = false,
            _ => {}
        }
        Value::Bool(self.set)
    }
}

/// Whether a thread has begun and ended.
#[derive(Clone, Debug, Default)]
pub struct End {
    /// Whether it has begun.
    pub begun: bool,
    /// Whether it has ended.
    pub ended: bool,
}

impl End {
    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Wait) || self.ended
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Start => {
                let first = !self.begun;
                self.begun = true;
                return Value::Bool(first);
            }
            Call::Finish => self.ended = true,
            _ => {}
        }
        Value::Bool(self.ended)
    }
}

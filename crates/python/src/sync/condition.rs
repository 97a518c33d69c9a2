//! Who waits for a condition, the longest first.

use std::collections::VecDeque;

use super::Call;
use crate::value::Value;

/// The waiters of a `threading.Condition`.
#[derive(Clone, Debug, Default)]
pub struct Condition {
    next: i64,
    waiting: VecDeque<i64>,
    called: Vec<i64>,
    /// How many calls found nobody waiting: a lost notify is known by it.
    pub unheard: u32,
}

impl Condition {
    pub(super) fn ready(&self, call: &Call) -> bool {
        match call {
            Call::Await(ticket) => self.called.contains(ticket),
            _ => true,
        }
    }

    pub(super) fn perform(&mut self, call: &Call) -> Value {
        match call {
            Call::Enlist => {
                self.next += 1;
                self.waiting.push_back(self.next);
                Value::Int(self.next)
            }
            Call::Await(ticket) => {
                self.called.retain(|called| called != ticket);
                Value::Bool(true)
            }
            Call::Notify(count) => Value::Int(self.notify(*count)),
            _ => Value::Int(i64::try_from(self.waiting.len()).unwrap_or(i64::MAX)),
        }
    }

    fn notify(&mut self, count: i64) -> i64 {
        let count = usize::try_from(count).unwrap_or(0).min(self.waiting.len());
        self.unheard += u32::from(count == 0);
        self.called.extend(self.waiting.drain(..count));
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    pub(super) fn forget(&mut self, call: &Call) {
        if let Call::Await(ticket) = call {
            self.waiting.retain(|waiting| waiting != ticket);
        }
    }
}

//! Locks: the plain one, and the one that its holder may take again.

use super::Call;
use crate::value::Value;

/// A `threading.Lock`.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// Who took it.
    pub holder: Option<u32>,
}

impl Lock {
    pub(super) fn ready(&self, call: &Call) -> bool {
        !matches!(call, Call::Acquire) || self.holder.is_none()
    }

    pub(super) fn perform(&mut self, call: &Call, me: u32) -> Value {
        match call {
            Call::Acquire | Call::TryAcquire => {
                let free = self.holder.is_none();
                self.holder = self.holder.or(Some(me));
                Value::Bool(free)
            }
            Call::Release => Value::Bool(self.holder.take().is_some()),
            _ => Value::Bool(self.holder.is_some()),
        }
    }
}

/// A `threading.RLock`.
#[derive(Clone, Debug, Default)]
pub struct RLock {
    /// Who took it.
    pub holder: Option<u32>,
    /// How often.
    pub depth: i64,
}

impl RLock {
    pub(super) fn ready(&self, call: &Call, me: u32) -> bool {
        !matches!(call, Call::Acquire | Call::AcquireAll(_)) || self.open_to(me)
    }

    fn open_to(&self, me: u32) -> bool {
        self.holder.is_none_or(|holder| holder == me)
    }

    pub(super) fn perform(&mut self, call: &Call, me: u32) -> Value {
        match call {
            Call::Acquire | Call::TryAcquire => Value::Bool(self.take(me, 1)),
            Call::AcquireAll(depth) => Value::Bool(self.take(me, *depth)),
            Call::Release => Value::Bool(self.holder == Some(me) && self.give(1)),
            Call::ReleaseAll => {
                let depth = self.depth;
                self.give(depth);
                Value::Int(depth)
            }
            Call::Owned => Value::Bool(self.holder == Some(me)),
            _ => Value::Bool(self.holder.is_some()),
        }
    }

    fn take(&mut self, me: u32, levels: i64) -> bool {
        let open = self.open_to(me);
        if open {
            self.holder = Some(me);
            self.depth += levels;
        }
        open
    }

    fn give(&mut self, levels: i64) -> bool {
        self.depth -= levels;
        if self.depth == 0 {
            self.holder = None;
        }
        true
    }
}

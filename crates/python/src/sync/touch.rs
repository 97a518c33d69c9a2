//! What a call means to those who watch: how it orders threads, and where CPython would let another thread run.

use super::{Call, Order, Stage, State};

/// How a call on a sync object relates to other calls on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Looks, never waits.
    Look,
    /// Changes, never waits.
    Change,
    /// Takes a mutex, waits if need be.
    Take,
    /// Lets go of a mutex: who waits for it cannot have come before.
    Give,
    /// Waits for others, and may change what they find.
    Wait,
    /// Lets happen what others observe, once and for all.
    Happen,
    /// Waits for what happens once and for all, and changes nothing.
    Observe,
    /// Adds to a sum, or takes from it: in which order is all the same to who does no more than that.
    Add,
    /// Looks at a sum.
    Sum,
}

impl Touch {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_look(self) -> bool {
        matches!(self, Self::Look | Self::Observe | Self::Sum)
    }
}

/// Where CPython with its lock would let another thread run, beside where the call waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// Before it: it is Python, and entering is a check point.
    pub before: bool,
    /// After it: its last call of C has returned.
    pub after: bool,
}

impl State {
    /// What a call means to other calls on this object.
    #[must_use]
    pub fn touch(&self, call: &Call) -> Touch {
        match call {
            Call::Acquire | Call::AcquireAll(_) if matches!(self, Self::Lock(_) | Self::RLock(_)) => Touch::Take,
            Call::Release | Call::ReleaseAll => Touch::Give,
            Call::Locked | Call::Owned | Call::Count | Call::IsSet | Call::Look | Call::Stage => Touch::Look,
            Call::IsShutDown | Call::Unfinished | Call::Items => Touch::Look,
            Call::Wait if matches!(self, Self::End(_)) => Touch::Observe,
            Call::Outcome => Touch::Observe,
            Call::Finish | Call::Resolve(_) | Call::Fail(_) => Touch::Happen,
            Call::Cancel => self.cancels(),
            Call::Acquire | Call::Await(_) | Call::Wait | Call::Arrive | Call::Pass(_) | Call::Put(_) => Touch::Wait,
            Call::Get | Call::Drain | Call::Take => Touch::Wait,
            _ => Touch::Change,
        }
    }

    fn cancels(&self) -> Touch {
        match self {
            Self::Future(future) if matches!(future.stage, Stage::Pending) => Touch::Happen,
            _ => Touch::Look,
        }
    }

    /// Where CPython 3.14 with its lock would let another thread run. Locks and `SimpleQueue` are C: a call of them is one step, with the check after it.
    #[must_use]
    pub fn checks(&self, call: &Call) -> Checks {
        let in_c = match self {
            Self::Lock(_) | Self::RLock(_) => true,
            Self::Queue(queue) => queue.order == Order::Simple,
            _ => false,
        };
        Checks {
            before: !in_c,
            after: !matches!((self, call), (Self::Event(_), Call::IsSet)),
        }
    }
}

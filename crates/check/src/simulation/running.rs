//! A thread of a run, and what it will do next.

use std::sync::Arc;
use std::time::Duration;

use explore::{Place, Task};
use python::effect::Start;
use python::{Answer, Effect, Interpreter, Thread, sync};

/// A thread of a run.
pub(super) struct Running {
    pub(super) thread: Thread,
    pub(super) name: String,
    pub(super) daemon: bool,
    pub(super) next: Next,
    /// How many threads it has started.
    pub(super) children: u32,
    /// Whether it has passed a check point since it last stopped.
    pub(super) may_switch: bool,
    pub(super) op: NextOp,
    /// Whether it was noted that it waits, if the run is watched.
    pub(super) waits: bool,
    /// Its virtual time.
    pub(super) time: Duration,
    /// How often it looked at the clock since it last slept.
    pub(super) glances: u32,
    pub(super) spin: super::spin::Spin,
}

/// What a thread has said so far of the op that it is about to run.
#[derive(Clone, Copy, Default)]
pub(super) struct NextOp {
    /// Whether it touches what threads contend for.
    pub(super) is_contended: bool,
    /// Whether another thread may come before it in 3.9.
    pub(super) is_bytecode: bool,
}

/// What a thread does next.
pub(super) enum Next {
    /// Begins.
    Begin,
    /// Performs an effect that was announced.
    Perform(Effect),
    /// Goes round a loop again, once something that it read has changed.
    Spin(Vec<(Place, u64)>),
    /// Goes round a loop again, once something that it read has changed or nobody else can move.
    Let(Vec<(Place, u64)>),
    /// The main thread's program is over: pools are told.
    Leave,
    /// The main thread waits for all that are no daemons, and ends the program.
    WaitForAll,
    /// Nothing.
    Ended,
}

impl Next {
    fn copy(&self) -> Option<Self> {
        Some(match self {
            Self::Begin => Self::Begin,
            Self::Perform(effect) => Self::Perform(effect.copy()?),
            Self::Spin(read) => Self::Spin(read.clone()),
            Self::Let(read) => Self::Let(read.clone()),
            Self::Leave => Self::Leave,
            Self::WaitForAll => Self::WaitForAll,
            Self::Ended => Self::Ended,
        })
    }

    /// The value that it brings.
    pub(super) fn value(&self) -> Option<&python::Value> {
        match self {
            Self::Perform(effect) => effect.value(),
            _ => None,
        }
    }
}

impl Running {
    pub(super) fn new(interpreter: &Arc<Interpreter>, task: Task, name: String, daemon: bool, start: Start) -> Self {
        Self {
            thread: Thread::new(interpreter, u32::from(task), start),
            name,
            daemon,
            next: Next::Begin,
            children: 0,
            may_switch: false,
            op: NextOp::default(),
            waits: false,
            time: Duration::ZERO,
            glances: 0,
            spin: Default::default(),
        }
    }

    /// The same thread at the same place; `None` if it cannot be copied.
    pub(super) fn copy(&self) -> Option<Self> {
        Some(Self {
            thread: self.thread.copy()?,
            name: self.name.clone(),
            daemon: self.daemon,
            next: self.next.copy()?,
            children: self.children,
            may_switch: self.may_switch,
            op: self.op,
            waits: self.waits,
            time: self.time,
            glances: self.glances,
            spin: self.spin.clone(),
        })
    }

    pub(super) fn has_ended(&self) -> bool {
        matches!(self.next, Next::Ended)
    }

    /// The virtual time at which it goes on.
    pub(super) fn due<'a>(&self, state: impl Fn(u64) -> Option<&'a sync::State>, task: Task) -> Duration {
        match &self.next {
            Next::Perform(Effect::Sleep(time)) => self.time.saturating_add(*time),
            Next::Perform(Effect::Sync {
                object,
                call,
                limit: Some(limit),
            }) => {
                let ready = state(object.0).is_none_or(|state| state.ready(call, u32::from(task)));
                if ready {
                    self.time
                } else {
                    self.time.saturating_add(*limit)
                }
            }
            _ => self.time,
        }
    }

    pub(super) fn resume(&mut self, interpreter: &Arc<Interpreter>, answer: Answer) -> Effect {
        self.thread.resume(interpreter, answer)
    }
}

//! The threads of a run: what each will do next, and whether it can.

use std::sync::Arc;
use std::time::Duration;

use explore::{Footprint, Place, Standing, Task, Touch};
use python::effect::Start;
use python::{Answer, Effect, Interpreter, Thread, sync};

use super::{Simulation, shared};

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
    /// Whether it was noted that it waits, if the run is watched.
    pub(super) waits: bool,
    /// Its virtual time.
    pub(super) time: Duration,
    /// How often it looked at the clock since it last slept.
    pub(super) glances: u32,
    pub(super) spin: super::spin::Spin,
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

impl Simulation {
    pub(super) fn standing_of(&self, task: Task, running: &Running) -> Standing {
        match &running.next {
            Next::Begin | Next::Leave => Standing::Ready,
            Next::Perform(Effect::Sync { object, call, limit }) => {
                let ready = self
                    .states
                    .get(&object.0)
                    .is_none_or(|state| state.ready(call, u32::from(task)));
                match (ready, limit) {
                    (true, _) => Standing::Ready,
                    (false, Some(_)) => Standing::Resting,
                    (false, None) => Standing::Blocked,
                }
            }
            Next::Perform(Effect::Sleep(_)) => Standing::Resting,
            Next::Perform(_) => Standing::Ready,
            Next::Spin(read) if self.is_as_read(read) => Standing::Blocked,
            Next::Let(read) if self.is_as_read(read) && self.others_move(task) => Standing::Blocked,
            Next::Spin(_) | Next::Let(_) => Standing::Ready,
            Next::WaitForAll => {
                let waits = self.others().any(|(_, other)| !other.daemon && !other.has_ended());
                if waits { Standing::Blocked } else { Standing::Ready }
            }
            Next::Ended => Standing::Absent,
        }
    }

    // Whether another thread can move, but for those that let others go first as well.
    fn others_move(&self, task: Task) -> bool {
        let all = self
            .running
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != usize::from(task));
        all.filter_map(|(at, other)| Some((at, other.as_ref()?)))
            .filter(|(_, other)| !matches!(other.next, Next::Let(_)))
            .any(|(at, other)| self.standing_of(at as Task, other).can_move())
    }

    /// All threads but the main one.
    pub(super) fn others(&self) -> impl Iterator<Item = (Task, &Running)> {
        let all = self.running.iter().enumerate().skip(1);
        all.filter_map(|(task, running)| Some((Task::try_from(task).ok()?, running.as_ref()?)))
    }

    /// What a thread that cannot go on waits for.
    pub(super) fn waits_for(&self, task: Task, footprint: &mut Footprint) {
        let Some(Some(running)) = self.running.get(usize::from(task)) else {
            return;
        };
        if self.over && running.daemon && !running.has_ended() {
            footprint.add(self.shared.place(shared::EXIT), Touch::Read);
        }
        if let Next::Perform(Effect::Sync { object, call, .. }) = &running.next
            && let Some(state) = self.states.get(&object.0)
        {
            footprint.add(
                self.shared.place((object.0, 0)),
                super::effects::touch_of(state.touch(call)),
            );
        }
    }
}

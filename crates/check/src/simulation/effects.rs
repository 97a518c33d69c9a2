//! What each effect does to a run, and before which of them a thread stops.

use explore::{Footprint, Place, Task, Touch};
use python::effect::{Access, Stream};
use python::{Answer, CheckKind, Effect, sync};

use super::log::What;
use super::running::{Next, NextOp, Running};
use super::shared::{EXIT, OUTPUT, start_of};
use super::spin::Pass;
use super::{GLANCE, Simulation};
use crate::model::Model;

/// How many effects a step may have before the run is cut short.
const PATIENCE: usize = 2_000_000;

/// A thread's turn: what it has touched so far, and whether it has just begun.
pub(super) struct Turn<'a> {
    pub(super) task: Task,
    pub(super) footprint: &'a mut Footprint,
    pub(super) fresh: bool,
}

impl Simulation {
    /// Lets a thread do what it announced, and all up to its next switch point.
    pub(super) fn go(&mut self, task: Task, footprint: &mut Footprint) {
        let Some(mut running) = self.running.get_mut(usize::from(task)).and_then(Option::take) else {
            return;
        };
        if running.daemon {
            footprint.add(self.place(EXIT), Touch::Read);
        }
        let mut turn = Turn {
            task,
            footprint,
            fresh: true,
        };
        (running.may_switch, running.waits) = (false, false);
        self.turn(&mut turn, &mut running);
        self.running[usize::from(task)] = Some(running);
        if self.watch.is_some() {
            self.note_waiting();
        }
    }

    fn turn(&mut self, turn: &mut Turn<'_>, running: &mut Running) {
        running.thread.names = self.watch.is_some();
        running.thread.halts = self.anywhere;
        let mut answer = self.begin(turn, running);
        let mut patience = PATIENCE;
        while patience > 0 || self.fair {
            patience = patience.saturating_sub(1);
            turn.fresh = false;
            let Some(given) = answer else { return };
            let effect = running.resume(&self.interpreter, given);
            self.settle();
            self.effects += 1;
            // Nothing lies between the last effect of a thread and its end.
            let ends = matches!(effect, Effect::Finished(_));
            if self.stops(running, &effect) || !ends && self.quota.is_some_and(|quota| self.effects >= quota) {
                running.next = Next::Perform(effect);
                return;
            }
            answer = self.perform(turn, running, effect);
        }
        self.steps = self.longest;
        running.next = Next::Ended;
    }

    fn begin(&mut self, turn: &mut Turn<'_>, running: &mut Running) -> Option<Answer> {
        match std::mem::replace(&mut running.next, Next::Ended) {
            Next::Begin => {
                if turn.task > 0 {
                    turn.footprint.add(self.place(start_of(turn.task)), Touch::Observe);
                }
                Some(Answer::Go)
            }
            Next::Perform(effect) => self.perform(turn, running, effect),
            Next::Spin(read) | Next::Let(read) => {
                for (place, _) in read {
                    turn.footprint.add(place, Touch::Read);
                }
                Some(Answer::Go)
            }
            Next::Leave => self.leave(turn, running),
            Next::WaitForAll => self.exit(turn),
            Next::Ended => None,
        }
    }

    fn stops(&mut self, running: &mut Running, effect: &Effect) -> bool {
        match effect {
            Effect::Access(access) => self.stops_before(running, access),
            Effect::Output {
                stream: Stream::Output, ..
            } => {
                let place = self.place(OUTPUT);
                self.matters(place) && self.may_switch(running, true)
            }
            Effect::Sync {
                call: sync::Call::Start,
                ..
            } => false,
            Effect::Sync { object, call, .. } => {
                let checks = self.states.get(&object.0).map(|state| state.checks(call));
                running.may_switch |= checks.is_some_and(|checks| checks.before);
                let place = self.place((object.0, 0));
                self.matters(place) && self.may_switch(running, true)
            }
            Effect::Sleep(_) => true,
            Effect::CheckPoint(CheckKind::Op) => self.model != Model::Python314,
            Effect::CheckPoint(_) => self.fair || self.anywhere && !running.thread.is_in_library(),
            Effect::Compute { detached, .. } => *detached && self.model != Model::Free314,
            _ => false,
        }
    }

    // All that an op touches is touched in one step: a thread stops before the first of it that matters, and so before the op.
    fn stops_before(&mut self, running: &mut Running, access: &Access) -> bool {
        if !access.later_in_op {
            running.op = NextOp {
                is_contended: false,
                is_bytecode: access.first_in_op,
            };
        }
        let place = self.slot(access.object.0, &access.slot);
        // What the library does in one call is one step.
        let matters = match self.anywhere {
            true => !running.thread.is_in_library(),
            false => self.is_contended(place),
        };
        if running.op.is_contended || !matters {
            return false;
        }
        running.op.is_contended = true;
        self.may_switch(running, running.op.is_bytecode)
    }

    fn matters(&self, place: Place) -> bool {
        self.anywhere || self.is_contended(place)
    }

    fn may_switch(&self, running: &Running, first: bool) -> bool {
        match self.model {
            // Between any two bytecodes; a check point that was passed lies between two.
            Model::Python39 => first || running.may_switch,
            Model::Python314 => running.may_switch,
            Model::Free314 => true,
        }
    }

    fn perform(&mut self, turn: &mut Turn<'_>, running: &mut Running, effect: Effect) -> Option<Answer> {
        match effect {
            Effect::Access(access) => self.access(turn, running, &access),
            Effect::CheckPoint(kind) => return self.check_point(turn, running, kind),
            Effect::Sync { object, call, limit } => {
                return self.sync(turn, running, Effect::Sync { object, call, limit });
            }
            Effect::NewSync { object, state } => {
                self.states.insert(object.0, state);
                return Some(Answer::Value(python::Value::Int(object.0.cast_signed())));
            }
            Effect::Spawn { name, daemon, start } => return Some(self.spawn(turn, running, name, daemon, start)),
            Effect::Rename { thread, name } => self.rename(turn, running, thread, name),
            Effect::Sleep(time) => {
                running.time += time;
                running.glances = 0;
                running.may_switch = true;
                self.note(turn.task, running, || What::Sleep);
            }
            Effect::Compute { .. } => running.may_switch = true,
            Effect::Output {
                stream: Stream::Output,
                text,
            } => self.print(turn, running, text),
            Effect::Output { text, .. } => self.errors.push_str(&text),
            Effect::Clock => return Some(Answer::Time(self.glance(running))),
            Effect::Exit(status) => {
                self.status = status;
                return self.exit(turn);
            }
            Effect::Finished(result) => return self.finished(turn, running, result),
        }
        Some(Answer::Go)
    }

    fn glance(&self, running: &mut Running) -> std::time::Duration {
        running.spin.changed = true;
        running.glances += 1;
        running.time += GLANCE * (1 << (running.glances / 64).min(20));
        running.time
    }

    fn check_point(&mut self, turn: &Turn<'_>, running: &mut Running, kind: CheckKind) -> Option<Answer> {
        running.may_switch |= kind != CheckKind::Op;
        if kind != CheckKind::BackwardJump || self.fair {
            return Some(Answer::Go);
        }
        let (state, walks) = (running.thread.local_state(), running.thread.is_walking());
        let next = match running.spin.jump(state, walks) {
            Pass::Idle(read) if self.is_as_read(&read) => {
                self.note(turn.task, running, || What::Spin);
                Next::Spin(read)
            }
            Pass::Patient(read) if self.is_as_read(&read) => Next::Let(read),
            _ => return Some(Answer::Go),
        };
        running.next = next;
        None
    }

    /// Whether nothing has changed since it was read.
    pub(super) fn is_as_read(&self, read: &[(Place, u64)]) -> bool {
        read.iter()
            .all(|(place, version)| self.order.version(*place) == *version)
    }
}

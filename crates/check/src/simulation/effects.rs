//! What each effect does to a run, and before which of them a thread stops.

use explore::{Footprint, Place, Task, Touch};
use python::effect::{Access, Start, Stream};
use python::exceptions::ExceptionKind;
use python::objects::exception::Raised;
use python::{Answer, CheckKind, Effect, Kind, Value, sync};

use super::log::{self, Moment, What};
use super::shared::{EXIT, OUTPUT, end_of, start_of};
use super::tasks::{Next, Running};
use super::{GLANCE, Race, Simulation};
use crate::model::Model;

/// How many effects a step may have before the run is cut short.
const PATIENCE: usize = 2_000_000;

// The frames are gone when an exception has left them all: its traceback's innermost line is where it was raised.
fn last_line(traceback: &str) -> Option<u32> {
    let (_, rest) = traceback.rsplit_once("\", line ")?;
    rest.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
}

fn written_by(effect: &Effect) -> Option<Access> {
    match effect {
        Effect::Access(access) if access.kind == Kind::Write => Some(access.clone()),
        _ => None,
    }
}

/// What a call means to the search.
pub(super) fn touch_of(touch: sync::Touch) -> Touch {
    match touch {
        sync::Touch::Look => Touch::Read,
        sync::Touch::Change => Touch::Write,
        sync::Touch::Take => Touch::Take,
        sync::Touch::Give => Touch::Give,
        sync::Touch::Wait => Touch::Wait,
        sync::Touch::Happen => Touch::Happen,
        sync::Touch::Observe => Touch::Observe,
    }
}

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
        running.may_switch = false;
        self.turn(&mut turn, &mut running);
        self.running[usize::from(task)] = Some(running);
    }

    fn turn(&mut self, turn: &mut Turn<'_>, running: &mut Running) {
        let mut written = match &running.next {
            Next::Perform(effect) if self.log.is_some() => written_by(effect),
            _ => None,
        };
        let mut answer = self.begin(turn, running);
        let mut patience = PATIENCE;
        while patience > 0 || self.fair {
            patience = patience.saturating_sub(1);
            turn.fresh = false;
            let Some(given) = answer else { return };
            let effect = running.resume(&self.interpreter, given);
            self.settle(written.take());
            self.effects += 1;
            if self.stops(running, &effect) || self.quota.is_some_and(|quota| self.effects >= quota) {
                running.next = Next::Perform(effect);
                return;
            }
            written = self.log.is_some().then(|| written_by(&effect)).flatten();
            answer = self.perform(turn, running, effect);
        }
        self.steps = super::LONGEST;
        running.next = Next::Ended;
    }

    // What was written is known once it is.
    fn settle(&mut self, written: Option<Access>) {
        let Some(access) = written else { return };
        let now = log::value_of(&self.interpreter, &access);
        if let Some(Moment {
            what: What::Access { value, .. },
            ..
        }) = self.log.as_mut().and_then(|log| log.last_mut())
        {
            *value = now;
        }
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
            Next::Spin(read) => {
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
            Effect::Access(access) => {
                let place = self.slot(access.object.0, &access.slot);
                self.is_contended(place) && self.may_switch(running, access.first_in_op)
            }
            Effect::Output {
                stream: Stream::Output, ..
            } => {
                let place = self.place(OUTPUT);
                self.is_contended(place) && self.may_switch(running, true)
            }
            Effect::Sync {
                call: sync::Call::Start,
                ..
            } => false,
            Effect::Sync { object, call, .. } => {
                let checks = self.states.get(&object.0).map(|state| state.checks(call));
                running.may_switch |= checks.is_some_and(|checks| checks.before);
                let place = self.place((object.0, 0));
                self.is_contended(place) && self.may_switch(running, true)
            }
            Effect::Sleep(_) => true,
            Effect::CheckPoint(_) => self.fair,
            Effect::Compute { detached, .. } => *detached && self.model != Model::Free314,
            _ => false,
        }
    }

    fn may_switch(&self, running: &Running, first: bool) -> bool {
        match self.model {
            Model::Python39 => first,
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
                return Some(Answer::Value(Value::Int(object.0.cast_signed())));
            }
            Effect::Spawn { name, daemon, start } => return Some(self.spawn(turn, running, name, daemon, start)),
            Effect::Rename { thread, name } => self.rename(turn, running, thread, name),
            Effect::Sleep(time) => {
                running.time += time;
                running.glances = 0;
                running.may_switch = true;
                self.note(turn, running, || What::Sleep);
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

    pub(super) fn note(&mut self, turn: &Turn<'_>, running: &Running, what: impl FnOnce() -> What) {
        let (task, step) = (turn.task, self.steps);
        if let Some(log) = &mut self.log {
            let (line, what) = (running.thread.line(), what());
            log.push(Moment { task, step, line, what });
        }
    }

    fn access(&mut self, turn: &mut Turn<'_>, running: &mut Running, access: &Access) {
        let place = self.slot(access.object.0, &access.slot);
        let looks = access.kind == Kind::Read;
        let contended = self.reach(turn, place, looks);
        if looks {
            running.spin.read(place, self.order.version(place));
        } else {
            running.spin.changed = true;
            self.order.change(place);
        }
        if self.log.is_some() {
            self.look_for_race(turn, running, access, place);
            let (kind, name) = (access.kind, access.name.clone());
            let value = log::value_of(&self.interpreter, access).filter(|_| looks);
            self.note(turn, running, || What::Access {
                kind,
                name,
                value,
                contended,
            });
        }
    }

    // A slot or the output is touched: whether threads contend for it.
    fn reach(&mut self, turn: &mut Turn<'_>, place: Place, looks: bool) -> bool {
        let contended = self.is_contended(place);
        if contended {
            self.order.sync(turn.task, place, looks);
            turn.footprint
                .add(place, if looks { Touch::Read } else { Touch::Write });
        } else if !self.order.touch(turn.task, place, 0, looks, false).is_empty() {
            self.contend(place);
        }
        contended
    }

    fn look_for_race(&mut self, turn: &Turn<'_>, running: &Running, access: &Access, place: Place) {
        let Some(races) = &mut self.races else { return };
        let (line, at_once) = (running.thread.line(), access.kind == Kind::Update);
        let looks = access.kind == Kind::Read;
        for other in races.touch(turn.task, place, line, looks, at_once) {
            if other.at_once && at_once {
                continue;
            }
            let race = Race {
                object: access.name.clone(),
                lines: [other.line, line],
                tasks: [other.task, turn.task],
                both_write: !looks && !other.looks,
            };
            let same = |known: &Race| known.object == race.object && known.lines == race.lines;
            if !self.found.iter().any(same) {
                self.found.push(race);
            }
        }
    }

    fn check_point(&mut self, turn: &Turn<'_>, running: &mut Running, kind: CheckKind) -> Option<Answer> {
        running.may_switch = true;
        if kind != CheckKind::BackwardJump || self.fair {
            return Some(Answer::Go);
        }
        let state = running.thread.local_state();
        match running.spin.jump(state) {
            Some(read)
                if read
                    .iter()
                    .all(|(place, version)| self.order.version(*place) == *version) =>
            {
                running.next = Next::Spin(read);
                self.note(turn, running, || What::Spin);
                None
            }
            _ => Some(Answer::Go),
        }
    }

    fn spawn(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        name: String,
        daemon: bool,
        start: Start,
    ) -> Answer {
        let Some(child) = self.shared.task(turn.task, running.children) else {
            return Answer::Raise(Raised::new(ExceptionKind::RuntimeError, "can't start new thread"));
        };
        running.children += 1;
        running.spin.changed = true;
        running.may_switch = true;
        self.order.spawn(turn.task, child);
        self.ranks.push(child);
        if let Some(races) = &mut self.races {
            races.spawn(turn.task, child);
        }
        turn.footprint.add(self.place(start_of(child)), Touch::Happen);
        self.note(turn, running, || What::Spawn(name.clone()));
        let mut new = Running::new(&self.interpreter, child, name, daemon, start);
        new.time = running.time;
        let at = usize::from(child);
        if self.running.len() <= at {
            self.running.resize_with(at + 1, || None);
        }
        self.running[at] = Some(new);
        Answer::Value(Value::Int(i64::from(child)))
    }

    fn rename(&mut self, turn: &Turn<'_>, running: &mut Running, thread: u32, name: String) {
        if thread == u32::from(turn.task) {
            running.name = name;
        } else if let Some(Some(other)) = self.running.get_mut(thread as usize) {
            other.name = name;
        }
    }

    fn print(&mut self, turn: &mut Turn<'_>, running: &mut Running, text: String) {
        let place = self.place(OUTPUT);
        self.reach(turn, place, false);
        running.spin.changed = true;
        if self.output.len() < 1 << 20 || self.fair {
            self.output.push_str(&text);
        }
        self.note(turn, running, || What::Output(text));
    }

    fn finished(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        result: Result<Value, Raised>,
    ) -> Option<Answer> {
        if let Err(raised) = result {
            self.raised(turn, running, raised);
        } else {
            self.note(turn, running, || What::End);
        }
        let place = self.place(end_of(turn.task));
        self.order.sync(turn.task, place, false);
        turn.footprint.add(place, Touch::Happen);
        if turn.task == 0 {
            let pools = self.states.values().any(|state| matches!(state, sync::State::Pool(_)));
            running.next = if pools { Next::Leave } else { Next::WaitForAll };
        }
        None
    }

    fn raised(&mut self, turn: &Turn<'_>, running: &Running, raised: Raised) {
        let (raised, copy) = twice(raised);
        let words = self.interpreter.words(copy);
        let exits = words.split(':').next() == Some("SystemExit");
        let mut text = String::new();
        if turn.task == 0 {
            (self.status, text) = self.interpreter.exit(raised);
        } else {
            self.errors
                .push_str(&format!("Exception in thread {}:\n", running.name));
            text.push_str(&self.interpreter.describe(raised));
        }
        self.errors.push_str(&text);
        let line = last_line(&text).unwrap_or_else(|| running.thread.line());
        if !exits || self.status != 0 {
            self.failures.push((turn.task, line, words.clone()));
        }
        let (task, step) = (turn.task, self.steps);
        if let Some(log) = &mut self.log {
            let what = What::Raise(words);
            log.push(Moment { task, step, line, what });
        }
    }

    fn leave(&mut self, turn: &mut Turn<'_>, running: &mut Running) -> Option<Answer> {
        let mut pools: Vec<u64> = self
            .states
            .iter()
            .filter(|(_, state)| matches!(state, sync::State::Pool(_)))
            .map(|(object, _)| *object)
            .collect();
        pools.sort_unstable();
        for object in pools {
            if let Some(state) = self.states.get_mut(&object) {
                state.leave();
            }
            let place = self.place((object, 0));
            self.order.sync(turn.task, place, false);
            self.order.change(place);
            turn.footprint.add(place, Touch::Write);
        }
        running.next = Next::WaitForAll;
        None
    }

    fn exit(&mut self, turn: &mut Turn<'_>) -> Option<Answer> {
        let ended: Vec<Task> = self
            .others()
            .filter(|(_, other)| !other.daemon)
            .map(|(task, _)| task)
            .collect();
        for task in ended {
            let place = self.place(end_of(task));
            self.order.sync(turn.task, place, true);
            turn.footprint.add(place, Touch::Observe);
        }
        if self.others().any(|(_, other)| other.daemon) {
            turn.footprint.add(self.place(EXIT), Touch::Write);
        }
        self.over = true;
        let (task, step) = (turn.task, self.steps);
        if let Some(log) = &mut self.log {
            log.push(Moment {
                task,
                step,
                line: 0,
                what: What::Exit,
            });
        }
        None
    }
}

// An exception that was raised is an object by the time that it leaves its thread.
fn twice(raised: Raised) -> (Raised, Raised) {
    match raised {
        Raised::Exception(exception) => (Raised::Exception(exception.clone()), Raised::Exception(exception)),
        other => (
            other,
            Raised::new(ExceptionKind::SystemError, "an exception that is no object"),
        ),
    }
}

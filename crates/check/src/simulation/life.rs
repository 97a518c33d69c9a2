//! Threads begin and end, and the program does.

use explore::{Task, Touch};
use python::effect::Start;
use python::exceptions::ExceptionKind;
use python::objects::exception::Raised;
use python::{Answer, Value, sync};

use super::Simulation;
use super::effects::Turn;
use super::log::{Moment, What};
use super::running::{Next, Running};
use super::shared::{EXIT, end_of, start_of};
use super::touches::touch_of;

// The frames are gone when an exception has left them all: its traceback's innermost line is where it was raised.
fn last_line(traceback: &str) -> Option<u32> {
    let (_, rest) = traceback.rsplit_once("\", line ")?;
    rest.split(|it: char| !it.is_ascii_digit()).next()?.parse().ok()
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

impl Simulation {
    pub(super) fn spawn(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        name: String,
        daemon: bool,
        start: Start,
    ) -> Answer {
        let Some(child) = self.child(turn.task, running.children) else {
            return Answer::Raise(Raised::new(ExceptionKind::RuntimeError, "can't start new thread"));
        };
        running.children += 1;
        running.spin.changed = true;
        running.may_switch = true;
        self.order.spawn(turn.task, child);
        self.ranks.push(child);
        if let Some(watch) = &mut self.watch {
            watch.races.spawn(turn.task, child);
        }
        turn.footprint.add(self.place(start_of(child)), Touch::Announce);
        self.note(turn.task, running, || What::Spawn(name.clone()));
        let mut new = Running::new(&self.interpreter, child, name, daemon, start);
        new.time = running.time;
        let at = usize::from(child);
        if self.running.len() <= at {
            self.running.resize_with(at + 1, || None);
        }
        self.running[at] = Some(new);
        Answer::Value(Value::Int(i64::from(child)))
    }

    pub(super) fn rename(&mut self, turn: &Turn<'_>, running: &mut Running, thread: u32, name: String) {
        if thread == u32::from(turn.task) {
            running.name = name;
        } else if let Some(Some(other)) = self.running.get_mut(thread as usize) {
            other.name = name;
        }
    }

    pub(super) fn finished(
        &mut self,
        turn: &mut Turn<'_>,
        running: &mut Running,
        result: Result<Value, Raised>,
    ) -> Option<Answer> {
        if let Err(raised) = result {
            self.raised(turn, running, raised);
        } else {
            self.note(turn.task, running, || What::End);
        }
        let place = self.place(end_of(turn.task));
        self.order.sync(turn.task, place, false);
        turn.footprint.add(place, Touch::Announce);
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
        let text = if self.tells || exits {
            self.told(turn.task, &running.name, raised)
        } else {
            self.status = i32::from(turn.task == 0).max(self.status);
            String::new()
        };
        self.errors.push_str(&text);
        let line = last_line(&text).unwrap_or_else(|| running.thread.line());
        if !exits || self.status != 0 {
            self.failures.push((turn.task, line, words.clone()));
        }
        self.note_at(turn.task, line, What::Raise(words));
    }

    // What an exception prints that nobody caught.
    fn told(&mut self, task: Task, name: &str, raised: Raised) -> String {
        if task > 0 {
            self.errors.push_str(&format!("Exception in thread {name}:\n"));
            return self.interpreter.describe(raised);
        }
        let (status, text) = self.interpreter.exit(raised);
        self.status = status;
        text
    }

    fn note_at(&mut self, task: Task, line: u32, what: What) {
        let step = self.steps;
        if let Some(watch) = &mut self.watch {
            watch.log.push(Moment { task, step, line, what });
        }
    }

    // Each counts as an effect, for a schedule says when they took place.
    pub(super) fn leave(&mut self, turn: &mut Turn<'_>, running: &mut Running) -> Option<Answer> {
        self.effects += 1;
        let mut pools: Vec<u64> = self
            .states
            .iter()
            .filter(|(_, state)| matches!(state, sync::State::Pool(_)))
            .map(|(object, _)| *object)
            .collect();
        pools.sort_unstable();
        for object in pools {
            let touched = self.states.get_mut(&object).and_then(sync::State::leave);
            if let Some((part, touch)) = touched {
                let (place, touch) = (self.place((object, part.number())), touch_of(touch));
                self.order.sync(turn.task, place, touch.is_look());
                self.order.change(place);
                turn.footprint.add(place, touch);
            }
        }
        running.next = Next::WaitForAll;
        None
    }

    pub(super) fn exit(&mut self, turn: &mut Turn<'_>) -> Option<Answer> {
        self.effects += 1;
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
        self.note_at(turn.task, 0, What::Exit);
        None
    }
}

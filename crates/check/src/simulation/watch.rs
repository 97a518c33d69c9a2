//! A run that is watched: what happens in it, what things are called, and which touches nothing orders.

use explore::{Place, Task};
use python::Kind;
use python::effect::Access;
use python::machine::inspect::Touched;

use super::log::{Moment, Went, What};
use super::order::Order;
use super::running::{Next, Running};
use super::{Simulation, spoken};
use crate::names::Names;

/// How often names are looked for at most while a run goes on.
const WALKS: usize = 200;

/// What is kept of a run that is watched.
#[derive(Debug, Default)]
pub(super) struct Watch {
    pub(super) log: Vec<Moment>,
    pub(super) races: Order,
    pub(super) found: Vec<Race>,
    pub(super) names: Names,
    walks: usize,
    written: Option<(usize, Access, Touched)>,
}

/// Two touches of one place that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// What people call the place.
    pub object: String,
    /// The lines of both.
    pub lines: [u32; 2],
    /// The threads of both.
    pub tasks: [Task; 2],
    /// Whether both change it.
    pub both_write: bool,
}

impl Watch {
    pub(super) fn clear(&mut self) {
        *self = Self {
            names: std::mem::take(&mut self.names),
            ..Self::default()
        };
    }
}

impl Simulation {
    pub(super) fn note(&mut self, task: Task, running: &Running, what: impl FnOnce() -> What) {
        let step = self.steps;
        if let Some(watch) = &mut self.watch {
            let (line, what) = (running.thread.line(), what());
            watch.log.push(Moment { task, step, line, what });
        }
    }

    pub(super) fn note_access(&mut self, task: Task, running: &Running, access: &Access, contended: bool) {
        let Some(watch) = &mut self.watch else { return };
        let touched = running.thread.touched(access);
        let name = spoken::named(access, touched.as_ref());
        let looks = access.kind == Kind::Read;
        let value = touched
            .as_ref()
            .and_then(|touched| spoken::value(access, touched))
            .filter(|_| looks);
        let words = spoken::words(access, touched.as_ref());
        let subject = spoken::subject(access, touched.as_ref());
        watch.written = touched
            .filter(|_| !looks)
            .map(|touched| (watch.log.len(), access.clone(), touched));
        let kind = access.kind;
        self.note(task, running, || What::Access {
            kind,
            name,
            subject,
            words,
            value,
            contended,
        });
    }

    /// What was written is known once it is.
    pub(super) fn settle(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        let Some((at, access, touched)) = watch.written.take() else {
            return;
        };
        if let Some(Moment {
            what: What::Access { value, .. },
            ..
        }) = watch.log.get_mut(at)
        {
            *value = spoken::value(&access, &touched);
        }
    }

    pub(super) fn look_for_race(&mut self, task: Task, running: &Running, access: &Access, place: Place) {
        let Some(watch) = &mut self.watch else { return };
        let (line, at_once) = (running.thread.line(), access.kind == Kind::Update);
        let looks = access.kind == Kind::Read;
        for other in watch.races.touch(task, place, line, looks, at_once) {
            if other.at_once && at_once {
                continue;
            }
            let race = Race {
                object: spoken::named(access, running.thread.touched(access).as_ref()),
                lines: [other.line, line],
                tasks: [other.task, task],
                both_write: !looks && !other.looks,
            };
            let same = |known: &Race| known.object == race.object && known.lines == race.lines;
            if !watch.found.iter().any(same) {
                watch.found.push(race);
            }
        }
    }

    /// Looks for the names of what the program calls its objects, unless this one's is known.
    pub(super) fn look_for_name(&mut self, running: &Running, object: u64) {
        let Some(watch) = &mut self.watch else { return };
        if watch.walks < WALKS && !watch.names.knows(object) {
            watch.walks += 1;
            let others = self.running.iter().flatten();
            let threads = std::iter::once(running).chain(others).map(|running| &running.thread);
            watch.names.learn(&self.interpreter, threads);
        }
    }

    /// Looks for all names that the program has now.
    pub(super) fn look_for_names(&mut self) {
        if let Some(watch) = &mut self.watch {
            let threads = self.running.iter().flatten().map(|running| &running.thread);
            watch.names.learn(&self.interpreter, threads);
        }
    }

    /// Notes who has to wait from now on.
    pub(super) fn note_waiting(&mut self) {
        for at in 0..self.running.len() {
            let Some(mut running) = self.running[at].take() else {
                continue;
            };
            if !running.waits && self.has_to_wait(at as Task, &running) {
                running.waits = true;
                self.waits_from_now(at as Task, &running);
            }
            self.running[at] = Some(running);
        }
    }

    /// Whether a thread is at a call of a sync object that cannot take place now.
    pub(super) fn has_to_wait(&self, task: Task, running: &Running) -> bool {
        let Next::Perform(python::Effect::Sync { object, call, .. }) = &running.next else {
            return false;
        };
        let state = self.states.get(&object.0);
        state.is_some_and(|state| !state.ready(call, u32::from(task)))
    }

    fn waits_from_now(&mut self, task: Task, running: &Running) {
        let Next::Perform(python::Effect::Sync { object, call, .. }) = &running.next else {
            return;
        };
        let object = object.0;
        self.look_for_name(running, object);
        self.note(task, running, || What::Sync {
            object,
            call: call.clone(),
            went: Went::Waits,
        });
    }
}

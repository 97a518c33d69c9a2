//! A schedule as a film: what each thread does, row by row, and what that leaves in memory and of the locks.

use std::sync::Arc;

use explore::{Footprint, Program, Standing, Task};
use python::sync::{Call, State};

use crate::called;
use crate::model::Model;
use crate::names::Names;
use crate::outcome::Outcome;
use crate::schedule::{self, Segment};
use crate::simulation::{Moment, Shared, Simulation, Source, Went, What};
use crate::{why, words};

/// A run as it is shown.
#[derive(Clone, Debug)]
pub struct Film {
    /// The threads, in the order in which they were started.
    pub threads: Vec<String>,
    /// What happened, in order.
    pub rows: Vec<Row>,
    /// What is in memory, and what threads wait for, by name.
    pub things: Vec<String>,
    /// The whole schedule, to be played again.
    pub schedule: String,
    /// How it came out.
    pub outcome: Outcome,
    /// Why it failed; empty if it did not.
    pub why: String,
    /// The row of the switch that does the harm: the last that took its turn from a thread that could go on, else the last at all.
    pub harm: Option<usize>,
    /// Whether rows are missing because there were too many.
    pub cut: bool,
}

/// A row of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which thread, as a number into the film's.
    pub thread: usize,
    /// In which line.
    pub line: u32,
    /// What it does.
    pub words: String,
    /// Whether it leaves a thread that could have gone on.
    pub switch: bool,
    /// How many effects there were so far, where another thread may run after this row.
    pub effects: u64,
    /// Who could run after it; empty where nobody else may.
    pub can: Vec<usize>,
    /// What it changes: a number into the film's things, and how that is afterwards.
    pub change: Option<(usize, Thing)>,
}

/// Something that threads share, at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A value.
    Value(String),
    /// What can be held, and who waits for it.
    Slot {
        /// Who holds it.
        holders: Vec<usize>,
        /// Who waits, the longest first.
        waiting: Vec<usize>,
        /// How many items are in it, if it is made for items.
        items: Option<u64>,
    },
}

/// The most rows of a film.
const MOST: usize = 3_000;
/// The most effects that a run has beyond its schedule.
const BEYOND: u64 = 300_000;
/// How often a schedule is played again because threads turned out to share more.
const AGAIN: usize = 20;

/// Where a film leaves the schedule that it was given: after so many effects this thread goes on, by the order in which threads were started.
pub type Branch = (u64, usize);

/// Plays a schedule from the start, and on to the run's end: the thread that ran last goes on for as long as it can, and then the first that can.
pub fn film(
    source: &Arc<dyn Source>,
    model: Model,
    shared: &Arc<Shared>,
    segments: &[Segment],
    branch: Option<Branch>,
) -> Film {
    let mut played = Played::new(source, model, shared, segments, branch);
    for _ in 0..AGAIN {
        if !played.simulation.is_stale() {
            break;
        }
        played = Played::new(source, model, shared, segments, branch);
    }
    played.film()
}

/// A step of a run: who took it, whether that left somebody who could go on, and what was so after it.
struct Step {
    log: usize,
    task: Task,
    switch: bool,
    effects: u64,
    can: Vec<Task>,
}

struct Played {
    simulation: Simulation,
    steps: Vec<Step>,
    segments: Vec<Segment>,
}

impl Played {
    fn new(
        source: &Arc<dyn Source>,
        model: Model,
        shared: &Arc<Shared>,
        segments: &[Segment],
        branch: Option<Branch>,
    ) -> Self {
        let mut simulation = Simulation::new(source.clone(), model, shared.clone());
        simulation.watch();
        simulation.reset();
        let mut played = Self {
            simulation,
            steps: Vec::new(),
            segments: Vec::new(),
        };
        let end = branch.map_or(u64::MAX, |(effects, _)| effects);
        for (rank, count) in segments {
            played.segment(*rank, (*count).min(end.saturating_sub(played.simulation.effects())));
        }
        if let Some((_, rank)) = branch {
            played.once(rank, u64::MAX);
        }
        played.finish();
        played
    }

    fn segment(&mut self, rank: usize, count: u64) {
        let end = self.simulation.effects() + count;
        while self.simulation.effects() < end {
            let before = self.simulation.effects();
            if !self.once(rank, end - before) || self.simulation.effects() == before && self.is_blocked(rank) {
                return;
            }
        }
    }

    fn is_blocked(&self, rank: usize) -> bool {
        let task = self.simulation.started().get(rank).copied();
        task.is_none_or(|task| !self.simulation.standing(task).can_move())
    }

    fn finish(&mut self) {
        let end = self.simulation.effects() + BEYOND;
        while !self.simulation.is_cut() && self.simulation.effects() < end {
            let Some(rank) = self.next() else { return };
            self.once(rank, u64::MAX);
        }
    }

    // The last thread as long as it can go on, then the first that can; who only sleeps or waits with a limit comes last.
    fn next(&self) -> Option<usize> {
        let started = self.simulation.started();
        let standing = |task: Task| self.simulation.standing(task);
        let last = self.steps.last().map(|step| step.task);
        let order = last.into_iter().chain(started.iter().copied());
        let ready = order.clone().find(|task| standing(*task) == Standing::Ready);
        let next = ready.or_else(|| order.clone().find(|task| standing(*task).can_move()))?;
        started.iter().position(|task| *task == next)
    }

    fn once(&mut self, rank: usize, most: u64) -> bool {
        let Some(task) = self.simulation.started().get(rank).copied() else {
            return false;
        };
        let last = self.steps.last().map(|step| step.task);
        let leaves = last.is_some_and(|last| last != task && self.simulation.standing(last) == Standing::Ready);
        let (log, before) = (self.simulation.log().len(), self.simulation.effects());
        if !self.simulation.go_once(rank, most, &mut Footprint::default()) {
            return false;
        }
        let count = self.simulation.effects() - before;
        match self.segments.last_mut() {
            Some((last, effects)) if *last == rank => *effects += count,
            _ => self.segments.push((rank, count)),
        }
        let started = self.simulation.started().iter().copied();
        self.steps.push(Step {
            log,
            task,
            // What only ends takes nobody's turn.
            switch: leaves && count > 0,
            effects: self.simulation.effects(),
            can: started
                .filter(|task| self.simulation.standing(*task).can_move())
                .collect(),
        });
        true
    }

    fn film(mut self) -> Film {
        let outcome = self.simulation.outcome();
        let names = self.simulation.names();
        let threads: Vec<Task> = self.simulation.started().to_vec();
        let mut drawing = Drawing {
            simulation: &self.simulation,
            names: &names,
            threads: &threads,
            things: Vec::new(),
            rows: Vec::new(),
            switched: false,
        };
        for (at, step) in self.steps.iter().enumerate() {
            let end = self
                .steps
                .get(at + 1)
                .map_or(self.simulation.log().len(), |next| next.log);
            drawing.step(step, &self.simulation.log()[step.log..end]);
        }
        let Drawing { things, mut rows, .. } = drawing;
        let cut = rows.len() > MOST;
        rows.truncate(MOST);
        let why = if outcome.failed() {
            why::why(&self.simulation, &names, self.simulation.log(), &outcome)
        } else {
            String::new()
        };
        Film {
            threads: threads
                .iter()
                .map(|task| called::thread(&self.simulation, *task))
                .collect(),
            harm: harm(&rows),
            rows,
            things: things.into_iter().map(|(_, name, _)| name).collect(),
            schedule: schedule::write(&self.segments),
            outcome,
            why,
            cut,
        }
    }
}

fn harm(rows: &[Row]) -> Option<usize> {
    let changes = |at: &usize| *at > 0 && rows[*at].thread != rows[at - 1].thread;
    let last = |wanted: &dyn Fn(&usize) -> bool| (0..rows.len()).rev().find(|at| wanted(at));
    last(&|at| rows[*at].switch).or_else(|| last(&changes))
}

struct Drawing<'a> {
    simulation: &'a Simulation,
    names: &'a Names,
    threads: &'a [Task],
    things: Vec<(Key, String, Thing)>,
    rows: Vec<Row>,
    /// Whether a turn was taken since the last row.
    switched: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Named(String),
    Object(u64),
}

impl Drawing<'_> {
    fn rank(&self, task: Task) -> usize {
        self.threads.iter().position(|known| *known == task).unwrap_or(0)
    }

    fn step(&mut self, step: &Step, log: &[Moment]) {
        let first = self.rows.len();
        for moment in log {
            let change = self.change(moment);
            let Some(words) = words::words(self.simulation, self.names, moment) else {
                continue;
            };
            let row = Row {
                thread: self.rank(moment.task),
                line: moment.line,
                words,
                switch: false,
                effects: 0,
                can: Vec::new(),
                change,
            };
            let same = |old: &Row| (old.thread, old.line, &old.words) == (row.thread, row.line, &row.words);
            // What waits is asked again and again, and shown once.
            if !self.rows.last().is_some_and(same) {
                self.rows.push(row);
            }
        }
        self.switched |= step.switch;
        // The step that takes a turn may do nothing that is shown.
        if let Some(row) = self.rows.get_mut(first) {
            row.switch = std::mem::take(&mut self.switched);
        }
        let can: Vec<usize> = step.can.iter().map(|task| self.rank(*task)).collect();
        if let Some(row) = self.rows.last_mut() {
            (row.effects, row.can) = (step.effects, can);
        }
    }

    fn change(&mut self, moment: &Moment) -> Option<(usize, Thing)> {
        let me = self.rank(moment.task);
        match &moment.what {
            What::Access {
                subject,
                value: Some(value),
                contended: true,
                ..
            } => Some(self.set(
                Key::Named(subject.clone()),
                subject.clone(),
                Thing::Value(value.clone()),
            )),
            What::Sync { object, call, went } => {
                let state = self.simulation.state(*object)?;
                if matches!(state, State::End(_) | State::Future(_)) {
                    return None;
                }
                let key = Key::Object(*object);
                let old = self.things.iter().find(|(known, _, _)| *known == key);
                let mut slot = old.map_or_else(|| Slot::new(state), |(_, _, thing)| Slot::of(thing));
                slot.take(me, call, *went);
                let name = called::object(self.simulation, self.names, *object);
                Some(self.set(key, name, slot.thing()))
            }
            _ => None,
        }
    }

    fn set(&mut self, key: Key, name: String, thing: Thing) -> (usize, Thing) {
        match self.things.iter().position(|(known, _, _)| *known == key) {
            Some(at) => {
                self.things[at].2 = thing.clone();
                (at, thing)
            }
            None => {
                self.things.push((key, name, thing.clone()));
                (self.things.len() - 1, thing)
            }
        }
    }
}

/// Who holds a sync object, who waits for it, and what is in it, as its calls say.
#[derive(Default)]
struct Slot {
    holders: Vec<usize>,
    waiting: Vec<usize>,
    items: Option<u64>,
}

impl Slot {
    fn new(state: &State) -> Self {
        Self {
            items: matches!(state, State::Queue(_)).then_some(0),
            ..Self::default()
        }
    }

    fn of(thing: &Thing) -> Self {
        match thing.clone() {
            Thing::Slot {
                holders,
                waiting,
                items,
            } => Self {
                holders,
                waiting,
                items,
            },
            Thing::Value(_) => Self::default(),
        }
    }

    fn thing(self) -> Thing {
        Thing::Slot {
            holders: self.holders,
            waiting: self.waiting,
            items: self.items,
        }
    }

    fn take(&mut self, me: usize, call: &Call, went: Went) {
        if went == Went::Waits {
            if !self.waiting.contains(&me) {
                self.waiting.push(me);
            }
            return;
        }
        self.waiting.retain(|waits| *waits != me);
        if went != Went::Well {
            return;
        }
        match call {
            Call::Acquire | Call::TryAcquire | Call::AcquireAll(_) => self.holders.push(me),
            Call::Release => self.let_go(me),
            Call::Give(_) => self.let_go(me),
            Call::ReleaseAll => self.holders.retain(|holder| *holder != me),
            Call::Put(_) | Call::TryPut(_) => self.items = self.items.map(|items| items + 1),
            Call::Get | Call::TryGet => self.items = self.items.map(|items| items.saturating_sub(1)),
            _ => {}
        }
    }

    // A plain lock may be let go of by a thread that does not hold it.
    fn let_go(&mut self, me: usize) {
        let at = self.holders.iter().rposition(|holder| *holder == me);
        if let Some(at) = at.or_else(|| self.holders.len().checked_sub(1)) {
            self.holders.remove(at);
        }
    }
}

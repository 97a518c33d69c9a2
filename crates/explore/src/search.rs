//! The full search: one schedule of each Mazurkiewicz class.

use std::sync::Arc;

use crate::marks::Marks;
use crate::path::{Event, Path};
use crate::race::{self, Race};
use crate::stopped::Stopped;
use crate::tally::{Sofar, Tally, count};
use crate::tree::{Job, Moment, Tree};
use crate::{Footprint, Program, Task, program};

/// A full search by one worker, a run at a time.
pub struct Search<P: Program> {
    program: P,
    tree: Tree,
    run: Run,
    /// How the runs came out so far.
    pub tally: Tally<P::Outcome>,
}

impl<P: Program> Search<P> {
    /// A search that has not begun.
    pub fn new(mut program: P) -> Self {
        program.reset();
        let movable = program::movable(&program);
        let (tree, mut tally) = (Tree::new(movable), Tally::default());
        if movable == 0 {
            count(&mut program, &mut tally, Vec::new());
        }
        Self {
            program,
            tree,
            run: Run::default(),
            tally,
        }
    }

    /// Searches as long as the caller says to go on: it is asked after each run.
    pub fn advance(&mut self, mut go_on: impl FnMut(Sofar) -> bool) -> Stopped {
        while let Some(job) = self.tree.take() {
            let learnt = self.run.play(&mut self.program, &job, &mut self.tally, |_| {});
            self.tree.learn(&job, &learnt);
            self.run.give(&job, &mut self.tree);
            if self.program.is_stale() {
                return Stopped::Stale;
            }
            if !go_on(self.tally.sofar()) && !self.tree.is_done() {
                return Stopped::Limit;
            }
        }
        if self.tally.cut > 0 {
            Stopped::Cut
        } else {
            Stopped::Complete
        }
    }

    /// The program.
    pub fn program(&mut self) -> &mut P {
        &mut self.program
    }
}

/// A run under way.
#[derive(Debug, Default)]
pub(crate) struct Run {
    path: Path,
    marks: Marks,
    moments: Vec<Moment>,
    races: Vec<Race>,
}

impl Run {
    /// Plays a job to its end. What its first new step touched is told as soon as it is known, and given back.
    pub(crate) fn play<P: Program>(
        &mut self,
        program: &mut P,
        job: &Job,
        tally: &mut Tally<P::Outcome>,
        told: impl FnOnce(&Arc<Footprint>),
    ) -> Arc<Footprint> {
        self.moments.clear();
        self.races.clear();
        let known = job.schedule.len() - 1;
        self.go_to(program, &job.schedule[..known]);
        let mut races = std::mem::take(&mut self.races);
        let first = self.step(program, job.schedule[known], &mut races);
        told(&first);
        self.go_on(program, job, &first, races, tally);
        first
    }

    // The end of a known schedule is where many jobs begin.
    fn go_to<P: Program>(&mut self, program: &mut P, known: &[Task]) {
        let from = self.marks.back(program, self.path.common(known));
        self.path.truncate(from);
        let (middle, mut unwanted) = (self.marks.middle(from, known.len()), Vec::new());
        for (at, task) in known.iter().enumerate().skip(from) {
            if middle == Some(at) {
                self.marks.set(program, at);
            }
            self.step(program, *task, &mut unwanted);
        }
        if self.marks.are_far(known.len()) {
            self.marks.set(program, known.len());
        }
    }

    fn go_on<P: Program>(
        &mut self,
        program: &mut P,
        job: &Job,
        first: &Arc<Footprint>,
        mut races: Vec<Race>,
        tally: &mut Tally<P::Outcome>,
    ) {
        let mut asleep = woken(&job.asleep, first);
        let mut last = job.schedule[job.schedule.len() - 1];
        loop {
            let movable = program::movable(program);
            let sleeping = asleep.iter().fold(0, |all, (task, _)| all | 1 << task);
            self.moments.push(Moment {
                movable,
                asleep: asleep.clone(),
            });
            let cut = program.is_cut();
            let next = if cut { None } else { choose(movable & !sleeping, last) };
            let Some(next) = next else {
                self.end(program, movable, cut, &mut races, tally);
                break;
            };
            let footprint = self.step(program, next, &mut races);
            asleep = woken(&asleep, &footprint);
            last = next;
        }
        self.races = races;
    }

    fn step<P: Program>(&mut self, program: &mut P, task: Task, races: &mut Vec<Race>) -> Arc<Footprint> {
        let movable = program::movable(program);
        self.marks.consider(program, self.path.events.len(), movable);
        let mut footprint = Footprint::default();
        program.step(task, &mut footprint);
        let clock = race::next(&self.path, task, &footprint, races);
        let (count, footprint) = (clock.of(task), Arc::new(footprint));
        self.path.push(Event {
            task,
            count,
            before: self.path.last(task),
            footprint: footprint.clone(),
            movable,
            clock,
        });
        footprint
    }

    fn end<P: Program>(
        &mut self,
        program: &mut P,
        movable: u64,
        cut: bool,
        races: &mut Vec<Race>,
        tally: &mut Tally<P::Outcome>,
    ) {
        if movable != 0 && !cut {
            tally.redundant += 1;
        } else {
            tally.cut += u64::from(cut);
            count(program, tally, self.path.schedule());
        }
        self.wait(program, movable, races);
    }

    // Who still waits might have come before whoever took what it waits for; in a run that is given up as well, for the run that it would repeat need not say so.
    fn wait<P: Program>(&self, program: &P, movable: u64, races: &mut Vec<Race>) {
        for task in (0..program.tasks()).filter(|task| movable >> task & 1 == 0) {
            let mut footprint = Footprint::default();
            program.pending(task as Task, &mut footprint);
            race::next(&self.path, task as Task, &footprint, races);
        }
    }

    /// Gives what was found to the tree.
    pub(crate) fn give(&mut self, job: &Job, tree: &mut Tree) {
        let (moments, races) = (std::mem::take(&mut self.moments), std::mem::take(&mut self.races));
        tree.merge(job, &self.path, moments, &races);
    }
}

fn choose(tasks: u64, last: Task) -> Option<Task> {
    if tasks >> last & 1 == 1 {
        Some(last)
    } else {
        program::first(tasks)
    }
}

fn woken(asleep: &[(Task, Arc<Footprint>)], step: &Footprint) -> Vec<(Task, Arc<Footprint>)> {
    asleep
        .iter()
        .filter(|(_, footprint)| !footprint.depends_on(step))
        .cloned()
        .collect()
}

//! Searches with few pre-emptive switches (Musuvathi and Qadeer, "Iterative Context Bounding", PLDI 2007): what fails first has the fewest.

use hashbrown::HashMap;

use crate::class::Class;
use crate::marks::Marks;
use crate::stopped::Stopped;
use crate::tally::{Sofar, Tally};
use crate::{Footprint, Program, Task, program};

/// How many prefixes are remembered at most: 16 bytes each.
const REMEMBERED: usize = 2_000_000;

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortest<O> {
    /// How many of its switches leave a task that could have gone on.
    pub switches: usize,
    /// Its schedule.
    pub schedule: Vec<Task>,
    /// How it came out.
    pub outcome: O,
}

/// A search of all schedules with at most so many switches; prefixes that only reorder one that was seen are not gone through again.
pub struct Bounded<P: Program> {
    bound: usize,
    left: Vec<(Vec<Task>, usize)>,
    seen: HashMap<u64, usize>,
    class: Class,
    schedule: Vec<Task>,
    marks: Marks,
    classes: Vec<Class>,
    beyond: bool,
    /// The failure with the fewest switches, and of those with the fewest steps.
    pub shortest: Option<Shortest<P::Outcome>>,
    /// How the runs came out.
    pub tally: Tally<P::Outcome>,
}

impl<P: Program> Bounded<P> {
    /// A search with at most `bound` switches that has not begun.
    pub fn new(bound: usize) -> Self {
        Self {
            bound,
            left: vec![(Vec::new(), 0)],
            seen: HashMap::new(),
            class: Class::default(),
            schedule: Vec::new(),
            marks: Marks::default(),
            classes: Vec::new(),
            beyond: false,
            shortest: None,
            tally: Tally::default(),
        }
    }

    /// How many switches a schedule may have.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// Whether some schedule has more switches than the bound: if not, this was every schedule.
    pub fn is_beyond(&self) -> bool {
        self.beyond
    }

    /// Searches as long as the caller says to go on: it is asked after each run.
    pub fn advance(&mut self, program: &mut P, mut go_on: impl FnMut(Sofar) -> bool) -> Stopped {
        while let Some((prefix, switches)) = self.left.pop() {
            self.run(program, &prefix, switches);
            if program.is_stale() {
                return Stopped::Stale;
            }
            if !go_on(self.tally.sofar()) && !self.left.is_empty() {
                return Stopped::Limit;
            }
        }
        if self.tally.cut > 0 {
            Stopped::Cut
        } else {
            Stopped::Complete
        }
    }

    fn run(&mut self, program: &mut P, prefix: &[Task], mut used: usize) {
        let mut schedule = self.go_to(program, prefix);
        while !program.is_cut() {
            let movable = program::movable(program);
            let last = schedule.last().copied();
            let Some(next) = usual(movable, last) else { break };
            if schedule.len() >= prefix.len() && !schedule.is_empty() && !self.is_new(last.unwrap_or(0), used) {
                self.tally.redundant += 1;
                self.schedule = schedule;
                return;
            }
            self.branch(program, &schedule, movable, next, used);
            used += usize::from(program::costs(program, last, next));
            self.step(program, next, &mut schedule);
        }
        self.end(program, schedule, used);
    }

    // Plays a prefix, from the latest mark that is in it.
    fn go_to(&mut self, program: &mut P, prefix: &[Task]) -> Vec<Task> {
        let mut schedule = std::mem::take(&mut self.schedule);
        let both = schedule.iter().zip(prefix);
        let common = both.take_while(|(old, new)| old == new).count();
        let from = self.marks.back(program, common);
        self.classes.truncate(self.marks.count());
        match self.classes.last() {
            Some(class) => self.class.clone_from(class),
            None => self.class.clear(),
        }
        schedule.truncate(from);
        for task in &prefix[from..] {
            self.step(program, *task, &mut schedule);
        }
        if self.marks.are_far(prefix.len()) && self.marks.set(program, prefix.len()) {
            self.classes.push(self.class.clone());
        }
        schedule
    }

    fn step(&mut self, program: &mut P, task: Task, schedule: &mut Vec<Task>) {
        if self.marks.consider(program, schedule.len(), program::movable(program)) {
            self.classes.push(self.class.clone());
        }
        let mut footprint = Footprint::default();
        program.step(task, &mut footprint);
        self.class.push(task, &footprint);
        schedule.push(task);
    }

    fn is_new(&mut self, last: Task, used: usize) -> bool {
        let key = self.class.value(last);
        match self.seen.get_mut(&key) {
            Some(least) if *least <= used => false,
            Some(least) => {
                *least = used;
                true
            }
            None => {
                if self.seen.len() < REMEMBERED {
                    self.seen.insert(key, used);
                }
                true
            }
        }
    }

    fn branch(&mut self, program: &P, schedule: &[Task], movable: u64, usual: Task, used: usize) {
        let last = schedule.last().copied();
        for task in (0..program.tasks() as Task).rev() {
            if task == usual || movable >> task & 1 == 0 {
                continue;
            }
            let used = used + usize::from(program::costs(program, last, task));
            if used > self.bound {
                self.beyond = true;
                continue;
            }
            let mut prefix = schedule.to_vec();
            prefix.push(task);
            self.left.push((prefix, used));
        }
    }

    fn end(&mut self, program: &mut P, schedule: Vec<Task>, switches: usize) {
        let cut = program.is_cut();
        self.tally.cut += u64::from(cut);
        let outcome = program.outcome();
        let failed = P::failed(&outcome);
        if failed && !cut {
            let new = Shortest {
                switches,
                schedule: schedule.clone(),
                outcome: outcome.clone(),
            };
            let key = |it: &Shortest<P::Outcome>| (it.switches, it.schedule.len());
            if self.shortest.as_ref().is_none_or(|old| key(&new) < key(old)) {
                self.shortest = Some(new);
            }
        }
        self.schedule.clone_from(&schedule);
        self.tally.add(outcome, schedule, failed);
    }
}

fn usual(movable: u64, last: Option<Task>) -> Option<Task> {
    match last {
        Some(last) if movable >> last & 1 == 1 => Some(last),
        _ => program::first(movable),
    }
}

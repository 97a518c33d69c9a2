//! What happened before what, in one run of a reduced search.

use crate::{op::Touch, schedule::MOST_TASKS};

/// For each task, the number (from 1) of its last event that is known; 0 for none.
type Clock = [u32; MOST_TASKS];

/// Vector clocks of tasks and objects.
pub struct Order {
    tasks: Vec<Clock>,
    objects: Vec<Accesses>,
    /// Objects that are in use.
    used: Vec<u32>,
    width: usize,
}

#[derive(Clone)]
struct Accesses {
    used: bool,
    writer: usize,
    written: u32,
    /// What the last writer knew.
    writes: Clock,
    /// The number of each task's last reading event.
    read: Clock,
    /// What all readers knew together.
    reads: Clock,
}

const UNTOUCHED: Accesses = Accesses {
    used: false,
    writer: 0,
    written: 0,
    writes: [0; MOST_TASKS],
    read: [0; MOST_TASKS],
    reads: [0; MOST_TASKS],
};

impl Order {
    /// Nothing has happened.
    pub fn new() -> Self {
        Order {
            tasks: Vec::new(),
            objects: Vec::new(),
            used: Vec::new(),
            width: 0,
        }
    }

    /// Forgets the run before.
    pub fn begin(&mut self) {
        let width = self.width;
        for object in self.used.drain(..) {
            let accesses = &mut self.objects[object as usize];
            accesses.used = false;
            accesses.written = 0;
            accesses.writes[..width].fill(0);
            accesses.read[..width].fill(0);
            accesses.reads[..width].fill(0);
        }
        self.tasks.clear();
        self.width = 0;
    }

    /// A task comes into being by its parent's last event, or before the run.
    pub fn born(&mut self, task: usize, parent: Option<usize>) {
        debug_assert_eq!(task, self.tasks.len());
        let clock = parent.map_or([0; MOST_TASKS], |parent| self.tasks[parent]);
        self.tasks.push(clock);
        self.width = self.tasks.len();
    }

    /// A task's operation, event number `index` of the run (from 0), took place.
    #[inline]
    pub fn event(&mut self, task: usize, index: u32, touched: Touch) {
        let width = self.width;
        let clock = &mut self.tasks[task];
        if touched.object == u32::MAX {
            clock[task] = index + 1;
            return;
        }
        let accesses = accesses(&mut self.objects, &mut self.used, touched.object);
        join(clock, &accesses.writes, width);
        if touched.writes {
            join(clock, &accesses.reads, width);
            clock[task] = index + 1;
            accesses.writer = task;
            accesses.written = index + 1;
            accesses.writes[..width].copy_from_slice(&clock[..width]);
        } else {
            clock[task] = index + 1;
            accesses.read[task] = index + 1;
            join(&mut accesses.reads, clock, width);
        }
    }

    /// The last event (from 0) of another task that conflicts with what the task is about to do and is not known to have happened before it.
    #[inline]
    pub fn conflict(&self, task: usize, pending: Touch) -> Option<usize> {
        let accesses = self.objects.get(pending.object as usize)?;
        let known = &self.tasks[task];
        let mut last = 0;
        if accesses.writer != task && accesses.written > known[accesses.writer] {
            last = accesses.written;
        }
        if pending.writes {
            let readers = (0..self.width).filter(|reader| *reader != task);
            let unknown = readers.filter(|reader| accesses.read[*reader] > known[*reader]);
            last = unknown.map(|reader| accesses.read[reader]).fold(last, u32::max);
        }
        last.checked_sub(1).map(|last| last as usize)
    }
}

#[inline]
fn accesses<'a>(objects: &'a mut Vec<Accesses>, used: &mut Vec<u32>, object: u32) -> &'a mut Accesses {
    let position = object as usize;
    if objects.len() <= position {
        objects.resize(position + 1, UNTOUCHED);
    }
    let accesses = &mut objects[position];
    if !accesses.used {
        accesses.used = true;
        used.push(object);
    }
    accesses
}

#[inline]
fn join(mine: &mut Clock, theirs: &Clock, width: usize) {
    for (mine, theirs) in mine[..width].iter_mut().zip(&theirs[..width]) {
        *mine = (*mine).max(*theirs);
    }
}

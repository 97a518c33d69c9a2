//! What happened before what, in one run of a reduced search.

use crate::op::OpAccess;

/// The most tasks that a search can tell apart.
pub const MOST_TASKS: usize = 64;

/// For each task, the number (from 1) of its last event that is known; 0 for none.
type Clock = [u32; MOST_TASKS];

/// A set of tasks, as bits.
pub type TaskSet = u64;

/// The events of a run, with vector clocks of tasks, events and objects.
pub struct HappensBefore {
    /// One for each task, and perhaps more from runs before.
    tasks: Vec<Clock>,
    /// How many tasks there are.
    width: usize,
    events: Vec<Event>,
    /// The clocks of all events, one behind the other, each as wide as there were tasks.
    clocks: Vec<u32>,
    objects: Vec<Accesses>,
    /// Objects that are in use.
    used: Vec<u32>,
}

struct Event {
    task: usize,
    touched: OpAccess,
    /// Where its clock begins and ends.
    clock: (usize, usize),
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

const NEVER: u32 = u32::MAX;

impl HappensBefore {
    /// Nothing has happened.
    pub fn new() -> Self {
        HappensBefore {
            tasks: Vec::new(),
            width: 0,
            events: Vec::new(),
            clocks: Vec::new(),
            objects: Vec::new(),
            used: Vec::new(),
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
        self.width = 0;
        self.events.clear();
        self.clocks.clear();
    }

    /// A task comes into being by its parent's last event, or before the run.
    pub fn spawned(&mut self, task: usize, parent: Option<usize>) {
        debug_assert_eq!(task, self.width);
        if task == self.tasks.len() {
            self.tasks.push([0; MOST_TASKS]);
        }
        match parent {
            Some(parent) => self.tasks[task] = self.tasks[parent],
            None => self.tasks[task].fill(0),
        }
        self.width = task + 1;
    }

    /// A task's operation took place.
    #[inline]
    pub fn event(&mut self, task: usize, touched: OpAccess) {
        let width = self.width;
        let number = self.events.len() as u32 + 1;
        let clock = &mut self.tasks[task];
        if touched.object == u32::MAX {
            clock[task] = number;
        } else {
            let accesses = accesses(&mut self.objects, &mut self.used, touched.object);
            join(clock, &accesses.writes, width);
            if touched.writes {
                join(clock, &accesses.reads, width);
                accesses.writer = task;
                accesses.written = number;
            } else {
                accesses.read[task] = number;
            }
            clock[task] = number;
            match touched.writes {
                true => accesses.writes[..width].copy_from_slice(&clock[..width]),
                false => join(&mut accesses.reads, clock, width),
            }
        }
        let begin = self.clocks.len();
        self.clocks.extend_from_slice(&clock[..width]);
        self.events.push(Event {
            task,
            touched,
            clock: (begin, begin + width),
        });
    }

    /// The events (from 0) that conflict with what a task is about to do, that it does not know of, and after which nothing else stands between.
    #[inline]
    pub fn conflicts(&self, task: usize, pending: OpAccess, mut with: impl FnMut(usize)) {
        let Some(accesses) = self
            .objects
            .get(pending.object as usize)
            .filter(|accesses| accesses.used)
        else {
            return;
        };
        let known = &self.tasks[task];
        let mut between = false;
        if pending.writes {
            for reader in (0..self.width).filter(|reader| *reader != task) {
                let read = accesses.read[reader];
                if read > known[reader] && read > accesses.written {
                    between = true;
                    with(read as usize - 1);
                }
            }
        }
        if !between && accesses.writer != task && accesses.written > known[accesses.writer] {
            with(accesses.written as usize - 1);
        }
    }

    /// With whom a run can begin, at the point of event `first`, that has everything which happened since and does not depend on that event, and then
    /// what `task` is about to do: the *initials* of Abdulla and others.
    pub fn initials(&self, first: usize, task: usize, pending: OpAccess) -> TaskSet {
        let reversed = self.events[first].task;
        let (mut initials, mut hindered): (TaskSet, bool) = (0, false);
        let mut begun = [NEVER; MOST_TASKS];
        let depends = |clock: &[u32], begun: &Clock, own: usize| {
            let mut known = clock.iter().zip(begun).enumerate();
            known.any(|(other, (known, begun))| other != own && *begun != NEVER && known >= begun)
        };
        for (number, event) in (first as u32 + 2..).zip(&self.events[first + 1..]) {
            let clock = &self.clocks[event.clock.0..event.clock.1];
            if clock[reversed] > first as u32 {
                continue;
            }
            hindered |= event.touched.conflicts(pending);
            if begun[event.task] == NEVER {
                if !depends(clock, &begun, event.task) {
                    initials |= 1 << event.task;
                }
                begun[event.task] = number;
            }
        }
        if begun[task] == NEVER && !hindered && !depends(&self.tasks[task][..self.width], &begun, task) {
            initials |= 1 << task;
        }
        initials
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

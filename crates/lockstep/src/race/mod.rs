//! Race evidence: accesses that nothing orders, and writes that wipe out what their writer never saw.
//!
//! Two accesses to the same data race when one of them writes and neither *happens before* the other. Order comes from spawning, from regions
//! (acquire after release, observe after signal) and from indivisible changes of a cell. The algorithm is FastTrack (Flanagan and Freund,
//! "FastTrack: efficient and precise dynamic race detection", 2009): one epoch where one is enough, a vector where it is not.
//!
//! What counts as data: loads and stores of a cell, and reads and writes of a region ([`world::Access::Read`], [`world::Access::Write`]): both are
//! single words that a program can lose updates on. Adding to a cell, or updating it, is indivisible: two of them never race, a load
//! beside one sees the old or the new word and is let pass, a plain store beside one can wipe it out and is not. A signal counts as observing
//! too, because whoever comes last to a barrier goes on without waiting.
//!
//! A global lock orders what it orders, so under it nothing may race and updates are lost all the same. That is the second kind of evidence:
//! a task reads, another writes, and the first writes without having read again.

mod clock;
mod shadow;

pub use clock::VectorClock;

use crate::kernel::Task;
use shadow::{Past, Shadow};
use world::{Access, Place};

/// Evidence kept at most; a program has few pairs of lines that can race.
const MOST: usize = 64;

/// What is wrong with a pair of accesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing orders them.
    Unordered,
    /// The second wrote over the first without having seen it.
    Overwritten,
}

/// What an access did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Reads,
    Writes,
    Changes,
}

/// The data that a pair of accesses is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    Cell(u32),
    Region(u32),
}

/// One of two accesses.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    pub task: u16,
    pub verb: Verb,
    pub place: Place,
    pub lock: Option<u32>,
}

/// A pair of accesses that should not have been.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub wrong: Wrong,
    pub data: Data,
    pub first: Side,
    pub second: Side,
    /// The step of the second, counted from 0.
    pub step: u64,
}

/// Watches a run for races.
#[derive(Default)]
pub struct Detector {
    tasks: Vec<VectorClock>,
    cells: Vec<Shadow>,
    data: Vec<Shadow>,
    regions: Vec<VectorClock>,
    found: Vec<Pair>,
    steps: u64,
}

impl Detector {
    /// What was found, in the order of the second accesses; each pair of lines once.
    pub fn found(&self) -> &[Pair] {
        &self.found
    }

    pub(crate) fn reset(&mut self) {
        self.tasks.clear();
        self.cells.clear();
        self.data.clear();
        self.regions.clear();
        self.found.clear();
        self.steps = 0;
    }

    /// A step is being taken.
    #[inline]
    pub(crate) fn steps(&mut self) {
        self.steps += 1;
    }

    pub(crate) fn spawned(&mut self, task: usize, parent: Option<usize>) {
        let mut clock = parent.map(|parent| self.tasks[parent].clone()).unwrap_or_default();
        clock.tick(task);
        self.tasks.push(clock);
        if let Some(parent) = parent {
            self.tasks[parent].tick(parent);
        }
    }

    pub(crate) fn load(&mut self, task: usize, row: &Task, cell: u32) {
        let shadow = grown(&mut self.cells, cell);
        self.tasks[task].join(&shadow.handed_on);
        self.read(task, row, Data::Cell(cell));
    }

    pub(crate) fn store(&mut self, task: usize, row: &Task, cell: u32) {
        self.write(task, row, Data::Cell(cell));
    }

    pub(crate) fn change(&mut self, task: usize, row: &Task, cell: u32) {
        let clock = &mut self.tasks[task];
        let shadow = grown(&mut self.cells, cell);
        clock.join(&shadow.handed_on);
        let stranger = shadow.write.filter(|write| !write.is_known(clock));
        let past = past(task, clock, row);
        shadow.changes.add(past, clock);
        shadow.renewed(past.task);
        shadow.handed_on.join(clock);
        clock.tick(task);
        if let Some(stranger) = stranger {
            self.report(
                Wrong::Unordered,
                Data::Cell(cell),
                stranger,
                Verb::Writes,
                past,
                Verb::Changes,
            );
        }
    }

    pub(crate) fn entered(&mut self, task: usize, row: &Task, region: u32, access: Access) {
        match access {
            Access::Read => return self.read(task, row, Data::Region(region)),
            Access::Write => return self.write(task, row, Data::Region(region)),
            Access::Acquire | Access::Release | Access::Signal | Access::Observe => {}
        }
        let (clock, known) = (&mut self.tasks[task], grown(&mut self.regions, region));
        if access != Access::Release {
            clock.join(known);
        }
        if matches!(access, Access::Release | Access::Signal) {
            known.join(clock);
            clock.tick(task);
        }
    }

    fn read(&mut self, task: usize, row: &Task, data: Data) {
        let (clock, shadow) = (&self.tasks[task], shadow(&mut self.cells, &mut self.data, data));
        let past = past(task, clock, row);
        shadow.sees(task);
        let stranger = shadow.write.filter(|write| !write.is_known(clock));
        shadow.reads.add(past, clock);
        if let Some(stranger) = stranger {
            self.report(Wrong::Unordered, data, stranger, Verb::Writes, past, Verb::Reads);
        }
    }

    fn write(&mut self, task: usize, row: &Task, data: Data) {
        let (clock, shadow) = (&self.tasks[task], shadow(&mut self.cells, &mut self.data, data));
        let past = past(task, clock, row);
        let strangers = [
            (shadow.write.filter(|write| !write.is_known(clock)), Verb::Writes),
            (shadow.reads.stranger(clock), Verb::Reads),
            (shadow.changes.stranger(clock), Verb::Changes),
        ];
        let wiped_out = shadow.write.filter(|write| usize::from(write.task) != task);
        let wiped_out = wiped_out.filter(|_| shadow.is_stale_for(task));
        shadow.written(past);
        for (stranger, verb) in strangers {
            if let Some(stranger) = stranger {
                self.report(Wrong::Unordered, data, stranger, verb, past, Verb::Writes);
            }
        }
        if let Some(wiped_out) = wiped_out {
            self.report(Wrong::Overwritten, data, wiped_out, Verb::Writes, past, Verb::Writes);
        }
    }

    fn report(&mut self, wrong: Wrong, data: Data, first: Past, did: Verb, second: Past, does: Verb) {
        let pair = Pair {
            wrong,
            data,
            first: side(first, did),
            second: side(second, does),
            step: self.steps.saturating_sub(1),
        };
        if self.found.len() < MOST && !self.found.iter().any(|known| is_same(known, &pair)) {
            self.found.push(pair);
        }
    }
}

fn grown<T: Default>(rows: &mut Vec<T>, number: u32) -> &mut T {
    let number = number as usize;
    if rows.len() <= number {
        rows.resize_with(number + 1, T::default);
    }
    &mut rows[number]
}

fn shadow<'a>(cells: &'a mut Vec<Shadow>, regions: &'a mut Vec<Shadow>, data: Data) -> &'a mut Shadow {
    match data {
        Data::Cell(cell) => grown(cells, cell),
        Data::Region(region) => grown(regions, region),
    }
}

fn past(task: usize, clock: &VectorClock, row: &Task) -> Past {
    Past {
        task: task as u16,
        time: clock.of(task),
        place: row.next.place,
        lock: row.locks.last().copied(),
    }
}

fn side(past: Past, verb: Verb) -> Side {
    Side {
        task: past.task,
        verb,
        place: past.place,
        lock: past.lock,
    }
}

/// The same two lines of two threads are one finding, whichever thread came first and however often.
fn is_same(one: &Pair, other: &Pair) -> bool {
    let ends = |pair: &Pair| (pair.wrong, pair.data, pair.first.verb, pair.second.verb);
    ends(one) == ends(other)
        && std::ptr::eq(one.first.place, other.first.place)
        && std::ptr::eq(one.second.place, other.second.place)
}

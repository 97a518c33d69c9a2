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
use shadow::{PastAccess, ShadowCell};
use trace::RaceKind;
use world::{Access, Place};

/// Evidence kept at most; a program has few pairs of lines that can race.
const MOST: usize = 64;

/// What an access did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessKind {
    Reads,
    Writes,
    Changes,
}

/// The data that a pair of accesses is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RaceLocation {
    Cell(u32),
    Region(u32),
}

/// One of two accesses.
#[derive(Clone, Copy, Debug)]
pub struct PairAccess {
    pub task: u16,
    pub verb: AccessKind,
    pub place: Place,
    pub lock: Option<u32>,
}

/// A pair of accesses that should not have been.
#[derive(Clone, Copy, Debug)]
pub struct AccessPair {
    pub kind: RaceKind,
    pub data: RaceLocation,
    pub first: PairAccess,
    pub second: PairAccess,
    /// The step of the second, counted from 0.
    pub step: u64,
}

/// Watches a run for races.
#[derive(Default)]
pub struct Detector {
    tasks: Vec<VectorClock>,
    cells: Vec<ShadowCell>,
    data: Vec<ShadowCell>,
    regions: Vec<VectorClock>,
    found: Findings,
}

/// What was found, each pair of lines once.
#[derive(Default)]
struct Findings {
    pairs: Vec<AccessPair>,
    steps: u64,
}

impl Detector {
    /// What was found, in the order of the second accesses; each pair of lines once.
    pub fn found(&self) -> &[AccessPair] {
        &self.found.pairs
    }

    pub(crate) fn reset(&mut self) {
        self.tasks.clear();
        self.cells.clear();
        self.data.clear();
        self.regions.clear();
        self.found.pairs.clear();
        self.found.steps = 0;
    }

    /// A step is being taken.
    #[inline]
    pub(crate) fn steps(&mut self) {
        self.found.steps += 1;
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
        self.read(task, row, RaceLocation::Cell(cell));
    }

    pub(crate) fn store(&mut self, task: usize, row: &Task, cell: u32) {
        self.write(task, row, RaceLocation::Cell(cell));
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
            let (first, second) = ((stranger, AccessKind::Writes), (past, AccessKind::Changes));
            self.found
                .report(RaceKind::Unordered, RaceLocation::Cell(cell), first, second);
        }
    }

    pub(crate) fn entered(&mut self, task: usize, row: &Task, region: u32, access: Access) {
        match access {
            Access::Read => return self.read(task, row, RaceLocation::Region(region)),
            Access::Write => return self.write(task, row, RaceLocation::Region(region)),
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

    fn read(&mut self, task: usize, row: &Task, data: RaceLocation) {
        let (clock, shadow) = (&self.tasks[task], shadow(&mut self.cells, &mut self.data, data));
        let past = past(task, clock, row);
        shadow.sees(task);
        if let Some(write) = shadow.write.as_ref().filter(|write| !write.is_known(clock)) {
            let (first, second) = ((*write, AccessKind::Writes), (past, AccessKind::Reads));
            self.found.report(RaceKind::Unordered, data, first, second);
        }
        shadow.reads.add(past, clock);
    }

    fn write(&mut self, task: usize, row: &Task, data: RaceLocation) {
        let (clock, shadow) = (&self.tasks[task], shadow(&mut self.cells, &mut self.data, data));
        let past = past(task, clock, row);
        let last = shadow.write.as_ref();
        let strangers = [
            (last.filter(|write| !write.is_known(clock)), AccessKind::Writes),
            (shadow.reads.stranger(clock), AccessKind::Reads),
            (shadow.changes.stranger(clock), AccessKind::Changes),
        ];
        let second = (past, AccessKind::Writes);
        for (stranger, verb) in strangers {
            if let Some(stranger) = stranger {
                self.found.report(RaceKind::Unordered, data, (*stranger, verb), second);
            }
        }
        let others = last.filter(|write| usize::from(write.task) != task);
        if let Some(wiped_out) = others.filter(|_| shadow.is_stale_for(task)) {
            let first = (*wiped_out, AccessKind::Writes);
            self.found.report(RaceKind::Overwritten, data, first, second);
        }
        shadow.written(past);
    }
}

impl Findings {
    fn report(
        &mut self,
        kind: RaceKind,
        data: RaceLocation,
        (first, did): (PastAccess, AccessKind),
        (second, does): (PastAccess, AccessKind),
    ) {
        let is_known = |known: &AccessPair| {
            // The same two lines of two threads are one finding, whichever thread came first and however often.
            std::ptr::eq(known.first.place, first.place)
                && std::ptr::eq(known.second.place, second.place)
                && (known.kind, known.data, known.first.verb, known.second.verb) == (kind, data, did, does)
        };
        if self.pairs.len() < MOST && !self.pairs.iter().any(is_known) {
            self.pairs.push(AccessPair {
                kind,
                data,
                first: side(first, did),
                second: side(second, does),
                step: self.steps.saturating_sub(1),
            });
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

fn shadow<'a>(
    cells: &'a mut Vec<ShadowCell>,
    regions: &'a mut Vec<ShadowCell>,
    data: RaceLocation,
) -> &'a mut ShadowCell {
    match data {
        RaceLocation::Cell(cell) => grown(cells, cell),
        RaceLocation::Region(region) => grown(regions, region),
    }
}

fn past(task: usize, clock: &VectorClock, row: &Task) -> PastAccess {
    PastAccess {
        task: task as u16,
        time: clock.of(task),
        place: row.next.place,
        lock: row.locks.last().copied(),
    }
}

fn side(past: PastAccess, verb: AccessKind) -> PairAccess {
    PairAccess {
        task: past.task,
        verb,
        place: past.place,
        lock: past.lock,
    }
}

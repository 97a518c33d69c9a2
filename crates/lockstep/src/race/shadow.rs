//! What the detector remembers of one piece of shared data.

use super::VectorClock;
use world::Place;

/// One access of the past: an epoch (a task and its time), with where it was and which lock was held.
#[derive(Clone, Copy, Debug)]
pub struct PastAccess {
    pub task: u16,
    pub time: u32,
    pub place: Place,
    /// The lock taken last, if any was held.
    pub lock: Option<u32>,
}

impl PastAccess {
    /// Whether whoever has `clock` knows of it.
    #[inline]
    pub fn is_known(&self, clock: &VectorClock) -> bool {
        self.time <= clock.of(usize::from(self.task))
    }
}

/// Accesses that need no order among themselves: one epoch as long as each knows of the one before, as is usual, else one a task.
#[derive(Debug, Default)]
pub struct AccessSet(Vec<PastAccess>);

impl AccessSet {
    /// Adds an access by a task that has `clock`.
    pub fn add(&mut self, past: PastAccess, clock: &VectorClock) {
        match self.0.as_mut_slice() {
            [one] if one.is_known(clock) => *one = past,
            many => match many.iter_mut().find(|known| known.task == past.task) {
                Some(known) => *known = past,
                None => self.0.push(past),
            },
        }
    }

    /// Forgets them all, and keeps the room for the next.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// One that is unknown to whoever has `clock`.
    pub fn stranger(&self, clock: &VectorClock) -> Option<&PastAccess> {
        self.0.iter().find(|one| !one.is_known(clock))
    }
}

/// One cell, or the plain data behind one region.
#[derive(Debug, Default)]
pub struct ShadowCell {
    pub write: Option<PastAccess>,
    pub reads: AccessSet,
    /// Indivisible changes.
    pub changes: AccessSet,
    /// What indivisible changes hand on to one another.
    pub handed_on: VectorClock,
    /// Writes so far.
    pub version: u32,
    /// Which version each task read last, as long as it has written nothing since.
    seen: Vec<(u16, u32)>,
}

impl ShadowCell {
    /// The task reads the newest version.
    pub fn sees(&mut self, task: usize) {
        let (task, version) = (task as u16, self.version);
        match self.seen.iter_mut().find(|(known, _)| *known == task) {
            Some((_, seen)) => *seen = version,
            None => self.seen.push((task, version)),
        }
    }

    /// Whether the task has read, and what it read is no longer there.
    pub fn is_stale_for(&self, task: usize) -> bool {
        let seen = self.seen.iter().find(|(known, _)| usize::from(*known) == task);
        seen.is_some_and(|(_, version)| *version != self.version)
    }

    /// The task writes; what it has read is used up.
    pub fn written(&mut self, past: PastAccess) {
        self.renewed(past.task);
        self.write = Some(past);
        self.reads.clear();
        self.changes.clear();
    }

    /// There is a new version, made by this task.
    pub fn renewed(&mut self, task: u16) {
        self.version += 1;
        if let Some(mine) = self.seen.iter().position(|(known, _)| *known == task) {
            self.seen.swap_remove(mine);
        }
    }
}

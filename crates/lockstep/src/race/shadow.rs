//! What the detector remembers of one piece of shared data.

use super::VectorClock;
use world::Place;

/// One access of the past: an epoch (a task and its time), with where it was and which lock was held.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    pub task: u16,
    pub time: u32,
    pub place: Place,
    /// The lock taken last, if any was held.
    pub lock: Option<u32>,
}

impl Past {
    /// Whether whoever has `clock` knows of it.
    #[inline]
    pub fn is_known(&self, clock: &VectorClock) -> bool {
        self.time <= clock.of(usize::from(self.task))
    }
}

/// Accesses that need no order among themselves: one epoch as long as each knows of the one before, as is usual, else one a task.
#[derive(Debug, Default)]
pub enum Crowd {
    #[default]
    Nobody,
    One(Past),
    Many(Vec<Past>),
}

impl Crowd {
    /// Adds an access by a task that has `clock`.
    pub fn add(&mut self, past: Past, clock: &VectorClock) {
        match self {
            Crowd::Nobody => *self = Crowd::One(past),
            Crowd::One(one) if one.is_known(clock) => *one = past,
            Crowd::One(one) => *self = Crowd::Many(vec![*one, past]),
            Crowd::Many(many) => match many.iter_mut().find(|known| known.task == past.task) {
                Some(known) => *known = past,
                None => many.push(past),
            },
        }
    }

    /// One that is unknown to whoever has `clock`.
    pub fn stranger(&self, clock: &VectorClock) -> Option<Past> {
        match self {
            Crowd::Nobody => None,
            Crowd::One(one) => Some(*one).filter(|one| !one.is_known(clock)),
            Crowd::Many(many) => many.iter().copied().find(|one| !one.is_known(clock)),
        }
    }
}

/// One cell, or the plain data behind one region.
#[derive(Debug, Default)]
pub struct Shadow {
    pub write: Option<Past>,
    pub reads: Crowd,
    /// Indivisible changes.
    pub changes: Crowd,
    /// What indivisible changes hand on to one another.
    pub handed_on: VectorClock,
    /// Writes so far.
    pub version: u32,
    /// Which version each task read last, as long as it has written nothing since.
    seen: Vec<(u16, u32)>,
}

impl Shadow {
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
    pub fn written(&mut self, past: Past) {
        self.renewed(past.task);
        self.write = Some(past);
        self.reads = Crowd::Nobody;
        self.changes = Crowd::Nobody;
    }

    /// There is a new version, made by this task.
    pub fn renewed(&mut self, task: u16) {
        self.version += 1;
        self.seen.retain(|(known, _)| *known != task);
    }
}

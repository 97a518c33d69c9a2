//! A queue that keeps a record of itself: what was taken, in which order, and how many entries it held when.

use std::{collections::VecDeque, future::Future};
use world::{Access, Kind, Label, ObjectId, Region, World};

/// Entries in the order in which they were put; takers can be told to stop although some are left.
pub struct InstrumentedQueue<W: World, T: Clone + Send + 'static> {
    region: W::Region<State<T>>,
    world: W,
}

struct State<T> {
    entries: VecDeque<T>,
    capacity: usize,
    stopped: bool,
    record: Record<T>,
}

/// What became of the entries.
#[derive(Clone, Debug)]
pub struct Record<T> {
    taken: Vec<T>,
    points: Vec<(u64, u64)>,
    /// Every how many changes one is kept, a power of two.
    every: usize,
    changes: usize,
    deepest: u64,
}

/// The most points that are kept.
const MOST_POINTS: usize = 1_024;

impl<W: World, T: Clone + Send + 'static> InstrumentedQueue<W, T> {
    /// An empty one, in which `put` waits while so many entries are queued; 0 for never.
    pub fn new(world: &W, name: &'static str, capacity: usize) -> Self {
        let state = State {
            entries: VecDeque::new(),
            capacity: if capacity == 0 { usize::MAX } else { capacity },
            stopped: false,
            record: Record::new(),
        };
        InstrumentedQueue {
            region: world.region(Label::new(Kind::Queue, name), state),
            world: world.clone(),
        }
    }

    /// Waits for room and puts the entry last.
    #[track_caller]
    pub fn put(&self, entry: T) -> impl Future<Output = ()> {
        let (mut entry, world) = (Some(entry), self.world.clone());
        self.region.when(Access::Signal, move |state| {
            if state.entries.len() >= state.capacity {
                return None;
            }
            state.entries.extend(entry.take());
            state.record.note(world.now(), state.entries.len());
            Some(())
        })
    }

    /// Waits for an entry and takes the first.
    #[track_caller]
    pub fn get(&self) -> impl Future<Output = T> {
        let world = self.world.clone();
        self.region.when(Access::Observe, move |state| state.take(&world))
    }

    /// As [`InstrumentedQueue::get`], until takers are told to stop: `None` from then on, whether entries are left or not.
    #[track_caller]
    pub fn get_until_stopped(&self) -> impl Future<Output = Option<T>> {
        let world = self.world.clone();
        self.region.when(Access::Observe, move |state| match state.stopped {
            true => Some(None),
            false => state.take(&world).map(Some),
        })
    }

    /// Whether takers were told to stop and nothing is left.
    #[track_caller]
    pub fn is_over(&self) -> impl Future<Output = bool> {
        self.region
            .with(Access::Observe, |state| state.stopped && state.entries.is_empty())
    }

    /// Tells takers to stop, those who wait first of all.
    #[track_caller]
    pub fn stop(&self) -> impl Future<Output = ()> {
        self.region.with(Access::Signal, |state| state.stopped = true)
    }

    /// The queue's number in its run.
    pub fn id(&self) -> ObjectId {
        self.region.id()
    }

    /// Takes out what nobody took, from outside the run; whether nobody will, because takers were told to stop; and the record.
    pub fn empty(&self) -> (Vec<T>, bool, Record<T>) {
        self.region
            .inspect(|state| (state.entries.drain(..).collect(), state.stopped, state.record.clone()))
    }
}

impl<T: Clone> State<T> {
    fn take<W: World>(&mut self, world: &W) -> Option<T> {
        let entry = self.entries.pop_front()?;
        self.record.taken.push(entry.clone());
        self.record.note(world.now(), self.entries.len());
        Some(entry)
    }
}

impl<T> Record<T> {
    fn new() -> Self {
        Record {
            taken: Vec::new(),
            points: vec![(0, 0)],
            every: 1,
            changes: 0,
            deepest: 0,
        }
    }

    fn note(&mut self, at: u64, depth: usize) {
        let depth = depth as u64;
        self.deepest = self.deepest.max(depth);
        self.changes += 1;
        if !self.changes.is_multiple_of(self.every) {
            return;
        }
        self.points.push((at, depth));
        if self.points.len() > MOST_POINTS {
            let mut position = 0;
            self.points.retain(|_| {
                position += 1;
                position % 2 == 1
            });
            self.every *= 2;
        }
    }

    /// What was taken, in that order.
    pub fn taken(&self) -> &[T] {
        &self.taken
    }

    /// Nanoseconds and how many entries there were then, in order of time: all of it if it is short, else an even choice.
    pub fn points(self) -> Vec<(u64, u64)> {
        self.points
    }

    /// The most entries there ever were.
    pub fn deepest(&self) -> u64 {
        self.deepest
    }
}

impl<W: World, T: Clone + Send + 'static> Clone for InstrumentedQueue<W, T> {
    fn clone(&self) -> Self {
        InstrumentedQueue {
            region: self.region.clone(),
            world: self.world.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_record_is_thinned_and_keeps_its_ends_and_its_peak() {
        let mut depths = Record::<u8>::new();
        let changes = 100_000;
        (1..=changes).for_each(|at| depths.note(at, if at == 777 { 5_000 } else { at as usize % 7 }));
        assert_eq!(depths.deepest(), 5_000);
        let points = depths.points();
        assert!(points.len() > MOST_POINTS / 2 && points.len() <= MOST_POINTS);
        assert_eq!(points[0], (0, 0));
        assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(points.last().is_some_and(|last| last.0 > changes - 256));
    }
}

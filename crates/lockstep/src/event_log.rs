//! What a watched run leaves behind: events for the lanes, and every step.

use crate::op::Op;
use trace::{Event, EventKind};
use world::Place;

/// Events and steps, up to a bound.
pub struct EventLog {
    pub events: Vec<Event>,
    /// After how many steps each event was, or before which when a step begins with it.
    pub after: Vec<u64>,
    /// Events that found no room.
    pub dropped: u64,
    pub steps: Vec<Step>,
    pub places: Places,
    most: usize,
}

/// One step of a run.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub task: u16,
    /// Virtual nanoseconds since the start.
    pub at: u64,
    pub op: Op,
}

impl EventLog {
    /// An empty log of at most so many events, and as many steps.
    pub fn new(most: usize) -> Self {
        EventLog {
            events: Vec::new(),
            after: Vec::new(),
            dropped: 0,
            steps: Vec::new(),
            places: Places::default(),
            most,
        }
    }

    /// Empties it; places keep their numbers.
    pub fn reset(&mut self) {
        self.events.clear();
        self.after.clear();
        self.dropped = 0;
        self.steps.clear();
    }

    #[inline]
    pub fn step(&mut self, task: usize, at: u64, op: Op) {
        if self.steps.len() < self.most {
            let task = task as u16;
            self.steps.push(Step { task, at, op });
        }
    }

    pub fn event(&mut self, at: u64, task: usize, what: EventKind, object: u32, place: Place) {
        if self.events.len() >= self.most {
            self.dropped += 1;
            return;
        }
        let place = self.places.number(place);
        // A thread holds a lock from the beginning of the step that took it; it resumes before its step is noted, all else comes after.
        let begins = u64::from(what == EventKind::Acquire);
        self.after.push((self.steps.len() as u64).saturating_sub(begins));
        self.events.push(Event {
            at,
            thread: task as u16,
            what,
            object,
            place,
            times: 0,
        });
    }
}

/// Places by number, in order of first sight.
#[derive(Default)]
pub struct Places(Vec<Place>);

impl Places {
    /// The number of a place. Programs have few, and the same one is nearly always the same reference.
    pub fn number(&mut self, place: Place) -> u32 {
        let same = |known: &Place| std::ptr::eq(*known, place);
        let alike = |known: &Place| known.line() == place.line() && known.file() == place.file();
        let known = self.0.iter().position(same).or_else(|| self.0.iter().position(alike));
        known.unwrap_or_else(|| {
            self.0.push(place);
            self.0.len() - 1
        }) as u32
    }

    /// All of them.
    pub fn all(&self) -> Vec<trace::Place> {
        self.0.iter().copied().map(named).collect()
    }
}

/// A place as others know it.
pub fn named(place: Place) -> trace::Place {
    trace::Place {
        file: place.file().into(),
        line: place.line(),
    }
}

//! The lesson: the labs strung together, from two threads that share nothing to what a global lock is good for. Its words are in `lesson-words`.

mod stops;

pub use stops::LESSON;

use crate::{Experiment, LabInfo, Step, ValidationError, lab};
use std::ops::RangeInclusive;

/// One stop of the lesson.
#[derive(Debug, PartialEq)]
pub struct LessonPage {
    /// What it is about.
    pub title: &'static str,
    /// How long it takes a class, in minutes.
    pub minutes: u32,
    /// The lab's id.
    pub lab: &'static str,
    /// What is set when the stop is entered; its steps change something of it.
    pub set: &'static [(&'static str, &'static str)],
    /// What to press, in order; empty where a search is made or threads are moved by hand.
    pub steps: &'static [Step],
    /// Whether every schedule is searched.
    pub search: bool,
}

/// Stops that are taught in one go.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is about.
    pub title: &'static str,
    /// The numbers of its first stop and its last, counted from 1.
    pub stops: RangeInclusive<u32>,
}

/// The lesson's parts, none longer than [`MOST_MINUTES`].
pub const PARTS: [Part; 3] = [
    Part {
        title: "Threads and one big lock",
        stops: 1..=5,
    },
    Part {
        title: "Races, and how to mend them",
        stops: 6..=8,
    },
    Part {
        title: "Getting stuck, and what the lock is good for",
        stops: 9..=14,
    },
];

/// The longest that a part takes a class, in minutes.
pub const MOST_MINUTES: u32 = 17;

impl Part {
    /// How long it takes a class, in minutes.
    pub fn minutes(&self) -> u32 {
        self.stops.clone().filter_map(stop).map(|stop| stop.minutes).sum()
    }

    /// The part that a stop is in, and its number, counted from 1.
    pub fn of(stop: u32) -> Option<(usize, &'static Part)> {
        let found = PARTS.iter().position(|part| part.stops.contains(&stop))?;
        Some((found + 1, &PARTS[found]))
    }
}

/// What an address calls the page after the last stop.
pub const END: &str = "end";

/// Reads a stop's number, counted from 1.
pub(crate) fn read(key: &str, typed: &str) -> Result<u32, ValidationError> {
    let most = LESSON.len() as u32;
    let number = typed.trim().parse().ok().filter(|stop| (1..=most).contains(stop));
    let end = if key == "stop" { ", or end" } else { "" };
    number.ok_or_else(|| ValidationError::new(key, typed, format!("a whole number from 1 to {most}{end}")))
}

/// A stop by its number, counted from 1.
pub fn stop(number: u32) -> Option<&'static LessonPage> {
    LESSON.get(usize::try_from(number).ok()?.checked_sub(1)?)
}

impl LessonPage {
    /// The lab it takes place in.
    pub fn lab(&self) -> Option<&'static LabInfo> {
        lab(self.lab).ok()
    }

    /// What is set there.
    pub fn experiment(&self) -> Option<Experiment> {
        let pairs = self.set.iter().copied().chain([("lab", self.lab)]);
        let (experiment, complaints) = Experiment::read(pairs);
        complaints.is_empty().then_some(experiment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_hold_every_stop_once_and_fit_into_a_period() {
        let stops: Vec<u32> = PARTS.iter().flat_map(|part| part.stops.clone()).collect();
        assert_eq!(stops, (1..=LESSON.len() as u32).collect::<Vec<_>>());
        for part in &PARTS {
            assert!(part.minutes() <= MOST_MINUTES, "{}: {}", part.title, part.minutes());
        }
    }
}

//! The lesson: the labs strung together, from two threads that share nothing to what a global lock is good for.

mod stops;

pub use stops::LESSON;

use crate::{Experiment, LabInfo, Step, ValidationError, lab};

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
    /// What a reader must know, before anything runs. Text between backticks is code.
    pub tell: &'static str,
    /// What a reader should say before pressing a button.
    pub ask: &'static str,
    /// Why it came out as it did, once it has run.
    pub because: &'static str,
}

/// Reads a stop's number, counted from 1.
pub(crate) fn read(typed: &str) -> Result<u32, ValidationError> {
    let most = LESSON.len() as u32;
    let number = typed.trim().parse().ok().filter(|stop| (1..=most).contains(stop));
    number.ok_or_else(|| ValidationError::new("stop", typed, format!("a whole number from 1 to {most}")))
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

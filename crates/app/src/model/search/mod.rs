//! A search through every schedule: how it is made, how far it is, and what it found.

mod act;
#[cfg(test)]
mod tests;

pub use act::SearchWish;

use super::{PtrEq, RichText};
use catalogue::Experiment;
use protocol::Searching;
use trace::SearchReport;

/// Schedules that are tried at most when nobody says otherwise: some seconds' worth.
pub const MOST: u64 = 2_000_000;

/// What a control of the search does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchCommand {
    /// Search what is set; in lockstep, with its small numbers.
    Begin,
    /// End the search.
    Stop,
    /// Open the shortest schedule that ends badly.
    Open,
    /// Search the same program under check points that make it go wrong, where it was found right by accident.
    Elsewhere,
    /// Take what was found off the page.
    Forget,
    /// Whether schedules that cannot make a difference are left out.
    Reduction(bool),
    /// The most preemptions a schedule may have; `None` for any number.
    Preemptions(Option<u32>),
}

/// How a search is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    /// Whether schedules that cannot make a difference are left out.
    pub reduction: bool,
    /// The most preemptions a schedule may have; `None` for any number.
    pub preemptions: Option<u32>,
    /// The most schedules to try.
    pub most: u64,
}

/// The search of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// How the next one is made.
    pub how: SearchOptions,
    /// What goes on.
    pub live: Option<SearchProgress>,
    /// What the last one found.
    pub found: Option<PtrEq<FinishedSearch>>,
    /// Why the last one was not made.
    pub refused: Option<String>,
    /// What shall begin as soon as the simulator listens.
    wanted: Option<SearchOptions>,
}

/// A search that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchProgress {
    /// What is searched.
    pub experiment: Experiment,
    /// How far it is.
    pub far: Searching,
    /// Whether it was told to stop.
    pub stopping: bool,
    /// Milliseconds at which the page around this one was told last.
    told_at: f64,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedSearch {
    /// What was searched.
    pub experiment: Experiment,
    /// What was found.
    pub report: SearchReport,
}

/// How many schedules came to one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What they came to.
    pub outcome: String,
    /// How many.
    pub schedules: u64,
    /// Whether they should not have.
    pub bad: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            reduction: true,
            preemptions: None,
            most: MOST,
        }
    }
}

impl Search {
    /// Whether one goes on, or is about to.
    pub fn goes_on(&self) -> bool {
        self.live.is_some() || self.wanted.is_some()
    }

    /// Schedules tried, and how many of them ended badly.
    pub fn tried(&self) -> Option<(u64, u64)> {
        let live = self.live.as_ref().map(|live| (live.far.schedules, live.far.bad));
        live.or_else(|| {
            self.found
                .as_ref()
                .map(|found| (found.report.schedules, found.report.bad))
        })
    }

    /// Schedules a second; `None` when there were too few to tell.
    pub fn rate(&self) -> Option<f64> {
        let (schedules, _) = self.tried()?;
        let milliseconds = match (&self.live, &self.found) {
            (Some(live), _) => live.far.elapsed_ms,
            (None, found) => found.as_ref()?.report.elapsed_ms,
        };
        // The clock is that of `Date`, which goes in milliseconds, and the first schedules are slow.
        (milliseconds >= 100.0).then(|| schedules as f64 * 1e3 / milliseconds)
    }

    /// How far it is, while it goes on.
    pub fn progress(&self) -> Option<RichText> {
        self.live.as_ref()?;
        let (schedules, bad) = self.tried().unwrap_or_default();
        Some(crate::words::search_progress(schedules, bad, self.rate()))
    }

    /// The histogram, in order.
    pub fn bars(&self) -> Vec<Bar> {
        match (&self.live, &self.found) {
            (Some(live), _) => {
                let outcomes = live.far.outcomes.iter().cloned();
                outcomes
                    .map(|(outcome, schedules, bad)| Bar {
                        outcome,
                        schedules,
                        bad,
                    })
                    .collect()
            }
            (None, Some(found)) => found.bars(),
            (None, None) => Vec::new(),
        }
    }
}

impl FinishedSearch {
    /// The shortest schedule that ends badly, ready to be opened at its end.
    pub fn shortest(&self) -> Option<Experiment> {
        let shortest = self.report.shortest_bad.as_ref()?;
        Some(Experiment {
            schedule: shortest.schedule.clone(),
            at: Some(shortest.steps),
            ..self.experiment.clone()
        })
    }

    fn bars(&self) -> Vec<Bar> {
        let told = self.report.outcomes.iter();
        told.map(|(outcome, schedules)| Bar {
            outcome: outcome.clone(),
            schedules: schedules.as_u64().unwrap_or(0),
            bad: self.report.bad_outcomes.contains(outcome),
        })
        .collect()
    }
}

/// The program of an experiment, whatever schedule it is at.
pub(super) fn program(experiment: &Experiment) -> Experiment {
    Experiment {
        engine: catalogue::Engine::Lockstep,
        schedule: String::new(),
        at: None,
        ..experiment.clone()
    }
}

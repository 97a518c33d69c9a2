//! The verdict on a program under one Python.

use std::collections::BTreeMap;
use std::sync::Arc;

use explore::{Tally, Task};

use crate::bounds::Bounds;
use crate::example;
use crate::model::Model;
use crate::outcome::{Kind, Outcome};
use crate::report::{self, Failure, RaceReport};
use crate::simulation::{Shared, Simulation};

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every schedule ends well.
    Safe,
    /// Some schedule fails.
    Fails,
    /// No schedule that was tried fails, and not all were tried.
    Unknown,
}

impl Verdict {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Fails => "fails",
            Self::Unknown => "unknown",
        }
    }
}

/// All that was found out about a program under one Python.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Which Python.
    pub model: Model,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether every schedule was gone through.
    pub complete: bool,
    /// How many schedules were tried.
    pub schedules: u64,
    /// Whether its runs are too long to be searched: some whole ones were tried at random.
    pub long: bool,
    /// If not complete: with how many pre-emptive switches at most every schedule was gone through.
    pub bound: Option<usize>,
    /// How long that took.
    pub elapsed_ms: f64,
    /// How the runs came out, and how many did.
    pub outcomes: Vec<(Outcome, u64)>,
    /// A schedule of the outcomes, to be watched: of failures first, then of those that most schedules have.
    pub examples: BTreeMap<Outcome, String>,
    /// The shortest failure.
    pub shortest: Option<Failure>,
    /// The races in it; where nothing fails and outputs differ, those in the runs that print them.
    pub races: Vec<RaceReport>,
    /// What was learnt of sharing, so that the failure can be played again.
    pub shared: Arc<Shared>,
}

impl Checked {
    /// The outcomes of the runs that ended well; more than one where what is printed depends on the order.
    pub fn prints(&self) -> impl Iterator<Item = &(Outcome, u64)> {
        self.outcomes
            .iter()
            .filter(|(outcome, _)| outcome.kind == Kind::Finished)
    }

    /// Whether nothing was found to fail, and what is printed depends on the order all the same.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.verdict != Verdict::Fails && self.prints().nth(1).is_some()
    }
}

/// How many schedules there are, or `most`, of a program of which it is known what threads share: nothing but the search, for measuring it.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn count(
    source: &Arc<dyn crate::simulation::Source>,
    model: Model,
    shared: &Arc<Shared>,
    workers: usize,
    most: u64,
) -> u64 {
    let simulation = || Simulation::new(source.clone(), model, shared.clone());
    if workers < 2 {
        let mut search = explore::Search::new(simulation());
        search.advance(|sofar| sofar.schedules < most);
        return search.tally.schedules;
    }
    let programs = (0..workers).map(|_| simulation()).collect();
    let (_, tally) = explore::explore(programs, &|sofar| sofar.schedules < most);
    tally.schedules
}

/// What follows from the runs of a check.
pub(crate) fn conclude(
    mut simulation: Simulation,
    model: Model,
    tally: Tally<Outcome>,
    bounds: Bounds,
    shared: Arc<Shared>,
) -> Checked {
    let (complete, long) = (bounds.everything, bounds.long);
    let schedule = least(&tally, &bounds);
    let verdict = match (&schedule, complete) {
        (Some(_), _) => Verdict::Fails,
        (None, true) => Verdict::Safe,
        (None, false) => Verdict::Unknown,
    };
    let examples = match long {
        true => BTreeMap::new(),
        false => example::schedules(&mut simulation, &tally),
    };
    let (shortest, races) = match schedule {
        Some((schedule, outcome)) if long => (Some(report::of_long(&mut simulation, &schedule, outcome)), Vec::new()),
        Some((schedule, outcome)) => {
            let (failure, races) = report::explain(&mut simulation, &schedule, outcome);
            (Some(failure), races)
        }
        None if tally.outcomes.len() > 1 && !long => (None, example::races(&mut simulation, &tally)),
        None => (None, Vec::new()),
    };
    Checked {
        model,
        verdict,
        complete,
        long,
        schedules: tally.schedules,
        bound: if complete { None } else { bounds.complete },
        elapsed_ms: 0.0,
        outcomes: counted(tally),
        examples,
        shortest,
        races,
        shared,
    }
}

fn least(tally: &Tally<Outcome>, bounds: &Bounds) -> Option<(Vec<Task>, Outcome)> {
    if let Some(shortest) = &bounds.shortest {
        return Some((shortest.schedule.clone(), shortest.outcome.clone()));
    }
    let failures = tally.outcomes.iter().filter(|(outcome, _)| outcome.failed());
    let least = failures.min_by_key(|(outcome, told)| (told.schedule.len(), (*outcome).clone()));
    least.map(|(outcome, told)| (told.schedule.clone(), outcome.clone()))
}

fn counted(tally: Tally<Outcome>) -> Vec<(Outcome, u64)> {
    let sorted: BTreeMap<Outcome, u64> = tally
        .outcomes
        .into_iter()
        .map(|(outcome, told)| (outcome, told.count))
        .collect();
    sorted.into_iter().collect()
}

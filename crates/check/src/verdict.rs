//! The verdict on a program under one Python.

use std::collections::BTreeMap;
use std::sync::Arc;

use explore::{Bounded, Program, Random, Shortest, Stopped, Tally, Task};

use crate::limits::Limits;
use crate::model::Model;
use crate::outcome::Outcome;
use crate::report::{self, Failure, RaceReport};
use crate::simulation::{Shared, Simulation, Source};

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
    /// If not complete: with how many pre-emptive switches at most every schedule was gone through.
    pub bound: Option<usize>,
    /// How long that took.
    pub elapsed_ms: f64,
    /// How the runs came out, and how many did.
    pub outcomes: Vec<(Outcome, u64)>,
    /// The shortest failure.
    pub shortest: Option<Failure>,
    /// The races in it.
    pub races: Vec<RaceReport>,
}

/// Checks a program under one Python.
pub fn check(source: &Arc<dyn Source>, model: Model, limits: &Limits) -> Checked {
    let start = (limits.now)();
    let shared = Arc::new(Shared::default());
    let mut job = Job {
        source,
        model,
        limits,
        start,
        shared,
    };
    job.learn();
    let (stopped, mut tally) = job.all();
    let complete = stopped == Stopped::Complete;
    let fails = tally.outcomes.keys().any(Outcome::failed);
    let mut bounds = Bounds::default();
    if fails || !complete {
        job.few(&mut bounds, fails, &mut tally, complete);
    }
    if !complete && bounds.shortest.is_none() {
        job.some(&mut tally);
    }
    job.conclude(tally, bounds, complete)
}

/// A check that is under way, as far as it concludes something.
pub(crate) struct Job<'a> {
    pub(crate) source: &'a Arc<dyn Source>,
    pub(crate) model: Model,
    pub(crate) limits: &'a Limits,
    pub(crate) start: f64,
    pub(crate) shared: Arc<Shared>,
}

/// What searches with few switches found.
#[derive(Default)]
pub(crate) struct Bounds {
    /// With how many switches at most every schedule was gone through.
    pub(crate) complete: Option<usize>,
    /// The failure with the fewest switches.
    pub(crate) shortest: Option<Shortest<Outcome>>,
    /// Whether no schedule has more switches.
    pub(crate) everything: bool,
}

/// How often a search is begun again at most because threads turned out to share more.
const AGAIN: usize = 1000;

impl Job<'_> {
    fn simulation(&self) -> Simulation {
        Simulation::new(self.source.clone(), self.model, self.shared.clone())
    }

    // A few random runs tell most of what threads share.
    fn learn(&self) {
        for _ in 0..AGAIN {
            let (mut simulation, mut random) = (self.simulation(), Random::new(self.limits.seed));
            let mut tally = Tally::default();
            for round in 0..12 {
                random.run(&mut simulation, &mut tally);
                if !self.limits.go_on(self.start, 0.2, round * 16) {
                    return;
                }
            }
            if !simulation.is_stale() {
                return;
            }
        }
    }

    fn all(&self) -> (Stopped, Tally<Outcome>) {
        for _ in 0..AGAIN {
            let go_on = |schedules| self.limits.go_on(self.start, 0.5, schedules);
            let (stopped, tally) = self.search(&go_on);
            if stopped != Stopped::Stale {
                return (stopped, tally);
            }
        }
        (Stopped::Limit, Tally::default())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn search(&self, go_on: &(dyn Fn(u64) -> bool + Sync)) -> (Stopped, Tally<Outcome>) {
        let programs = (0..self.limits.workers.max(1)).map(|_| self.simulation()).collect();
        explore::explore(programs, go_on)
    }

    #[cfg(target_arch = "wasm32")]
    fn search(&self, go_on: &(dyn Fn(u64) -> bool + Sync)) -> (Stopped, Tally<Outcome>) {
        let mut search = explore::Search::new(self.simulation());
        let stopped = search.advance(go_on);
        (stopped, std::mem::take(&mut search.tally))
    }

    // Rising numbers of switches, until something fails, or there are no schedules with more, or the time is over.
    fn few(&mut self, bounds: &mut Bounds, fails: bool, tally: &mut Tally<Outcome>, complete: bool) {
        let mut simulation = self.simulation();
        let mut bound = 0;
        while bound <= self.limits.switches.unwrap_or(if fails { 12 } else { 64 }) {
            let mut search = Bounded::new(bound);
            let stopped = search.advance(&mut simulation, |schedules| {
                self.limits.go_on(self.start, 0.9, schedules)
            });
            if stopped == Stopped::Stale {
                simulation = self.simulation();
                bounds.complete = None;
                bound = 0;
                continue;
            }
            if !complete {
                tally.join(std::mem::take(&mut search.tally));
            }
            bounds.shortest = search.shortest.take();
            if stopped == Stopped::Complete && bounds.shortest.is_none() {
                bounds.complete = Some(bound);
            }
            bounds.everything = stopped == Stopped::Complete && !search.is_beyond();
            if bounds.shortest.is_some() || stopped != Stopped::Complete || bounds.everything {
                return;
            }
            bound += 1;
        }
    }

    fn some(&self, tally: &mut Tally<Outcome>) {
        let (mut simulation, mut random) = (self.simulation(), Random::new(self.limits.seed));
        let mut rounds = 0;
        while self.limits.go_on(self.start, 1.0, rounds * 16) && rounds < 100_000 {
            random.run(&mut simulation, tally);
            rounds += 1;
        }
    }

    pub(crate) fn conclude(&self, tally: Tally<Outcome>, bounds: Bounds, complete: bool) -> Checked {
        let complete = complete || bounds.everything;
        let schedule = self.shortest(&tally, &bounds);
        let verdict = match (&schedule, complete) {
            (Some(_), _) => Verdict::Fails,
            (None, true) => Verdict::Safe,
            (None, false) => Verdict::Unknown,
        };
        let (shortest, races) = schedule.map_or((None, Vec::new()), |(schedule, outcome)| {
            let (failure, races) = report::explain(&mut self.simulation(), &schedule, outcome);
            (Some(failure), races)
        });
        Checked {
            model: self.model,
            verdict,
            complete,
            schedules: tally.schedules,
            bound: if complete { None } else { bounds.complete },
            elapsed_ms: (self.limits.now)() - self.start,
            outcomes: counted(tally),
            shortest,
            races,
        }
    }

    fn shortest(&self, tally: &Tally<Outcome>, bounds: &Bounds) -> Option<(Vec<Task>, Outcome)> {
        if let Some(shortest) = &bounds.shortest {
            return Some((shortest.schedule.clone(), shortest.outcome.clone()));
        }
        let failures = tally.outcomes.iter().filter(|(outcome, _)| outcome.failed());
        let least = failures.min_by_key(|(outcome, told)| (told.schedule.len(), (*outcome).clone()));
        least.map(|(outcome, told)| (told.schedule.clone(), outcome.clone()))
    }
}

fn counted(tally: Tally<Outcome>) -> Vec<(Outcome, u64)> {
    let sorted: BTreeMap<Outcome, u64> = tally
        .outcomes
        .into_iter()
        .map(|(outcome, told)| (outcome, told.count))
        .collect();
    sorted.into_iter().collect()
}

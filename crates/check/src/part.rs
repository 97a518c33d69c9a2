//! A large search in parts: cut into shards that are disjoint and together the whole, or put away and gone on with later.

use std::sync::Arc;

use explore::{Frontier, Random, Sofar, Stopped, Tally};

use crate::checking::Bounds;
use crate::limits::{Limits, Progress, Stage};
use crate::model::Model;
use crate::outcome::Outcome;
use crate::simulation::{Shared, Simulation, Source};
use crate::verdict::{self, Checked};

/// How many random runs teach what threads share before a search is cut: whoever cuts it must have learnt the same.
const LEARNING: u64 = 200;
/// How often it is begun again at most because threads turned out to share more.
const AGAIN: usize = 1000;
/// The part of the time that is spent on the shortest failure besides.
const SHORTENING: f64 = 0.25;

/// One of some disjoint parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 0.
    pub index: usize,
    /// Of how many.
    pub of: usize,
}

/// Where a search stands: all that is needed to go on.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What threads share, as far as is known.
    pub shared: Arc<Shared>,
    /// What is left; `None`: nothing was tried yet.
    pub left: Option<Frontier>,
    /// What was counted.
    pub tally: Tally<Outcome>,
    /// Whether a shard goes through the whole: it learnt more of what threads share than the others can know, so the cut is void.
    pub whole: bool,
    /// How long that took so far.
    pub elapsed_ms: f64,
}

/// Goes on with a search, of a shard or of the whole, until it is through or the limits are reached; whether it is through. The limit of schedules counts those
/// of before, that of time does not.
pub fn advance(
    source: &Arc<dyn Source>,
    model: Model,
    limits: &Limits,
    shard: Option<Shard>,
    from: Standing,
) -> (bool, Standing) {
    let part = Part::new(source, model, limits);
    let (stopped, mut standing) = part.search(shard, from);
    standing.elapsed_ms += (limits.now)() - part.start;
    (stopped == Stopped::Complete, standing)
}

/// What follows from a search, with the shortest failure if there is one. `complete`, and a verdict of safe, are of the shard alone.
pub fn conclude(
    source: &Arc<dyn Source>,
    model: Model,
    limits: &Limits,
    complete: bool,
    standing: &Standing,
) -> Checked {
    let part = Part::new(source, model, limits);
    let mut checked = part.conclude(complete, standing);
    checked.elapsed_ms = standing.elapsed_ms + (limits.now)() - part.start;
    checked
}

struct Part<'a> {
    source: &'a Arc<dyn Source>,
    model: Model,
    limits: &'a Limits,
    start: f64,
}

impl<'a> Part<'a> {
    fn new(source: &'a Arc<dyn Source>, model: Model, limits: &'a Limits) -> Self {
        Self {
            source,
            model,
            limits,
            start: (limits.now)(),
        }
    }

    fn simulation(&self, shared: &Arc<Shared>) -> Simulation {
        Simulation::new(self.source.clone(), self.model, shared.clone())
    }

    fn search(&self, shard: Option<Shard>, mut standing: Standing) -> (Stopped, Standing) {
        if standing.left.is_none() {
            self.learn(&standing.shared);
        }
        for _ in 0..AGAIN {
            if let (None, Some(shard), false) = (&standing.left, shard, standing.whole)
                && !self.cut(shard, &mut standing)
            {
                continue;
            }
            let workers = self.limits.workers.max(1);
            let programs = (0..workers).map(|_| self.simulation(&standing.shared)).collect();
            let tally = std::mem::take(&mut standing.tally);
            let (stopped, tally, left) =
                explore::explore_from(programs, standing.left.as_ref(), tally, &|sofar| self.goes_on(sofar));
            if stopped != Stopped::Stale {
                (standing.tally, standing.left) = (tally, Some(left));
                return (stopped, standing);
            }
            standing.left = None;
            standing.whole = shard.is_some();
        }
        (Stopped::Limit, standing)
    }

    // The same runs wherever it happens, whatever the clock says.
    fn learn(&self, shared: &Arc<Shared>) {
        for _ in 0..AGAIN {
            let (mut simulation, mut random) = (self.simulation(shared), Random::new(self.limits.seed));
            for _ in 0..LEARNING {
                random.run(&mut simulation, &mut Tally::default());
            }
            if !explore::Program::is_stale(&simulation) {
                return;
            }
        }
    }

    /// `false`: threads share more than was known, which everybody who cuts learns here.
    fn cut(&self, shard: Shard, standing: &mut Standing) -> bool {
        let mut simulation = self.simulation(&standing.shared);
        let Some((left, tally)) = explore::part(&mut simulation, shard.index, shard.of) else {
            return false;
        };
        (standing.left, standing.tally) = (Some(left), tally);
        true
    }

    fn goes_on(&self, sofar: Sofar) -> bool {
        let progress = Progress {
            model: self.model,
            stage: Stage::All,
            schedules: sofar.schedules,
            failures: sofar.failures,
        };
        self.limits.tell(progress);
        self.limits.go_on(self.start, 1.0, sofar.schedules)
    }

    fn conclude(&self, complete: bool, standing: &Standing) -> Checked {
        let bounds = Bounds {
            everything: complete,
            ..Bounds::default()
        };
        let simulation = self.simulation(&standing.shared);
        let shared = standing.shared.clone();
        let mut checked = verdict::conclude(simulation, self.model, standing.tally.clone(), bounds, shared);
        if standing.tally.failures > 0 {
            self.shorten(&mut checked);
        }
        checked
    }

    // What is found first has not the fewest switches; a search of the whole by rising numbers of them finds that soon if there are few.
    fn shorten(&self, checked: &mut Checked) {
        let limits = Limits {
            millis: self.limits.millis * SHORTENING,
            watcher: None,
            ..self.limits.clone()
        };
        let usual = verdict::check(self.source, self.model, &limits);
        if usual.shortest.is_some() {
            (checked.shortest, checked.races, checked.shared) = (usual.shortest, usual.races, usual.shared);
            checked.examples = usual.examples;
        }
    }
}

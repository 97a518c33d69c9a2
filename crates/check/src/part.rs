//! A large search in parts: cut into shards that are disjoint and together the whole, or put away and gone on with later.

use std::sync::Arc;

use explore::{Frontier, Random, Sofar, Stopped, Tally};

use crate::bounds::Bounds;
use crate::checking;
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

impl Standing {
    /// Whether nothing is left to try.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.left.as_ref().is_some_and(|left| left.branches.is_empty())
    }

    /// Whether every schedule was tried to its end: none is left, and no run was too long.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_through() && self.tally.cut == 0
    }
}

/// A search in parts under way. The limit of schedules counts those of before, that of time begins with it.
pub struct Part<'a> {
    source: &'a Arc<dyn Source>,
    model: Model,
    limits: &'a Limits,
    shard: Option<Shard>,
    start: f64,
}

impl<'a> Part<'a> {
    /// A search of a shard, or of the whole, that begins now.
    pub fn new(source: &'a Arc<dyn Source>, model: Model, limits: &'a Limits, shard: Option<Shard>) -> Self {
        Self {
            source,
            model,
            limits,
            shard,
            start: (limits.now)(),
        }
    }

    /// Under which Python.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// Whether something is left to try, and the limits let it.
    pub fn goes_on(&self, standing: &Standing) -> bool {
        !standing.is_through() && self.is_within(standing.tally.schedules)
    }

    fn is_within(&self, schedules: u64) -> bool {
        self.limits.go_on(self.start, 1.0, schedules)
    }

    /// Goes on until the search is through, the limits are reached or so many milliseconds of trying schedules are over. What must be learnt and cut first is
    /// done in one piece: who has no time for that knows nothing.
    pub fn advance(&self, from: Standing, slice: f64) -> Standing {
        let begun = (self.limits.now)();
        let nothing = Standing {
            whole: from.whole,
            elapsed_ms: from.elapsed_ms,
            ..Standing::default()
        };
        let mut standing = self.search(from, slice).unwrap_or(nothing);
        standing.elapsed_ms += (self.limits.now)() - begun;
        standing
    }

    /// What follows from a search, with the shortest failure if there is one. That it is complete, and a verdict of safe, are of the shard alone.
    pub fn conclude(&self, standing: &Standing) -> Checked {
        let begun = (self.limits.now)();
        let mut checked = self.concluded(standing);
        checked.elapsed_ms = standing.elapsed_ms + (self.limits.now)() - begun;
        checked
    }

    fn simulation(&self, shared: &Arc<Shared>) -> Simulation {
        Simulation::new(self.source.clone(), self.model, shared.clone())
    }

    fn search(&self, mut standing: Standing, slice: f64) -> Option<Standing> {
        if standing.left.is_none() && !self.learn(&standing.shared) {
            return None;
        }
        for _ in 0..AGAIN {
            match self.cut(&mut standing) {
                Err(Stopped::Stale) => continue,
                Err(_) => return None,
                Ok(()) => {}
            }
            if self.explore(&mut standing, slice) != Stopped::Stale {
                return Some(standing);
            }
            (standing.left, standing.tally) = (None, Tally::default());
            standing.whole = self.shard.is_some();
        }
        Some(standing)
    }

    // The same runs wherever it happens: who must stop before the end forgets what it learnt. Whether it came to the end.
    fn learn(&self, shared: &Arc<Shared>) -> bool {
        for _ in 0..AGAIN {
            let (mut simulation, mut random) = (self.simulation(shared), Random::new(self.limits.seed));
            for _ in 0..LEARNING {
                if !self.is_within(0) {
                    return false;
                }
                random.run(&mut simulation, &mut Tally::default());
            }
            if !explore::Program::is_stale(&simulation) {
                return true;
            }
        }
        true
    }

    // A shard that has not begun is cut out; if threads turn out to share more, everybody who cuts learns it here.
    fn cut(&self, standing: &mut Standing) -> Result<(), Stopped> {
        let (None, Some(shard), false) = (&standing.left, self.shard, standing.whole) else {
            return Ok(());
        };
        let mut simulation = self.simulation(&standing.shared);
        let (left, tally) = explore::part(&mut simulation, shard.index, shard.of, &|| self.is_within(0))?;
        (standing.left, standing.tally) = (Some(left), tally);
        Ok(())
    }

    fn explore(&self, standing: &mut Standing, slice: f64) -> Stopped {
        let workers = self.limits.workers.max(1);
        let programs = (0..workers).map(|_| self.simulation(&standing.shared)).collect();
        let tally = std::mem::take(&mut standing.tally);
        let end = (self.limits.now)() + slice;
        let go_on = |sofar| self.tells(sofar) && (self.limits.now)() < end;
        let (stopped, tally, left) = explore::explore_from(programs, standing.left.as_ref(), tally, &go_on);
        (standing.tally, standing.left) = (tally, Some(left));
        stopped
    }

    fn tells(&self, sofar: Sofar) -> bool {
        self.limits.tell(Progress {
            model: self.model,
            stage: Stage::All,
            schedules: sofar.schedules,
            failures: sofar.failures,
        });
        self.is_within(sofar.schedules)
    }

    fn concluded(&self, standing: &Standing) -> Checked {
        let bounds = Bounds {
            everything: standing.is_complete(),
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
        let usual = checking::check(self.source, self.model, &limits);
        if usual.shortest.is_some() {
            (checked.shortest, checked.races, checked.shared) = (usual.shortest, usual.races, usual.shared);
            checked.examples = usual.examples;
        }
    }
}

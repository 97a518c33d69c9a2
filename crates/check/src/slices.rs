//! A check in slices: for one thread that must answer others between them, such as a Worker of a page.

use std::sync::Arc;

use explore::{Bounded, Random, Search, Stopped, Tally};

use crate::limits::Limits;
use crate::model::Model;
use crate::outcome::Outcome;
use crate::simulation::{Shared, Simulation, Source};
use crate::verdict::{Bounds, Checked, Job};

/// How many random runs tell most of what threads share.
const LEARNT: u64 = 12;
/// How often learning begins again at most because threads turned out to share more.
const AGAIN: usize = 1000;
/// Once a failure is known, so much of the time goes into the full search: then the shortest is looked for.
const KNOWN: f64 = 0.08;

/// A check of a program under one Python that goes on whenever it is told to, and says in between how far it is.
pub struct Slices {
    source: Arc<dyn Source>,
    model: Model,
    limits: Limits,
    shared: Arc<Shared>,
    /// When it began, moved on by every pause.
    start: f64,
    paused: f64,
    phase: Phase,
    again: usize,
    tally: Tally<Outcome>,
    bounds: Bounds,
    complete: bool,
}

enum Phase {
    Learn(Box<Simulation>, Random, u64),
    All(Box<Search<Simulation>>),
    Few(Box<Simulation>, Bounded<Simulation>),
    Some(Box<Simulation>, Random, u64),
    Over,
}

impl Slices {
    /// A check that has not begun.
    pub fn new(source: Arc<dyn Source>, model: Model, limits: Limits) -> Self {
        let shared = Arc::new(Shared::default());
        let now = (limits.now)();
        let random = Random::new(limits.seed);
        let simulation = Simulation::new(source.clone(), model, shared.clone());
        Self {
            source,
            model,
            limits,
            shared,
            start: now,
            paused: now,
            phase: Phase::Learn(Box::new(simulation), random, 0),
            again: 0,
            tally: Tally::default(),
            bounds: Bounds::default(),
            complete: false,
        }
    }

    /// Which Python.
    #[must_use]
    pub fn model(&self) -> Model {
        self.model
    }

    /// What was learnt of what threads share: whoever plays a schedule again sees as much as the check did.
    #[must_use]
    pub fn shared(&self) -> Arc<Shared> {
        self.shared.clone()
    }

    /// Goes on for so many milliseconds, and to the end of the schedule that is being tried then; whether there is more to do.
    pub fn advance(&mut self, millis: f64) -> bool {
        let now = (self.limits.now)();
        self.start += now - self.paused;
        let end = now + millis;
        while !matches!(self.phase, Phase::Over) && (self.limits.now)() < end {
            self.phase = match std::mem::replace(&mut self.phase, Phase::Over) {
                Phase::Learn(simulation, random, round) => self.learn(simulation, random, round),
                Phase::All(search) => self.all(search, end),
                Phase::Few(simulation, bounded) => self.few(simulation, bounded, end),
                Phase::Some(simulation, random, round) => self.some(simulation, random, round),
                Phase::Over => Phase::Over,
            };
        }
        self.paused = (self.limits.now)();
        !matches!(self.phase, Phase::Over)
    }

    /// How many schedules were tried so far, and how many of them failed.
    #[must_use]
    pub fn tried(&self) -> (u64, u64) {
        let live = match &self.phase {
            Phase::All(search) => Some(&search.tally),
            Phase::Few(_, bounded) if !self.complete => Some(&bounded.tally),
            _ => None,
        };
        let all = [Some(&self.tally), live].into_iter().flatten();
        all.fold((0, 0), |(schedules, failed), tally| {
            (schedules + tally.schedules, failed + failures(tally))
        })
    }

    /// What was found out, whether or not it came to its end.
    pub fn conclude(&mut self) -> Checked {
        match std::mem::replace(&mut self.phase, Phase::Over) {
            Phase::All(mut search) => self.tally.join(std::mem::take(&mut search.tally)),
            Phase::Few(_, mut bounded) => self.take(&mut bounded),
            _ => {}
        }
        let job = Job {
            source: &self.source,
            model: self.model,
            limits: &self.limits,
            start: self.start,
            shared: self.shared.clone(),
        };
        job.conclude(
            std::mem::take(&mut self.tally),
            std::mem::take(&mut self.bounds),
            self.complete,
        )
    }

    fn simulation(&self) -> Box<Simulation> {
        Box::new(Simulation::new(self.source.clone(), self.model, self.shared.clone()))
    }

    fn fails(&self) -> bool {
        failures(&self.tally) > 0
    }

    fn learn(&mut self, mut simulation: Box<Simulation>, mut random: Random, round: u64) -> Phase {
        random.run(&mut *simulation, &mut Tally::default());
        let goes_on = self.limits.go_on(self.start, 0.2, round * 16);
        if round + 1 < LEARNT && goes_on {
            return Phase::Learn(simulation, random, round + 1);
        }
        self.again += 1;
        if explore::Program::is_stale(&*simulation) && self.again < AGAIN && goes_on {
            return Phase::Learn(self.simulation(), Random::new(self.limits.seed), 0);
        }
        self.again = 0;
        self.search()
    }

    fn search(&self) -> Phase {
        Phase::All(Box::new(Search::new(*self.simulation())))
    }

    fn all(&mut self, mut search: Box<Search<Simulation>>, end: f64) -> Phase {
        let (limits, start) = (&self.limits, self.start);
        let mut over = false;
        let stopped = search.advance(|schedules| {
            over = !limits.go_on(start, 0.5, schedules);
            !over && (limits.now)() < end
        });
        let known = stopped == Stopped::Limit && failures(&search.tally) > 0 && !limits.go_on(start, KNOWN, 16);
        match stopped {
            Stopped::Stale if self.again < AGAIN && limits.go_on(start, 0.5, 16) => {
                self.again += 1;
                self.search()
            }
            Stopped::Limit if !over && !known => Phase::All(search),
            _ => {
                self.complete = stopped == Stopped::Complete;
                self.tally = std::mem::take(&mut search.tally);
                self.shortest()
            }
        }
    }

    // Rising numbers of switches, where something fails or not all was seen.
    fn shortest(&mut self) -> Phase {
        if self.fails() || !self.complete {
            Phase::Few(self.simulation(), Bounded::new(0))
        } else {
            Phase::Over
        }
    }

    fn few(&mut self, mut simulation: Box<Simulation>, mut bounded: Bounded<Simulation>, end: f64) -> Phase {
        let (limits, start) = (&self.limits, self.start);
        let mut over = false;
        let stopped = bounded.advance(&mut *simulation, |schedules| {
            over = !limits.go_on(start, 0.9, schedules);
            !over && (limits.now)() < end
        });
        match stopped {
            Stopped::Stale => {
                self.bounds.complete = None;
                return Phase::Few(self.simulation(), Bounded::new(0));
            }
            Stopped::Limit if !over => return Phase::Few(simulation, bounded),
            _ => {}
        }
        let bound = bounded.bound();
        self.take(&mut bounded);
        let complete = stopped == Stopped::Complete;
        if complete && self.bounds.shortest.is_none() {
            self.bounds.complete = Some(bound);
        }
        self.bounds.everything = complete && !bounded.is_beyond();
        let most = self.limits.switches.unwrap_or(if self.fails() { 12 } else { 64 });
        if self.bounds.shortest.is_some() || self.bounds.everything || !complete || bound >= most {
            return self.chance();
        }
        Phase::Few(simulation, Bounded::new(bound + 1))
    }

    fn take(&mut self, bounded: &mut Bounded<Simulation>) {
        let tally = std::mem::take(&mut bounded.tally);
        if !self.complete {
            self.tally.join(tally);
        }
        self.bounds.shortest = bounded.shortest.take();
    }

    // What is left of the time goes into random schedules, where nothing failed and not all was seen.
    fn chance(&self) -> Phase {
        if self.complete || self.bounds.everything || self.bounds.shortest.is_some() {
            return Phase::Over;
        }
        Phase::Some(self.simulation(), Random::new(self.limits.seed), 0)
    }

    fn some(&mut self, mut simulation: Box<Simulation>, mut random: Random, round: u64) -> Phase {
        random.run(&mut *simulation, &mut self.tally);
        if self.limits.go_on(self.start, 1.0, round * 16) && round < 100_000 && !self.fails() {
            Phase::Some(simulation, random, round + 1)
        } else {
            Phase::Over
        }
    }
}

fn failures(tally: &Tally<Outcome>) -> u64 {
    let failed = tally.outcomes.iter().filter(|(outcome, _)| outcome.failed());
    failed.map(|(_, told)| told.count).sum()
}

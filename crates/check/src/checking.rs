//! A check under way: what threads share is learnt, then every schedule is tried, then those with few switches, then random ones.

use std::sync::Arc;

use explore::{Bounded, Program, Random, Search, Sofar, Stopped, Tally};

use crate::bounds::Bounds;
use crate::limits::{Limits, Progress, Stage};
use crate::model::Model;
use crate::outcome::Outcome;
use crate::simulation::{Shared, Simulation, Source};
use crate::verdict::{self, Checked};

/// How often a search is begun again at most because threads turned out to share more.
const AGAIN: usize = 1000;
/// How many random runs tell most of what threads share.
const LEARNING: u64 = 12;
/// The part of the time until which every schedule is tried, as long as none has failed.
const ALL: f64 = 0.5;
/// The same once some have: the shortest failure is worth more than how many there are.
const ALL_OF_FAILING: f64 = 0.1;
/// The part of the time until which few switches are tried.
const FEW: f64 = 0.9;
/// How many random schedules are tried at most.
const RANDOM: u64 = 100_000;
/// How many whole runs are tried of a program whose runs are too long to be searched.
const WHOLE: u64 = 24;
/// Who moves next is drawn in such a run one time in 2 to the power of this; or of up to so many less.
const RAREST: u32 = 17;
const RARER: u32 = 9;
/// With how many switches a failure is looked for that is known to be there, and one that is not.
const SWITCHES: (usize, usize) = (12, 64);

/// A check under way, which goes on a slice at a time.
pub struct Check {
    source: Arc<dyn Source>,
    model: Model,
    limits: Limits,
    /// When it began, in milliseconds, moved on by every pause.
    start: f64,
    paused: f64,
    shared: Arc<Shared>,
    state: State,
    tally: Tally<Outcome>,
    bounds: Bounds,
    again: usize,
    /// How many runs came to an end while it was learnt what threads share.
    ended: u64,
}

enum State {
    Learning(Box<Simulation>, Random, u64),
    All(Box<Search<Simulation>>),
    Few(Box<Simulation>, Box<Bounded<Simulation>>, usize),
    Random(Box<Simulation>, Random, u64),
    /// No run came to its end within what a search can have.
    Long(Box<Simulation>, Random, u64),
    Done,
}

impl Check {
    /// A check that has not begun.
    pub fn new(source: &Arc<dyn Source>, model: Model, limits: &Limits) -> Self {
        let shared = Arc::new(Shared::default());
        let simulation = Simulation::new(source.clone(), model, shared.clone());
        let now = (limits.now)();
        Self {
            source: source.clone(),
            model,
            start: now,
            paused: now,
            shared,
            state: State::Learning(Box::new(simulation), Random::new(limits.seed), 0),
            tally: Tally::default(),
            bounds: Bounds::default(),
            again: 0,
            ended: 0,
            limits: limits.clone(),
        }
    }

    /// What was learnt so far of what threads share: who plays a schedule again sees as much as the check did.
    #[must_use]
    pub fn shared(&self) -> Arc<Shared> {
        self.shared.clone()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let (stage, more) = match &self.state {
            State::Learning(..) => (Stage::Learning, Sofar::default()),
            State::All(search) => (Stage::All, search.tally.sofar()),
            State::Few(_, search, bound) => (Stage::Few(*bound), search.tally.sofar()),
            State::Random(..) | State::Long(..) => (Stage::Random, Sofar::default()),
            State::Done => (Stage::Done, Sofar::default()),
        };
        Progress {
            model: self.model,
            stage,
            schedules: self.tally.schedules + more.schedules,
            failures: self.tally.failures + more.failures,
        }
    }

    /// Goes on as long as the caller says so; it is asked after each schedule. What was found, once that is all. The time between two calls does
    /// not count towards the limit.
    pub fn advance(&mut self, go_on: &mut dyn FnMut() -> bool) -> Option<Checked> {
        self.start += (self.limits.now)() - self.paused;
        let checked = self.go(go_on);
        self.paused = (self.limits.now)();
        checked
    }

    fn go(&mut self, go_on: &mut dyn FnMut() -> bool) -> Option<Checked> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Done) {
                State::Learning(simulation, random, round) => self.learn(simulation, random, round),
                State::All(search) => self.all(search, go_on),
                State::Few(simulation, search, bound) => self.few(simulation, search, bound, go_on),
                State::Random(simulation, random, round) => self.some(simulation, random, round),
                State::Long(simulation, random, round) => self.whole(simulation, random, round),
                State::Done => return Some(self.conclude()),
            };
            if !matches!(self.state, State::Done) && !go_on() {
                return None;
            }
        }
    }

    /// Concludes at once with what is known.
    pub fn stop(&mut self) -> Checked {
        match std::mem::replace(&mut self.state, State::Done) {
            State::All(mut search) => self.tally.join(std::mem::take(&mut search.tally)),
            State::Few(_, mut search, _) => {
                self.bounds.shortest = search.shortest.take();
                self.tally.join(std::mem::take(&mut search.tally));
            }
            _ => {}
        }
        self.conclude()
    }

    fn simulation(&self) -> Simulation {
        let mut simulation = Simulation::new(self.source.clone(), self.model, self.shared.clone());
        if self.bounds.long {
            simulation.lengthen();
        }
        simulation
    }

    fn in_time(&self, part: f64, schedules: u64) -> bool {
        self.limits.go_on(self.start, part, schedules)
    }

    fn learn(&mut self, mut simulation: Box<Simulation>, mut random: Random, round: u64) -> State {
        let mut learnt = Tally::default();
        random.run(&mut *simulation, &mut learnt);
        self.ended += learnt.schedules - learnt.cut;
        let round = round + 1;
        if round < LEARNING && self.in_time(0.2, 0) {
            return State::Learning(simulation, random, round);
        }
        self.again += 1;
        if simulation.is_stale() && self.again < AGAIN && self.in_time(0.2, 0) {
            // Runs of coarser steps are shorter.
            self.ended = 0;
            let simulation = Box::new(self.simulation());
            return State::Learning(simulation, Random::new(self.limits.seed), 0);
        }
        self.again = 0;
        if self.ended == 0 {
            self.bounds.long = true;
            return State::Long(Box::new(self.simulation()), Random::new(self.limits.seed), 0);
        }
        self.begin_all()
    }

    #[cfg(target_arch = "wasm32")]
    fn begin_all(&mut self) -> State {
        State::All(Box::new(Search::new(self.simulation())))
    }

    // Several workers go through all in one slice.
    #[cfg(not(target_arch = "wasm32"))]
    fn begin_all(&mut self) -> State {
        if self.limits.workers < 2 {
            return State::All(Box::new(Search::new(self.simulation())));
        }
        for _ in 0..AGAIN {
            let programs = (0..self.limits.workers).map(|_| self.simulation()).collect();
            let (stopped, tally) =
                explore::explore(programs, &|sofar| goes_on(&self.limits, self.model, self.start, sofar));
            if stopped != Stopped::Stale {
                self.tally = tally;
                return self.after_all(stopped);
            }
        }
        self.after_all(Stopped::Limit)
    }

    fn all(&mut self, mut search: Box<Search<Simulation>>, go_on: &mut dyn FnMut() -> bool) -> State {
        let (limits, model, start) = (&self.limits, self.model, self.start);
        let mut paused = false;
        let stopped = search.advance(|sofar| {
            paused = !go_on();
            !paused && goes_on(limits, model, start, sofar)
        });
        if stopped == Stopped::Limit && paused {
            return State::All(search);
        }
        if stopped == Stopped::Stale && self.again < AGAIN {
            self.again += 1;
            return State::All(Box::new(Search::new(self.simulation())));
        }
        self.tally = std::mem::take(&mut search.tally);
        self.after_all(stopped)
    }

    fn after_all(&mut self, stopped: Stopped) -> State {
        self.bounds.everything = stopped == Stopped::Complete;
        if self.bounds.everything && self.tally.failures == 0 {
            return State::Done;
        }
        State::Few(Box::new(self.simulation()), Box::new(Bounded::new(0)), 0)
    }

    // Rising numbers of switches, until something fails, or there are no schedules with more, or the time is over.
    fn few(
        &mut self,
        mut simulation: Box<Simulation>,
        mut search: Box<Bounded<Simulation>>,
        bound: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> State {
        let (limits, model, start, before) = (&self.limits, self.model, self.start, self.tally.sofar());
        let mut paused = false;
        let stopped = search.advance(&mut *simulation, |sofar| {
            limits.tell(told(model, Stage::Few(bound), before, sofar));
            paused = !go_on();
            !paused && limits.go_on(start, FEW, sofar.schedules)
        });
        match stopped {
            Stopped::Limit if paused => State::Few(simulation, search, bound),
            Stopped::Stale => {
                self.bounds.complete = None;
                State::Few(Box::new(self.simulation()), Box::new(Bounded::new(0)), 0)
            }
            stopped => self.after_few(simulation, &mut search, bound, stopped),
        }
    }

    fn after_few(
        &mut self,
        simulation: Box<Simulation>,
        search: &mut Bounded<Simulation>,
        bound: usize,
        stopped: Stopped,
    ) -> State {
        let complete = stopped == Stopped::Complete;
        if !self.bounds.everything {
            self.tally.join(std::mem::take(&mut search.tally));
        }
        self.bounds.shortest = search.shortest.take();
        if complete && self.bounds.shortest.is_none() {
            self.bounds.complete = Some(bound);
        }
        self.bounds.everything |= complete && !search.is_beyond();
        let most = self.limits.switches.unwrap_or(if self.tally.failures > 0 {
            SWITCHES.0
        } else {
            SWITCHES.1
        });
        if self.bounds.shortest.is_some() || self.bounds.everything && self.tally.failures == 0 {
            return State::Done;
        }
        if complete && search.is_beyond() && bound < most {
            return State::Few(simulation, Box::new(Bounded::new(bound + 1)), bound + 1);
        }
        if self.bounds.everything {
            return State::Done;
        }
        State::Random(Box::new(self.simulation()), Random::new(self.limits.seed), 0)
    }

    fn some(&mut self, mut simulation: Box<Simulation>, mut random: Random, round: u64) -> State {
        random.run(&mut *simulation, &mut self.tally);
        self.limits
            .tell(told(self.model, Stage::Random, Sofar::default(), self.tally.sofar()));
        if round < RANDOM && self.in_time(1.0, round * 16) {
            State::Random(simulation, random, round + 1)
        } else {
            State::Done
        }
    }

    // Few switches, so that the loops of one thread meet those of another at a few places; more of them in every other run.
    fn whole(&mut self, mut simulation: Box<Simulation>, mut random: Random, round: u64) -> State {
        let odds = 1 << (RAREST - random.below(RARER));
        let mut run = Tally::default();
        random.run_rarely(odds, &mut *simulation, &mut run);
        if simulation.is_stale() {
            simulation = Box::new(self.simulation());
        } else {
            self.tally.join(run);
        }
        self.limits
            .tell(told(self.model, Stage::Random, Sofar::default(), self.tally.sofar()));
        if self.tally.failures == 0 && round < WHOLE && self.in_time(1.0, self.tally.schedules) {
            State::Long(simulation, random, round + 1)
        } else {
            State::Done
        }
    }

    fn conclude(&mut self) -> Checked {
        let simulation = self.simulation();
        let elapsed = (self.limits.now)() - self.start;
        let (tally, bounds) = (std::mem::take(&mut self.tally), std::mem::take(&mut self.bounds));
        let mut checked = verdict::conclude(simulation, self.model, tally, bounds, self.shared.clone());
        checked.elapsed_ms = elapsed;
        checked
    }
}

/// Checks a program under one Python.
pub fn check(source: &Arc<dyn Source>, model: Model, limits: &Limits) -> Checked {
    let mut check = Check::new(source, model, limits);
    loop {
        if let Some(checked) = check.advance(&mut || true) {
            return checked;
        }
    }
}

fn goes_on(limits: &Limits, model: Model, start: f64, sofar: Sofar) -> bool {
    limits.tell(told(model, Stage::All, Sofar::default(), sofar));
    let part = if sofar.failures > 0 { ALL_OF_FAILING } else { ALL };
    limits.go_on(start, part, sofar.schedules)
}

fn told(model: Model, stage: Stage, before: Sofar, sofar: Sofar) -> Progress {
    Progress {
        model,
        stage,
        schedules: before.schedules + sofar.schedules,
        failures: before.failures + sofar.failures,
    }
}

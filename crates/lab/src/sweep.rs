//! Throughput against the number of threads: what comes next, and what the runs so far say.

mod plan;

use crate::size::{first_size, truncate, whole};
use catalogue::{
    Engine, Experiment, Lock,
    pace::{CAP_MS, ROUNDS, RUN_MS},
};
use plan::{Item, Plan, SweepPoint};
use std::{collections::HashMap, sync::Arc};
use trace::{
    Curve, MachineLoad, Outcome, Point, Report,
    judge::{CurveTrend, course},
};
use workloads::input::Input;

/// So many rounds at most, if nothing can be told before.
const MOST_ROUNDS: u32 = 9;
/// How many times as long the next warm-up may be, and how long the last one is at least, in milliseconds.
const GROWTH: f64 = 32.0;
const WARM_MS: f64 = RUN_MS / 3.0;

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As much as half a minute has time for, of runs that are shorter than set where those would take too long.
    Patience,
    /// So many runs a point, each as large as is set, however long that takes.
    Runs(u32),
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Look how many cores are free, and tell [`Sweep::gauged`].
    Gauge,
    /// Run this, and tell [`Sweep::record`].
    Run(Experiment),
}

/// A plan of runs and what came of them.
///
/// Measured as a bench measures: it warms up; runs with different locks alternate and so does which of them comes first; it goes through all
/// points again and again, so that a machine that slows down slows all alike; and it looks before, between and after how many cores are free.
#[derive(Debug)]
pub struct Sweep {
    base: Experiment,
    input: Arc<Input>,
    /// The input of the last run, which is a part of the whole where runs are shortened.
    part: Option<(u64, Arc<Input>)>,
    locks: Vec<Lock>,
    pace: Pace,
    plan: Plan,
    /// How large a run with one thread is.
    size: u64,
    throughputs: HashMap<SweepPoint, Vec<f64>>,
    free: Vec<MachineLoad>,
    complaints: Vec<String>,
    /// Milliseconds since it began, when it was last told anything; those of counted runs, and how many they are.
    now_ms: f64,
    took_ms: f64,
    took: u32,
}

/// What a report added.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// A warm-up.
    Nothing,
    /// A run of a point, and the point as it stands now.
    Point(Lock, Point),
    /// A run that did not finish, so that its point is left out; why, in words.
    LeftOut(String),
}

impl Sweep {
    /// Plans runs for each of `threads` (rising) and each of `locks`, otherwise as `base` says; they read `input`, if the lab reads a text.
    pub fn new(base: &Experiment, input: Arc<Input>, threads: &[u32], locks: &[Lock], pace: Pace) -> Self {
        let base = whole(base, &input);
        let real = base.engine == Engine::Threads;
        let size = match pace {
            Pace::Patience if base.may_shorten() => first_size(&base),
            Pace::Patience | Pace::Runs(_) => base.size,
        };
        Sweep {
            input,
            part: None,
            locks: locks.to_vec(),
            pace,
            plan: Plan::new(threads, locks, real),
            size,
            base,
            throughputs: HashMap::new(),
            free: Vec::new(),
            complaints: Vec::new(),
            now_ms: 0.0,
            took_ms: 0.0,
            took: 0,
        }
    }

    /// What comes next; `None` when all is done. The same until it is told what came of it.
    pub fn next(&self) -> Option<Next> {
        let experiment = |(threads, lock): SweepPoint, size| Experiment {
            threads,
            lock,
            size,
            ..self.base.clone()
        };
        match self.plan.next()? {
            Item::Gauge => Some(Next::Gauge),
            Item::Warm(spot) => Some(Next::Run(experiment(spot, self.size))),
            Item::Run(spot) => Some(Next::Run(experiment(spot, self.size_with(spot.0)))),
        }
    }

    /// What the experiment of [`Next::Run`] reads.
    pub fn input(&mut self, experiment: &Experiment) -> Arc<Input> {
        match &self.part {
            Some((size, part)) if *size == experiment.size => part.clone(),
            _ => {
                let part = truncate(&self.input, experiment);
                self.part = Some((experiment.size, part.clone()));
                part
            }
        }
    }

    /// Takes how many cores were free, so many milliseconds after the sweep began; `None` where that cannot be told.
    pub fn gauged(&mut self, machine: Option<MachineLoad>, now_ms: f64) {
        self.now_ms = now_ms;
        self.free.extend(machine);
        self.plan.done();
        self.go_on();
    }

    /// Takes the report of what [`Sweep::next`] said, so many milliseconds after the sweep began.
    pub fn record(&mut self, report: &Report, now_ms: f64) -> Measured {
        let passed = now_ms - self.now_ms;
        self.now_ms = now_ms;
        let measured = match self.plan.next() {
            Some(Item::Warm(_)) => self.warmed(report),
            Some(Item::Run(spot)) => {
                self.took_ms += passed;
                self.took += 1;
                self.plan.done();
                match report.outcome {
                    Outcome::Finished => self.add(spot, report.throughput),
                    _ => self.leave_out(spot, report),
                }
            }
            Some(Item::Gauge) | None => Measured::Nothing,
        };
        self.go_on();
        measured
    }

    /// Runs that are still to come.
    pub fn left(&self) -> usize {
        self.plan.left(self.rounds())
    }

    /// Milliseconds that they will take, judging by those that were.
    pub fn left_ms(&self) -> f64 {
        let all = self.took_ms / f64::from(self.took.max(1)) * self.left() as f64;
        match self.pace {
            Pace::Patience => all.min((CAP_MS - self.now_ms).max(0.0)),
            Pace::Runs(_) => all,
        }
    }

    /// One curve a lock, as far as they are measured.
    pub fn curves(&self) -> Vec<Curve> {
        let curve = |lock: &Lock| Curve {
            lab: self.base.lab.id.into(),
            variant: self.base.variant.id.into(),
            lock: lock.id().into(),
            unit: self.base.lab.unit.into(),
            points: self.points(*lock),
            predicted: Vec::new(),
            machine: MachineLoad::typical(self.free.iter().copied()),
        };
        self.locks.iter().map(curve).collect()
    }

    /// Why points are missing, a sentence each.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    /// How large the runs with so many threads are; `None` where they are as large as is set.
    pub fn shortened(&self, threads: u32) -> Option<u64> {
        Some(self.size_with(threads)).filter(|size| *size < self.base.size)
    }

    fn size_with(&self, threads: u32) -> u64 {
        match self.pace {
            Pace::Patience if self.base.may_shorten() => self.base.size_for(self.size, threads),
            Pace::Patience | Pace::Runs(_) => self.base.size,
        }
    }

    fn rounds(&self) -> u32 {
        match self.pace {
            Pace::Runs(runs) => runs,
            Pace::Patience if self.base.may_shorten() => ROUNDS,
            Pace::Patience => 1,
        }
    }

    fn points(&self, lock: Lock) -> Vec<Point> {
        let threads = self.plan.threads().iter();
        let points = threads.filter_map(|threads| Point::of(*threads, self.throughputs.get(&(*threads, lock))?));
        points.collect()
    }

    /// The warm-up grows until it is long enough to say how large a run must be.
    fn warmed(&mut self, report: &Report) -> Measured {
        let grows = self.pace == Pace::Patience && report.outcome == Outcome::Finished && self.size < self.base.size;
        if !grows {
            self.plan.done();
            return Measured::Nothing;
        }
        let times = |wanted: f64| wanted / report.elapsed_ms.max(1e-3);
        let long_enough = report.elapsed_ms >= WARM_MS;
        let factor = match long_enough {
            true => times(RUN_MS),
            false => times(RUN_MS).clamp(2.0, GROWTH),
        };
        let size = (self.size as f64 * factor) as u64;
        self.size = size.clamp(self.base.lab.size.least.max(1), self.base.size);
        if long_enough {
            self.plan.done();
        }
        Measured::Nothing
    }

    fn add(&mut self, spot: SweepPoint, throughput: f64) -> Measured {
        let throughputs = self.throughputs.entry(spot).or_default();
        throughputs.push(throughput);
        match Point::of(spot.0, throughputs) {
            Some(point) => Measured::Point(spot.1, point),
            None => Measured::Nothing,
        }
    }

    /// Plans the next round when one is over, unless there is no patience for it, or it would tell nothing new.
    fn go_on(&mut self) {
        let late = self.pace == Pace::Patience && self.base.may_shorten() && self.now_ms >= CAP_MS;
        if late {
            return self.plan.cut();
        }
        if self.plan.next().is_some() {
            return;
        }
        let rounds = self.plan.rounds();
        let more = rounds < self.rounds() || (rounds < MOST_ROUNDS && self.may_tell_more());
        match more {
            true => self.plan.round(),
            false => self.plan.end(),
        }
    }

    fn may_tell_more(&self) -> bool {
        let curves = self.curves();
        let trust = Curve::trust(&curves);
        let unclear = |curve: &Curve| curve.points.len() > 1 && course(&curve.points, &trust) == CurveTrend::Unclear;
        self.pace == Pace::Patience && self.base.may_shorten() && curves.iter().any(unclear)
    }

    /// One run that does not finish spoils the point, for the fastest of the others would be all that is left.
    fn leave_out(&mut self, spot: SweepPoint, report: &Report) -> Measured {
        self.plan.leave_out(spot);
        self.throughputs.remove(&spot);
        let (threads, lock) = spot;
        let happened = match report.outcome {
            Outcome::Deadlocked => "deadlocked",
            Outcome::Stopped => "was stopped",
            Outcome::TimedOut => "took too long",
            Outcome::Crashed | Outcome::Finished => "crashed",
        };
        let plural = if threads == 1 { "" } else { "s" };
        let sentence = format!(
            "The point at {threads} thread{plural} with the lock {} is left out: a run {happened}.",
            name(lock)
        );
        self.complaints.push(sentence.clone());
        Measured::LeftOut(sentence)
    }
}

fn name(lock: Lock) -> &'static str {
    match lock {
        Lock::Off => "off",
        Lock::CPython => "on",
        Lock::Held => "held while waiting",
    }
}

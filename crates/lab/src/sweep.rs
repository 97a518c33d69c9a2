//! Throughput against the number of threads: which run comes next, and what the runs so far say.

use catalogue::{Engine, Experiment, Lock};
use std::collections::{HashMap, VecDeque};
use trace::{Curve, Outcome, Point, Report};

/// A number of threads and a lock.
type Spot = (u32, Lock);

/// A plan of runs and what came of them.
///
/// Runs with different locks alternate, and so does which of them comes first, so that a machine that slows down slows all alike.
/// The first run only warms up and does not count.
#[derive(Debug)]
pub struct Sweep {
    base: Experiment,
    locks: Vec<Lock>,
    runs: u32,
    plan: VecDeque<Spot>,
    warm: bool,
    throughputs: HashMap<Spot, Vec<f64>>,
    points: HashMap<Lock, Vec<Point>>,
    complaints: Vec<String>,
    took_ms: f64,
    took: u32,
}

/// What a report added.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// The warm-up, or one of several runs of a point.
    Partly,
    /// The last run of a point.
    Point(Lock, Point),
    /// A run that did not finish, so that its point is left out; why, in words.
    LeftOut(String),
}

impl Sweep {
    /// Plans `runs` runs for each of `threads` (rising) and each of `locks`, otherwise as `base` says.
    pub fn new(base: &Experiment, threads: &[u32], locks: &[Lock], runs: u32) -> Self {
        Sweep {
            base: base.clone(),
            locks: locks.to_vec(),
            runs,
            plan: plan(threads, locks, runs),
            // Lockstep is as fast cold as it is warm.
            warm: base.engine == Engine::Lockstep,
            throughputs: HashMap::new(),
            points: HashMap::new(),
            complaints: Vec::new(),
            took_ms: 0.0,
            took: 0,
        }
    }

    /// What to run next; `None` when all is done. The same until its report is [recorded](Sweep::record).
    pub fn next(&self) -> Option<Experiment> {
        self.plan.front().map(|&(threads, lock)| Experiment {
            threads,
            lock,
            ..self.base.clone()
        })
    }

    /// Takes the report of what [`Sweep::next`] said.
    pub fn record(&mut self, report: &Report) -> Measured {
        self.took_ms += report.elapsed_ms;
        self.took += 1;
        if !self.warm && report.outcome == Outcome::Finished {
            self.warm = true;
            return Measured::Partly;
        }
        let Some(spot) = self.plan.pop_front() else {
            return Measured::Partly;
        };
        match report.outcome {
            Outcome::Finished => self.add(spot, report.throughput),
            _ => self.leave_out(spot, report),
        }
    }

    /// Runs that are still to come.
    pub fn left(&self) -> usize {
        self.plan.len() + usize::from(!self.warm && !self.plan.is_empty())
    }

    /// Milliseconds that they will take, judging by those that were.
    pub fn left_ms(&self) -> f64 {
        self.took_ms / f64::from(self.took.max(1)) * self.left() as f64
    }

    /// One curve a lock, as far as they are measured.
    pub fn curves(&self) -> Vec<Curve> {
        let curve = |lock: &Lock| Curve {
            lab: self.base.lab.id.into(),
            variant: self.base.variant.id.into(),
            lock: lock.id().into(),
            unit: self.base.lab.unit.into(),
            points: self.points.get(lock).cloned().unwrap_or_default(),
            predicted: Vec::new(),
        };
        self.locks.iter().map(curve).collect()
    }

    /// Why points are missing, a sentence each.
    pub fn complaints(&self) -> &[String] {
        &self.complaints
    }

    fn add(&mut self, spot: Spot, throughput: f64) -> Measured {
        let throughputs = self.throughputs.entry(spot).or_default();
        throughputs.push(throughput);
        if throughputs.len() < self.runs as usize {
            return Measured::Partly;
        }
        let (threads, lock) = spot;
        match Point::of(threads, throughputs) {
            Some(point) => {
                self.points.entry(lock).or_default().push(point.clone());
                Measured::Point(lock, point)
            }
            None => Measured::Partly,
        }
    }

    /// One run that does not finish spoils the point, for the fastest of the others would be all that is left.
    fn leave_out(&mut self, spot: Spot, report: &Report) -> Measured {
        self.plan.retain(|planned| *planned != spot);
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

fn plan(threads: &[u32], locks: &[Lock], runs: u32) -> VecDeque<Spot> {
    let spots = |threads: u32, run: u32| {
        let mut locks = locks.to_vec();
        if run % 2 == 1 {
            locks.reverse();
        }
        locks.into_iter().map(move |lock| (threads, lock))
    };
    threads
        .iter()
        .flat_map(|&threads| (0..runs).flat_map(move |run| spots(threads, run)))
        .collect()
}

fn name(lock: Lock) -> &'static str {
    match lock {
        Lock::Off => "off",
        Lock::CPython => "on",
        Lock::Held => "held while waiting",
    }
}

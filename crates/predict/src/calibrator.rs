//! Measuring what things cost on this machine, on real threads, in a second or less, without ever waiting.

use crate::microbenchmark::Microbenchmark;
use catalogue::{Engine, Experiment, Lock};
use lab::{ThreadRun, first_size, truncate, whole};
use std::{sync::Arc, time::Duration};
use threads::{RecordOptions, Run, Status, ThreadPool};
use trace::{Calibration, LabCalibration};
use workloads::input::Input;

/// A run shorter than this says little.
const LONG_ENOUGH: Duration = Duration::from_millis(4);
/// What a run of a probe aims at, one of a probe whose threads fight (they begin some time apart), and one of the lab.
const WANTED: Duration = Duration::from_millis(8);
const FIGHTING_WANTED: Duration = Duration::from_millis(20);
const LAB_WANTED: Duration = Duration::from_millis(80);
/// A run that takes so long is given up: it would have told something else.
const TOO_LONG: Duration = Duration::from_secs(1);
/// Runs of each probe. Of those in which threads fight, and of the lab's, the median counts; of the others the shortest, for whatever else the
/// machine does can only make them longer.
const RUNS: usize = 3;
const CROWDED_RUNS: usize = 5;
/// Once the runs have taken so long in all, one of each must do.
const BUDGET: Duration = Duration::from_millis(600);
/// Even two threads in one core take no more than twice as long, in 1,024ths; what looks like more is somebody else's work.
const MOST_CROWDED: u64 = 2_048;
/// How many times as long the next run may be.
const GROWTH: u64 = 16;

/// What is measured, in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Microbenchmark(Microbenchmark),
    Lab(Lock),
}

/// A calibration under way: to be [stepped](Calibrator::step) now and then until it is over.
pub struct Calibrator {
    experiment: Experiment,
    input: Arc<Input>,
    cores: u32,
    /// What is still to be measured, the last first.
    left: Vec<Item>,
    /// How often the operation is done in the next run, and how long the runs that were long enough took for one, in picoseconds.
    times: u64,
    took: Vec<u64>,
    spent: Duration,
    on: Option<Run>,
    found: Vec<(Item, u64, u64)>,
}

impl Calibrator {
    /// Prepares to measure this machine, which runs so many threads at once, with the lab of `experiment` under each of these
    /// locks; it reads `input` if it reads a text.
    pub fn new(experiment: &Experiment, input: Arc<Input>, cores: u32, locks: &[Lock]) -> Self {
        let probes = [
            Microbenchmark::Starts,
            Microbenchmark::Turns,
            Microbenchmark::Hold,
            Microbenchmark::Fight,
            Microbenchmark::Visits,
            Microbenchmark::Adds,
            Microbenchmark::Race,
            Microbenchmark::Lock,
            Microbenchmark::Update,
            Microbenchmark::Store,
            Microbenchmark::Load,
        ];
        let crowds = [Microbenchmark::Computing(cores), Microbenchmark::Computing(1)];
        let labs = locks.iter().rev().copied().map(Item::Lab);
        let mut calibration = Calibrator {
            experiment: Experiment {
                engine: Engine::Threads,
                ..alone(&whole(experiment, &input))
            },
            input,
            cores,
            left: probes
                .map(Item::Microbenchmark)
                .into_iter()
                .chain(labs)
                .chain(crowds.map(Item::Microbenchmark))
                .collect(),
            times: 0,
            took: Vec::new(),
            spent: Duration::ZERO,
            on: None,
            found: Vec::new(),
        };
        calibration.times = calibration.first_times();
        calibration
    }

    /// Looks what has come about, and begins what comes next; whether there is more to come.
    pub fn step(&mut self, pool: &Arc<dyn ThreadPool>) -> bool {
        self.goes_on() || self.begin_next(pool)
    }

    /// Looks what has come of the run that goes on; whether it still does. Never blocks.
    pub fn goes_on(&mut self) -> bool {
        if let Some(run) = self.on.take() {
            let late = run.elapsed() > TOO_LONG;
            if late {
                run.stop();
            }
            match run.status() {
                Status::Running => self.on = Some(run),
                Status::Finished if run.is_joined() => self.ended(run.elapsed()),
                Status::Finished => self.on = Some(run),
                // Only stopping brings its threads home, and the next run needs them.
                Status::Deadlocked | Status::Stopped | Status::Failed(_) => {
                    run.stop();
                    match run.is_joined() {
                        true => self.next(),
                        false => self.on = Some(run),
                    }
                }
            }
        }
        self.on.is_some()
    }

    /// Begins what comes next, once nothing [goes on](Calibrator::goes_on) any more; whether there was anything left.
    pub fn begin_next(&mut self, pool: &Arc<dyn ThreadPool>) -> bool {
        while self.on.is_none() && !self.left.is_empty() {
            self.on = self.begin(pool);
            if self.on.is_none() {
                self.next();
            }
        }
        self.on.is_some()
    }

    /// Whether what comes next is a run of the lab, which may take a while to set up.
    pub fn takes_a_while(&self) -> bool {
        matches!(self.left.last(), Some(Item::Lab(_)))
    }

    /// The run that goes on, for those who may wait for it, or must end it.
    pub fn run(&self) -> Option<&Run> {
        self.on.as_ref()
    }

    /// Measures nothing more; what goes on is over once [`Calibrator::step`] says so.
    pub fn stop(&mut self) {
        self.left.clear();
        if let Some(run) = &self.on {
            run.stop();
        }
    }

    /// What was measured so far.
    pub fn result(&self) -> Calibration {
        let of = |microbenchmark| {
            let found = self
                .found
                .iter()
                .find(|(item, ..)| *item == Item::Microbenchmark(microbenchmark));
            found.map_or(0, |(_, _, picos)| *picos)
        };
        let (one, all) = (
            of(Microbenchmark::Computing(1)),
            of(Microbenchmark::Computing(self.cores)),
        );
        let labs = self.found.iter().filter_map(|&(item, size, picos)| match item {
            Item::Lab(lock) => Some(LabCalibration {
                lock: lock.id().into(),
                size,
                nanos: (u128::from(picos) * u128::from(size) / 1_000) as u64,
            }),
            Item::Microbenchmark(_) => None,
        });
        Calibration {
            cores: self.cores,
            load: of(Microbenchmark::Load),
            store: of(Microbenchmark::Store),
            update: of(Microbenchmark::Update),
            lock: of(Microbenchmark::Lock),
            race: of(Microbenchmark::Race),
            adds: of(Microbenchmark::Adds),
            visits: of(Microbenchmark::Visits),
            fight: of(Microbenchmark::Fight),
            hold: of(Microbenchmark::Hold),
            turn: of(Microbenchmark::Turns),
            start: of(Microbenchmark::Starts),
            crowd: (all * 1_024).checked_div(one).unwrap_or(0).clamp(1_024, MOST_CROWDED) as u32,
            labs: labs.collect(),
        }
    }

    fn begin(&self, pool: &Arc<dyn ThreadPool>) -> Option<Run> {
        match *self.left.last()? {
            Item::Microbenchmark(microbenchmark) => {
                let run = Run::new(pool.clone(), false);
                microbenchmark.start(&run.world(), self.times);
                run.start(microbenchmark.threads() as usize).ok().map(|()| run)
            }
            Item::Lab(lock) => {
                let experiment = Experiment {
                    lock,
                    size: self.times,
                    ..self.experiment.clone()
                };
                let program = lab::program(&experiment, truncate(&self.input, &experiment)).ok()?;
                let thread_run =
                    ThreadRun::start(pool.clone(), &experiment, &program, RecordOptions::default()).ok()?;
                Some(thread_run.run().clone())
            }
        }
    }

    fn ended(&mut self, took: Duration) {
        let item = self.left.last().copied();
        let (wanted, most) = match item {
            Some(Item::Lab(_)) => (LAB_WANTED, self.experiment.size),
            Some(Item::Microbenchmark(microbenchmark)) if microbenchmark.fights() => (FIGHTING_WANTED, u64::MAX),
            _ => (WANTED, u64::MAX),
        };
        let whole = self.times >= most;
        if took < LONG_ENOUGH.max(wanted / 2) && !whole {
            let factor = wanted.as_nanos() / took.as_nanos().max(1);
            let factor = u64::try_from(factor).unwrap_or(GROWTH).clamp(2, GROWTH);
            self.times = self.times.saturating_mul(factor).min(most);
            return;
        }
        self.spent += took;
        let picos = took.as_nanos() * 1_000 / u128::from(self.times.max(1));
        self.took.push(picos as u64);
        let runs = match item {
            Some(Item::Microbenchmark(Microbenchmark::Computing(_))) => CROWDED_RUNS,
            _ => RUNS,
        };
        if self.took.len() == runs || self.spent > BUDGET {
            self.took.sort_unstable();
            let typical = match item {
                Some(Item::Microbenchmark(microbenchmark)) if !microbenchmark.fights() => 0,
                _ => self.took.len() / 2,
            };
            self.found
                .extend(item.map(|item| (item, self.times, self.took[typical])));
            self.next();
        }
    }

    fn next(&mut self) {
        self.left.pop();
        self.took.clear();
        self.times = self.first_times();
    }

    fn first_times(&self) -> u64 {
        match self.left.last() {
            Some(Item::Lab(_)) => first_size(&self.experiment),
            Some(Item::Microbenchmark(Microbenchmark::Turns | Microbenchmark::Starts)) => 20,
            Some(Item::Microbenchmark(Microbenchmark::Hold)) => 200,
            _ => 1_000,
        }
    }
}

/// The experiment as the lab itself is measured: with as few threads as it can have.
pub(crate) fn alone(experiment: &Experiment) -> Experiment {
    Experiment {
        threads: experiment.lab.threads.least as u32,
        ..experiment.clone()
    }
}

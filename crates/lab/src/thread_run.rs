//! One run of an experiment on real threads.

use crate::{Ending, Limits, order, report, runnable_program::RunnableProgram};
use catalogue::{Engine, Experiment};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use threads::{CpuTimeProbe, RecordOptions, Run, StalledThread, Status, ThreadPool, TooFewThreads};
use trace::{DeadlockReport, Environment, MachineLoad, Report};
use workloads::ResultCollector;

/// A run that was started. It goes on whether it is looked at or not.
pub struct ThreadRun {
    experiment: Experiment,
    total: Option<u64>,
    run: Run,
    harvest: ResultCollector,
    free_cores: Option<f64>,
    pool: Arc<dyn ThreadPool>,
    suspicion: Mutex<Option<Suspicion>>,
}

/// A thread that has shown no sign of moving for a while, and a CPU-time probe of how much time it can have had since.
struct Suspicion {
    thread: u16,
    beats: u64,
    probe: CpuTimeProbe,
}

/// The share of the limit after which a quiet thread is suspected; for the rest of it, a CPU-time probe computes beside it.
const SUSPECTED_AFTER: u32 = 4;
/// How many times as long as it said a computation may take, each in seconds of a core: CPython's costs are declared, and machines differ.
const SLOWER: u32 = 4;

/// A run that was not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartError {
    /// Why, for a person.
    pub sentence: String,
    /// A pool of so many threads could do it.
    pub needs_threads: Option<usize>,
}

impl ThreadRun {
    /// Sets `subject` up under the experiment's lock and starts its threads; `keep` says what is kept of the run.
    pub fn start(
        pool: Arc<dyn ThreadPool>,
        experiment: &Experiment,
        subject: &dyn RunnableProgram,
        keep: RecordOptions,
    ) -> Result<Self, StartError> {
        if experiment.engine != Engine::Threads {
            let sentence =
                "Lockstep is no matter of real threads, and this page cannot show it yet: choose the engine “threads”.";
            return Err(sentence.to_string().into());
        }
        let (needed, free) = (subject.threads() as usize, pool.free());
        if free < needed {
            return Err(TooFewThreads { needed, free }.into());
        }
        let run = Run::keeping(pool.clone(), keep);
        let harvest = subject.set_up(&run, experiment);
        run.start(needed)?;
        Ok(ThreadRun {
            experiment: subject.settled(experiment),
            total: subject.amount(),
            run,
            harvest,
            free_cores: None,
            pool,
            suspicion: Mutex::default(),
        })
    }

    /// Notes for its report how much of the machine was free before it.
    pub fn noting(self, machine: Option<MachineLoad>) -> Self {
        ThreadRun {
            free_cores: machine.map(|machine| machine.free),
            ..self
        }
    }

    /// The run itself: to drain, to see, to stop.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// What is run.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// Units of work in all; `None` when only doing it tells.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// What is counted, in the plural.
    pub fn unit(&self) -> &'static str {
        self.experiment.lab.unit
    }

    /// How the run ended; `None` while it goes on. Never blocks; to be asked now and then, for that is how a quiet thread is noticed.
    pub fn ended(&self, limits: &Limits) -> Option<Ending> {
        let ended = match self.run.status() {
            Status::Finished => Some(Ending::Finished),
            Status::Deadlocked => Some(Ending::Deadlocked),
            Status::Stopped => Some(Ending::Stopped),
            Status::Failed(why) => Some(Ending::Crashed(why)),
            Status::Running => self.overdue(limits),
        };
        if ended.is_some() {
            // A CPU-time probe keeps a thread of the pool, which the report may need.
            self.suspect(None, limits);
        }
        ended
    }

    /// A report of the run as far as it has come, for labs that tell of themselves while they run, and how often that has changed; `None` when it
    /// is as it was after `known` changes. Never blocks.
    pub fn so_far(&self, known: u64) -> Option<(u64, Report)> {
        let (changes, told) = self.harvest.so_far(known)?;
        let nanos = u64::try_from(self.run.elapsed().as_nanos()).unwrap_or(u64::MAX);
        let mut report = report::blank(&self.experiment, self.run.done(), nanos, Environment::default());
        report.result = report::result(told);
        Some((changes, report))
    }

    /// Reads what the run left behind. To be called when it has [ended](ThreadRun::ended): if it is deadlocked while its threads are still
    /// stuck, else when they are [joined](Run::is_joined) or beyond help. Checking a hash chain takes as long as one thread takes for
    /// all of its rounds: nothing for a thread that must stay responsive. It is left out once the run is told to stop.
    pub fn finish(self, ending: &Ending, environment: Environment) -> Report {
        self.finish_unless(ending, environment, &|| false)
    }

    /// As [`ThreadRun::finish`]; what takes long is left out too when `late` says so.
    pub fn finish_unless(self, ending: &Ending, environment: Environment, late: &dyn Fn() -> bool) -> Report {
        let environment = Environment {
            free_cores: self.free_cores,
            ..environment
        };
        let graph = matches!(ending, Ending::Deadlocked).then(|| self.run.graph());
        let mut report = report::of(&self.experiment, &self.run, ending, environment);
        report.stuck = graph.and_then(|graph| graph.stuck());
        report.cycle = report.stuck.as_ref().map(DeadlockReport::links).unwrap_or_default();
        // What a thread that cannot be stopped holds, nobody may ask for.
        if *ending == Ending::Deadlocked || self.run.is_joined() {
            let run = &self.run;
            let give_up = || run.is_told_to_stop() || late();
            report.result = report::result(self.harvest.collect_unless(&give_up));
            order::tell(&mut report, self.run.order(), ending);
        }
        report
    }

    fn overdue(&self, limits: &Limits) -> Option<Ending> {
        let quiet = self
            .run
            .quietest()
            .filter(|quiet| quiet.since > limits.quiet / SUSPECTED_AFTER);
        if let Some((thread, quiet)) = self.suspect(quiet, limits) {
            let thread = self.run.names().threads.get(usize::from(thread)).cloned();
            let thread = thread.unwrap_or_default();
            return Some(Ending::Endless { thread, quiet });
        }
        let limit = limits.whole?;
        (self.run.elapsed() > limit).then_some(Ending::OverTime(limit))
    }

    /// Suspects this thread of an endless loop. It is in one only if it had the time to come to a check point: on a busy machine, a thread may have
    /// no core for seconds. The thread, and for how long it could compute, once that is long enough.
    fn suspect(&self, quiet: Option<StalledThread>, limits: &Limits) -> Option<(u16, Duration)> {
        let mut suspicion = self.suspicion.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(quiet) = quiet else {
            *suspicion = None;
            return None;
        };
        let known = suspicion
            .as_ref()
            .filter(|known| (known.thread, known.beats) == (quiet.thread, quiet.heartbeat));
        let Some(known) = known else {
            *suspicion = Some(Suspicion {
                thread: quiet.thread,
                beats: quiet.heartbeat,
                probe: CpuTimeProbe::start(&*self.pool),
            });
            return None;
        };
        let used = limits.quiet / SUSPECTED_AFTER + known.probe.used();
        (used > limits.quiet + quiet.declared * SLOWER).then_some((quiet.thread, used))
    }
}

impl From<TooFewThreads> for StartError {
    fn from(too_few: TooFewThreads) -> Self {
        StartError {
            sentence: too_few.to_string(),
            needs_threads: Some(too_few.needed),
        }
    }
}

impl From<String> for StartError {
    fn from(sentence: String) -> Self {
        StartError {
            sentence,
            needs_threads: None,
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence)
    }
}

impl std::error::Error for StartError {}

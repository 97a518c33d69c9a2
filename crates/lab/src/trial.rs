//! One run of an experiment on real threads.

use crate::{
    Ending, Limits, order,
    program::{set_up, settled},
    report,
};
use catalogue::{Engine, Experiment};
use std::{fmt, sync::Arc};
use threads::{Crew, Keep, Run, Status, TooFewThreads};
use trace::{Environment, Report, Stuck};
use workloads::{Harvest, Program};

/// A run that was started. It goes on whether it is looked at or not.
pub struct Trial {
    experiment: Experiment,
    total: Option<u64>,
    run: Run,
    harvest: Harvest,
}

/// A run that was not started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why, for a person.
    pub sentence: String,
    /// A crew of so many threads could do it.
    pub needs_threads: Option<usize>,
}

impl Trial {
    /// Sets `program` up under the experiment's lock and starts its threads; `keep` says what is kept of the run.
    pub fn start(crew: Arc<dyn Crew>, experiment: &Experiment, program: &Program, keep: Keep) -> Result<Self, Refusal> {
        if experiment.engine != Engine::Threads {
            let sentence =
                "Lockstep is no matter of real threads, and this page cannot show it yet: choose the engine “threads”.";
            return Err(sentence.to_string().into());
        }
        let (needed, free) = (program.threads() as usize, crew.free());
        if free < needed {
            return Err(TooFewThreads { needed, free }.into());
        }
        let run = Run::keeping(crew, keep);
        let harvest = set_up(&run.world(), experiment, program);
        run.start(needed)?;
        Ok(Trial {
            experiment: settled(experiment, program),
            total: program.amount(),
            run,
            harvest,
        })
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
        match self.run.status() {
            Status::Finished => Some(Ending::Finished),
            Status::Deadlocked => Some(Ending::Deadlocked),
            Status::Stopped => Some(Ending::Stopped),
            Status::Failed(why) => Some(Ending::Crashed(why)),
            Status::Running => self.overdue(limits),
        }
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

    /// Reads what the run left behind. To be called when it has [ended](Trial::ended): if it is deadlocked while its threads are still
    /// stuck, else when they are [home](Run::is_home) or beyond help. Checking a hash chain takes as long as one thread takes for
    /// all of its rounds: nothing for a thread that must stay responsive.
    pub fn finish(self, ending: &Ending, environment: Environment) -> Report {
        let graph = matches!(ending, Ending::Deadlocked).then(|| self.run.graph());
        let mut report = report::of(&self.experiment, &self.run, ending, environment);
        report.stuck = graph.and_then(|graph| graph.stuck());
        report.cycle = report.stuck.as_ref().map(Stuck::links).unwrap_or_default();
        // What a thread that cannot be stopped holds, nobody may ask for.
        if *ending == Ending::Deadlocked || self.run.is_home() {
            report.result = report::result(self.harvest.gather());
            order::tell(&mut report, self.run.order(), ending);
        }
        report
    }

    fn overdue(&self, limits: &Limits) -> Option<Ending> {
        if let Some((thread, quiet)) = self.run.quiet_for().filter(|(_, quiet)| *quiet > limits.quiet) {
            let thread = self.run.names().threads.get(usize::from(thread)).cloned();
            let thread = thread.unwrap_or_default();
            return Some(Ending::Endless { thread, quiet });
        }
        let limit = limits.whole?;
        (self.run.elapsed() > limit).then_some(Ending::OverTime(limit))
    }
}

impl From<TooFewThreads> for Refusal {
    fn from(too_few: TooFewThreads) -> Self {
        Refusal {
            sentence: too_few.to_string(),
            needs_threads: Some(too_few.needed),
        }
    }
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Refusal {
            sentence,
            needs_threads: None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence)
    }
}

impl std::error::Error for Refusal {}

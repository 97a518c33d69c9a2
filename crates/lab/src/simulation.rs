//! One run of an experiment in lockstep: played through, or stepped by a person.

use crate::{
    StartError,
    program::{set_up_in_lockstep, settled},
    report,
};
use catalogue::{Experiment, ValidationError};
use labs::Program;
use lockstep::{Costs, Ending, Executor, Lockstep, Machine, Run, RunStatus, Schedule, Session};
use serde_json::{Map, Value, json};
use trace::{Environment, Outcome, Report};
use workloads::ResultCollector;

/// A run in lockstep, which goes on only while it is told to.
pub struct Simulation {
    experiment: Experiment,
    run: Run<ResultCollector>,
}

impl Simulation {
    /// Sets `program` up on the experiment's virtual cores, to be played by its schedule, or fairly if it has none. At most so many events are
    /// kept for the lanes.
    pub fn start(experiment: &Experiment, program: &Program, events: usize) -> Result<Self, StartError> {
        can_be_simulated(program)?;
        let schedule = match experiment.schedule.as_str() {
            "" => Schedule::fair(),
            text => read(text)?,
        };
        let set_up = |world: &Lockstep| set_up_in_lockstep(world, experiment, program);
        Ok(Simulation {
            run: Run::new(virtual_machine(experiment), events, schedule, set_up),
            experiment: settled(experiment, program),
        })
    }

    /// Takes up to so many further steps; whether there is more to play. Fails with a sentence when the schedule does not fit the program.
    pub fn advance(&mut self, steps: u64) -> Result<bool, StartError> {
        match self.run.advance(steps) {
            None => Ok(true),
            Some(RunStatus::Refused { task }) => Err(StartError::from(format!(
                "The schedule does not fit this program: thread {} cannot move at step {}.",
                task + 1,
                self.run.executor().steps() + 1
            ))),
            Some(_) => Ok(false),
        }
    }

    /// The run itself: its events, its races, its wait-for graph.
    pub fn run(&self) -> &Run<ResultCollector> {
        &self.run
    }

    /// The report of the run as far as it went; `late` says why it was not played on, if it was not.
    pub fn finish(mut self, late: Option<String>, environment: Environment) -> Report {
        let ending = self.run.ending();
        let told = told(self.run.executor(), &ending, late);
        let result = match ending {
            Ending::Failed(_) => Map::new(),
            _ => self
                .run
                .read(|harvest| report::result(harvest.collect()))
                .unwrap_or_default(),
        };
        let schedule = self.run.schedule().to_string();
        report(
            &self.experiment,
            self.run.executor(),
            &ending,
            told,
            result,
            schedule,
            environment,
        )
    }
}

/// The report of what happened on a stage.
pub(crate) fn report(
    experiment: &Experiment,
    stage: &Executor,
    ending: &Ending,
    (outcome, message): (Outcome, Option<String>),
    result: Map<String, Value>,
    schedule: String,
    environment: Environment,
) -> Report {
    let mut report = report::blank(experiment, stage.done(), stage.elapsed(), environment);
    report.cores = experiment.cores;
    report.outcome = outcome;
    report.message = message;
    report.result = result;
    report.contention = stage.contention();
    let graph = stage.graph();
    report.stuck = graph.stuck().filter(|_| ending.is_stuck());
    report.cycle = graph.links();
    report.schedule = schedule;
    let more = [
        ("ending", json!(ending.name())),
        ("steps", json!(stage.steps())),
        ("races", json!(stage.races())),
    ];
    let more = more
        .into_iter()
        .map(|(key, value): (&str, Value)| (key.to_string(), value));
    report.parameters.extend(more);
    report
}

/// How it went, and in which words; `late` says why it was not played on, if it was not.
pub(crate) fn told(stage: &Executor, ending: &Ending, late: Option<String>) -> (Outcome, Option<String>) {
    match ending {
        Ending::Finished => (Outcome::Finished, None),
        Ending::Failed(words) => (Outcome::Crashed, Some(sentence(ending, words))),
        Ending::Starvation | Ending::Unfinished => match late {
            Some(late) => (Outcome::TimedOut, Some(hungry(stage, ending).unwrap_or(late))),
            None => (
                Outcome::Stopped,
                Some(format!(
                    "The schedule ends after {} steps, and the program does not.",
                    stage.steps()
                )),
            ),
        },
        // Who waits for what says more.
        Ending::Deadlock => (Outcome::Deadlocked, None),
        _ => (Outcome::Deadlocked, Some(sentence(ending, ""))),
    }
}

fn hungry(stage: &Executor, ending: &Ending) -> Option<String> {
    let (thread, object, times) = stage.most_bypassed()?;
    let starved = *ending == Ending::Starvation;
    starved.then(|| format!("Starvation: {thread} was overtaken {times} times while it waited for `{object}`."))
}

/// An ending in a sentence.
pub(crate) fn sentence(ending: &Ending, words: &str) -> String {
    match ending {
        Ending::Finished => "Every thread came to its end.".into(),
        Ending::Deadlock => "Deadlock: all threads wait for ever.".into(),
        Ending::PartialDeadlock => "Partial deadlock: some threads came to their end, the others wait for ever.".into(),
        Ending::LostWakeUp => "Lost wake-up: a thread waits for ever for a signal that came before it waited.".into(),
        Ending::Livelock => "Livelock: threads try again and again, and nothing changes any more.".into(),
        Ending::Failed(_) => format!("A thread broke: {}.", crate::in_words(words)),
        Ending::Starvation => "Starvation: a thread was overtaken again and again.".into(),
        Ending::Unfinished => "The run was given up while it went on.".into(),
    }
}

/// A session over an experiment, at the experiment's step of its schedule. What does not fit is complained about, and the session stands where it
/// no longer fitted.
pub fn session(
    experiment: &Experiment,
    program: &Program,
) -> Result<(Session<ResultCollector>, Option<String>), StartError> {
    can_be_simulated(program)?;
    let (owned, program) = (experiment.clone(), program.clone());
    let mut session = Session::new(virtual_machine(experiment), move |world: &Lockstep| {
        set_up_in_lockstep(world, &owned, &program)
    });
    let complaint = read(&experiment.schedule).map(|schedule| session.open(&schedule).err());
    if let Some(at) = experiment.at {
        session.seek(at);
    }
    Ok((session, complaint.unwrap_or_else(|refusal| Some(refusal.sentence))))
}

/// By how much Linux may let a timed wait run over: a thread's timer slack (`PR_SET_TIMERSLACK` in `prctl(2)`), 50 µs unless it is changed.
const TIMER_SLACK: u64 = 50_000;
/// The virtual machine of an experiment. Where the lab's subject is what threads cost, they cost what was measured; else round numbers do.
pub fn virtual_machine(experiment: &Experiment) -> Machine {
    let costs = Costs {
        wake: experiment.lab.wake.unwrap_or(Costs::PLAIN.wake),
        ..Costs::PLAIN
    };
    Machine {
        chance: TIMER_SLACK,
        seed: experiment.seed,
        costs,
        ..Machine::with_cores(experiment.cores)
    }
}

/// Refuses what breaks its thread on purpose: here there is only one, and it is the caller's.
pub fn can_be_simulated(program: &Program) -> Result<(), StartError> {
    match program.breaks() {
        true => Err(StartError::from(
            "This lab breaks real threads, and lockstep has none to break: choose the engine “threads”.".to_string(),
        )),
        false => Ok(()),
    }
}

fn read(text: &str) -> Result<Schedule, StartError> {
    let complaint = |why: lockstep::Unreadable| ValidationError::new("schedule", text, why.to_string());
    Schedule::read(text).map_err(|why| StartError::from(complaint(why).to_string()))
}

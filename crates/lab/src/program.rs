//! From what people set to the program that runs.

use catalogue::{Engine, Experiment, LabInfo, Lock, Text};
use labs::Program;
use lockstep::Lockstep;
use std::{sync::Arc, time::Duration};
use workloads::{Parameters, ResultCollector, input::Input};
use world::{LockKind, World};

/// The program of an experiment, which reads `input` if it reads a text at all ([`InputCache`](crate::InputCache) has it). Fails with a sentence
/// when nothing sensible could come of it.
pub fn program(experiment: &Experiment, input: Arc<Input>) -> Result<Program, String> {
    experiment.check().map_err(|complaint| complaint.to_string())?;
    let (lab, variant) = (experiment.lab.id, experiment.variant.id);
    let (numbers, choices, words) = (&experiment.extras, &experiment.choices, &experiment.words);
    let LabInfo {
        extras,
        choices: offered,
        words: typed,
        ..
    } = experiment.lab;
    let parameters = Parameters {
        threads: experiment.threads,
        size: experiment.size,
        seed: experiment.seed,
        numbers: extras
            .iter()
            .zip(numbers)
            .map(|(extra, number)| (extra.key, hurried(experiment, extra.key, *number)))
            .collect(),
        choices: offered
            .iter()
            .zip(choices)
            .map(|(choice, option)| (choice.key, option.id))
            .collect(),
        words: typed.iter().map(|one| one.key).zip(words.iter().cloned()).collect(),
        input,
    };
    let program =
        Program::new(lab, variant, &parameters).ok_or_else(|| format!("There is no program for {lab}, {variant}."))?;
    match program.complaint() {
        Some(sentence) => Err(sentence),
        None => Ok(program),
    }
}

/// Where time is virtual, nothing need be hurried.
fn hurried(experiment: &Experiment, key: &str, number: u64) -> u64 {
    match (experiment.engine, key) {
        (Engine::Lockstep, _) if experiment.lab.clock.is_some_and(|clock| clock.speed == key) => 1,
        _ => number,
    }
}

/// Sets the program up in a world, under the experiment's lock.
pub(crate) fn set_up<W: World>(world: &W, experiment: &Experiment, program: &Program) -> ResultCollector {
    let (lock, interval) = lock_of(experiment);
    program.start_under(world, lock, interval)
}

/// The global lock of an experiment, and its switch interval.
pub fn lock_of(experiment: &Experiment) -> (LockKind, Duration) {
    let interval = Duration::from_micros(u64::from(experiment.interval_us));
    (lock_kind(experiment.lock), interval)
}

/// The global lock as worlds know it.
pub fn lock_kind(lock: Lock) -> LockKind {
    match lock {
        Lock::Off => LockKind::Off,
        Lock::CPython => LockKind::CPython,
        Lock::Held => LockKind::Held,
    }
}

/// Sets the program up in lockstep, under the experiment's lock: step by step the same as in any world.
pub fn set_up_in_lockstep(world: &Lockstep, experiment: &Experiment, program: &Program) -> ResultCollector {
    let (lock, interval) = lock_of(experiment);
    start_in_lockstep(world, program, lock, interval)
}

/// Starts a program in lockstep. Without a lock it runs bare, and a search of short runs is a third faster for it. Every program is compiled here for
/// lockstep, once with a lock around the world and once without; whoever asks for `Program::start` there compiles all of them again.
pub fn start_in_lockstep(world: &Lockstep, program: &Program, lock: LockKind, interval: Duration) -> ResultCollector {
    match lock {
        LockKind::Off if !program.may_switch_lock_on() => program.start(world),
        _ => program.start_under(world, lock, interval),
    }
}

/// The experiment with the size that its text really has.
pub(crate) fn settled(experiment: &Experiment, program: &Program) -> Experiment {
    let mut settled = experiment.clone();
    if experiment.text == Text::Own {
        settled.size = program.own_size().unwrap_or(settled.size);
    }
    settled
}

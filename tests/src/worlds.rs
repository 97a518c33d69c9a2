//! One body, two worlds: every lab in every variant under every lock comes to the same end on real threads and in lockstep.

use crate::{LOCKS, Stage, input, program};
use catalogue::{Experiment, LABS, LabInfo, Variant};
use lab_kit::Termination;
use labs::Program;
use lockstep::{Ending, Lockstep, Machine, Run, Schedule};
use std::time::Duration;
use threads::Status;
use workloads::{Findings, Parameters, ResultCollector};
use world::LockKind;

/// How lockstep plays: as a fair machine would, and at random.
const SCHEDULES: [&str; 3] = ["f", "r1", "r2"];

/// As in [`Stage`], so that both worlds have the same turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Steps after which a run in lockstep is taken for endless; none here comes near.
const ENDLESS: u64 = 20_000_000;

/// Events that are kept where they are compared.
const EVENTS: usize = 100_000;

/// Plays every lab in both worlds and compares what its program promises.
pub fn both_worlds_come_to_the_same_end(stage: &Stage) {
    for lab in LABS.iter().filter(|lab| !lab.breaks) {
        for variant in lab.variants {
            LOCKS.iter().for_each(|lock| both(stage, lab, variant, *lock));
        }
    }
}

fn both(stage: &Stage, lab: &'static LabInfo, variant: &Variant, lock: LockKind) {
    let program = program(lab.id, variant.id, &small(lab));
    let real = stage.play(&program, lock);
    for schedule in SCHEDULES {
        let told = format!("{} {} {lock:?} {schedule}", lab.id, variant.id);
        let (ending, findings) = in_lockstep(&program, lock, schedule);
        let expect = program.expect(lock);
        if expect.ends != Termination::ByChance {
            let ends = expect.ends == Termination::Always;
            assert_eq!(ending == Ending::Finished, ends, "{told}: {ending}");
            let finished = (real.status == Status::Finished, ending == Ending::Finished);
            assert_eq!(finished.0, finished.1, "{told}: {:?} and {ending}", real.status);
        }
        if ending == Ending::Finished && real.status == Status::Finished {
            for key in expect.stable {
                assert_eq!(find(&findings, key), find(&real.findings, key), "{told}: {key}");
            }
        }
    }
}

/// On threads every program is compiled under the lock only, lockstep has it bare as well: without a lock both must be the same, step by step.
pub fn a_lock_that_is_off_changes_no_step() {
    for lab in LABS.iter().filter(|lab| !lab.breaks) {
        for variant in lab.variants {
            let program = program(lab.id, variant.id, &small(lab));
            if program.may_switch_lock_on() {
                continue;
            }
            for schedule in SCHEDULES {
                let bare = recorded(schedule, |world| program.start(world));
                let off = recorded(schedule, |world| program.start_under(world, LockKind::Off, INTERVAL));
                assert_eq!(
                    off.executor().names(),
                    bare.executor().names(),
                    "{} {}",
                    lab.id,
                    variant.id
                );
                assert_eq!(
                    off.executor().events(),
                    bare.executor().events(),
                    "{} {}",
                    lab.id,
                    variant.id
                );
                let told = |run: &Run<ResultCollector>| {
                    (
                        run.executor().steps(),
                        run.executor().elapsed(),
                        run.executor().contention(),
                    )
                };
                assert_eq!(told(&off), told(&bare), "{} {}", lab.id, variant.id);
            }
        }
    }
}

fn recorded(schedule: &str, set_up: impl FnOnce(&Lockstep) -> ResultCollector) -> Run<ResultCollector> {
    let schedule = Schedule::read(schedule).expect("a schedule");
    let mut run = Run::new(Machine::with_cores(2), EVENTS, schedule, set_up);
    run.advance(ENDLESS);
    assert!(!run.executor().events().is_empty());
    run
}

/// The lab's numbers for lockstep, with three threads.
fn small(lab: &'static LabInfo) -> Parameters {
    let mut experiment = Experiment::of(lab);
    experiment.shrink();
    let extras = lab.extras.iter().map(|extra| extra.key);
    let choices = lab.choices.iter().map(|choice| choice.key);
    let words = lab.words.iter().map(|words| words.key);
    Parameters {
        threads: 3,
        size: experiment.size.min(30),
        seed: experiment.seed,
        numbers: extras.zip(experiment.extras).collect(),
        choices: choices
            .zip(experiment.choices)
            .map(|(key, option)| (key, option.id))
            .collect(),
        words: words.zip(experiment.words).collect(),
        input: input(lab),
    }
}

fn in_lockstep(program: &Program, lock: LockKind, schedule: &str) -> (Ending, Findings) {
    let schedule = Schedule::read(schedule).expect("a schedule");
    let set_up = |world: &Lockstep| lab::start_in_lockstep(world, program, lock, INTERVAL);
    let mut run = Run::new(Machine::with_cores(2), 0, schedule, set_up);
    run.advance(ENDLESS);
    let ending = run.ending();
    (ending, run.read(ResultCollector::collect).unwrap_or_default())
}

fn find<'f>(findings: &'f Findings, key: &str) -> Option<&'f workloads::Value> {
    findings.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

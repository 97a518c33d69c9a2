//! Every lab of the catalogue in every variant under every lock: no run fails, and what was done adds up.

use crate::{LOCKS, Stage, input, program};
use catalogue::{LABS, LabInfo};
use lab_kit::Termination;
use threads::Status;
use workloads::Parameters;
use world::LockKind;

/// The most there is to do.
const MOST: u64 = 200;

/// Small enough that all of it takes a second or two.
fn small(lab: &LabInfo, threads: u32) -> Parameters {
    Parameters {
        threads,
        size: lab.size.usual.min(MOST),
        seed: 7,
        numbers: lab
            .extras
            .iter()
            .map(|extra| (extra.key, extra.usual.min(4_096)))
            .collect(),
        choices: lab
            .choices
            .iter()
            .map(|choice| (choice.key, choice.options[0].id))
            .collect(),
        words: lab
            .words
            .iter()
            .map(|words| (words.key, words.usual.to_string()))
            .collect(),
        input: input(lab),
    }
}

/// The lab that breaks on purpose has tests of its own.
fn sound() -> impl Iterator<Item = &'static LabInfo> {
    LABS.iter().filter(|lab| !lab.breaks)
}

/// Plays everything with so many threads.
pub fn everything_ends_and_adds_up(stage: &Stage, threads: u32) {
    let variants = sound().flat_map(|lab| lab.variants.iter().map(move |variant| (lab, variant.id)));
    for ((lab, variant), lock) in variants.flat_map(|one| LOCKS.map(|lock| (one, lock))) {
        one(stage, lab, variant, lock, threads);
    }
}

fn one(stage: &Stage, lab: &LabInfo, variant: &str, lock: LockKind, threads: u32) {
    let program = program(lab.id, variant, &small(lab, threads));
    let told = format!("{} {variant} {lock:?}, {threads} threads", lab.id);
    let (played, expect) = (stage.play(&program, lock), program.expect(lock));
    match played.status {
        Status::Finished => {
            let done = played.run.done();
            let undone = played.verdict.undone;
            assert_ne!(expect.ends, Termination::Never, "{told}");
            assert_eq!(done + undone, program.amount().unwrap_or(done), "{told}");
            assert!(done > 0, "{told}");
        }
        Status::Deadlocked => assert_ne!(expect.ends, Termination::Always, "{told}"),
        other => panic!("{told}: {other:?}"),
    }
    let names = played.run.names();
    let least = threads.min(program.threads()) as usize;
    assert!(names.threads.len() >= least, "{told}");
    let mut events = Vec::new();
    played.run.drain(&mut events);
    assert!(
        events.iter().all(|event| (event.thread as usize) < names.threads.len()),
        "{told}"
    );
    assert!(
        events
            .iter()
            .all(|event| (event.place as usize) < played.run.names().places.len()),
        "{told}"
    );
}

//! Every lab of the catalogue in every variant under every lock: no run fails, and what was done adds up.

use crate::{LOCKS, Stage, input, number, program};
use catalogue::{LABS, Lab};
use threads::Status;
use workloads::{Findings, Parameters};
use world::LockKind;

/// Small enough that all of it takes a second or two.
fn small(lab: &Lab, threads: u32) -> Parameters {
    Parameters {
        threads,
        size: match lab.id {
            "nested-pools" => 3,
            "convoy" => 20,
            _ => 200,
        },
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
fn sound() -> impl Iterator<Item = &'static Lab> {
    LABS.iter().filter(|lab| lab.id != "crash")
}

/// Plays everything with so many threads.
pub fn everything_ends_and_adds_up(stage: &Stage, threads: u32) {
    let variants = sound().flat_map(|lab| lab.variants.iter().map(move |variant| (lab, variant.id)));
    for ((lab, variant), lock) in variants.flat_map(|one| LOCKS.map(|lock| (one, lock))) {
        one(stage, lab, variant, lock, threads);
    }
}

fn may_get_stuck(lab: &Lab, variant: &str, lock: LockKind) -> bool {
    match lab.id {
        "nested-pools" => true,
        "service" => variant == "shared-pool" || lock == LockKind::Held,
        "thread-cost" => lock == LockKind::Held,
        "dining" => variant == "naive" || lock == LockKind::Held,
        "pipeline" => variant == "too-few-pills" || lock == LockKind::Held,
        _ => false,
    }
}

/// Work that a run which came to its end has left undone, by its own account.
fn undone(lab: &Lab, findings: &Findings) -> u64 {
    let key = match lab.id {
        "dining" => "hungry",
        "pipeline" => "lost",
        _ => return 0,
    };
    number(findings, key)
}

fn one(stage: &Stage, lab: &Lab, variant: &str, lock: LockKind, threads: u32) {
    let program = program(lab.id, variant, &small(lab, threads));
    let told = format!("{} {variant} {lock:?}, {threads} threads", lab.id);
    let played = stage.play(&program, lock);
    match played.status {
        Status::Finished => {
            let done = played.run.done();
            let undone = undone(lab, &played.findings);
            assert_eq!(done + undone, program.amount().unwrap_or(done), "{told}");
            assert!(done > 0, "{told}");
        }
        Status::Deadlocked => assert!(may_get_stuck(lab, variant, lock), "{told}"),
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

//! Producers, a queue, consumers: whatever way it stops, the account balances.

use crate::{Played, Stage, number, program};
use labs::Program;
use std::collections::BTreeSet;
use threads::Status;
use workloads::{Findings, Parameters, Value};
use world::LockKind;

const ITEMS: u64 = 200;

/// So often a way to stop that can lose is tried until it does. Consumers take four times as long as producers and there is no limit to the
/// queue, so nearly every run loses; forty that do not are as good as never.
const PATIENCE: usize = 40;

fn pipeline(variant: &str, capacity: u64) -> Program {
    let set = Parameters {
        threads: 3,
        size: ITEMS,
        numbers: vec![("producers", 2), ("capacity", capacity)],
        ..Parameters::default()
    };
    program("pipeline", variant, &set)
}

fn items<'f>(findings: &'f Findings, key: &str) -> &'f [u64] {
    match findings.iter().find(|(known, _)| *known == key) {
        Some((_, Value::Numbers(items))) => items,
        other => panic!("{key}: {other:?}"),
    }
}

/// Every item sent is written once or lost once, and none is made up.
fn balances(found: &Findings, told: &str) {
    let (written, lost) = (items(found, "order"), items(found, "lost_items"));
    let all: BTreeSet<u64> = written.iter().chain(lost).copied().collect();
    assert_eq!(number(found, "sent"), ITEMS, "{told}");
    assert_eq!(number(found, "written") + number(found, "lost"), ITEMS, "{told}");
    assert_eq!((written.len() + lost.len()) as u64, ITEMS, "{told}");
    assert!(all.into_iter().eq(1..=ITEMS), "{told}");
}

/// Each way to stop, with and without a limit to the queue; which can lose does, and a pill never.
pub fn the_account_balances(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        for (variant, loses) in [("pill", false), ("event", true), ("daemon", true)] {
            let mut lost = 0;
            for capacity in (0..PATIENCE).map(|run| [0, 4][run % 2]) {
                let told = format!("{variant} {lock:?}, room for {capacity}");
                let found = stage.finish(&pipeline(variant, capacity), lock);
                balances(&found, &told);
                assert!(capacity == 0 || number(&found, "deepest") <= capacity, "{told}");
                lost += number(&found, "lost");
            }
            assert_eq!(lost > 0, loses, "{variant} {lock:?}");
        }
    }
}

/// All is written, most have gone home, and one consumer and the main thread wait for each other; nobody is left behind for good.
pub fn one_pill_too_few(stage: &Stage) {
    let pool = stage.free();
    for lock in [LockKind::Off, LockKind::CPython] {
        let Played { status, findings, .. } = stage.play(&pipeline("too-few-pills", 4), lock);
        assert_eq!(status, Status::Deadlocked, "{lock:?}");
        balances(&findings, "too few pills");
        assert_eq!(number(&findings, "lost"), 0, "{lock:?}");
        assert_eq!(stage.free(), pool, "the pool is whole again");
    }
}

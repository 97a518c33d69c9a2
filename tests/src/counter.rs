//! `n += 1`: what protection keeps, and what is lost without.

use crate::{LOCKS, Stage, number, program};
use workloads::Parameters;
use world::LockKind;

/// Short enough for a hundred runs of each variant, long enough that threads meet in nearly each of them.
const SHORT: u64 = 2_000;

/// So often an unprotected run is repeated until it loses. On two cores nearly every run of this length loses some, on one core only
/// one whose read and write a time slice happens to part (about one in ten); forty that lose nothing are as good as never.
const PATIENCE: usize = 40;

fn four(increments: u64) -> Parameters {
    Parameters {
        threads: 4,
        size: increments,
        ..Parameters::default()
    }
}

/// With a lock, in one step, each for itself, or in a list that sees to it: nothing is lost, in `runs` runs of each.
pub fn protected_never_loses(stage: &Stage, runs: usize) {
    for variant in ["locked", "atomic", "own", "append"] {
        let program = program("counter", variant, &four(SHORT));
        for run in 0..runs {
            let lock = LOCKS[run % LOCKS.len()];
            let found = stage.finish(&program, lock);
            assert_eq!(number(&found, "lost"), 0, "{variant} {lock:?} in run {run}");
            assert_eq!(
                (number(&found, "expected"), number(&found, "got")),
                (4 * SHORT, 4 * SHORT)
            );
        }
    }
}

/// Free threads overwrite each other's updates; what is lost and what is kept add up.
pub fn unprotected_loses(stage: &Stage) {
    let program = program("counter", "unprotected", &four(500_000));
    let found = (0..PATIENCE)
        .map(|_| stage.finish(&program, LockKind::Off))
        .find(|found| number(found, "lost") > 0)
        .expect("a lost update");
    assert_eq!(
        number(&found, "got") + number(&found, "lost"),
        number(&found, "expected")
    );
    assert!(number(&found, "got") >= 1);
}

/// No check point stands between read and write, so a global lock, in either kind, keeps every bare increment.
pub fn a_global_lock_keeps_bare_increments(stage: &Stage) {
    let program = program("counter", "unprotected", &four(20_000));
    for lock in [LockKind::CPython, LockKind::Held] {
        for _ in 0..10 {
            assert_eq!(number(&stage.finish(&program, lock), "lost"), 0, "{lock:?}");
        }
    }
}

/// With a call between read and write, or as CPython 3.9, the lock may change hands there, and a whole turn is overwritten.
pub fn a_call_between_loses_under_the_lock(stage: &Stage) {
    for variant in ["call-between", "python-3-9"] {
        let program = program("counter", variant, &four(400_000));
        let lost = (0..PATIENCE).any(|_| number(&stage.finish(&program, LockKind::CPython), "lost") > 0);
        assert!(lost, "{variant}");
    }
}

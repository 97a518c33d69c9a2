//! The module that was not made for free threading: no job is unaccounted for, with the lock nothing breaks, and without it something does.

use crate::{LOCKS, Stage, number, program, text};
use labs::extension::program::WARNING;
use workloads::{Findings, Parameters, Value};
use world::LockKind;

/// Enough for half of them to be done before the import, and for workers to meet inside the module after it.
const JOBS: u64 = 60;

/// Forced off, so many runs are played until a worker crashes. On two cores nearly every run of [`MANY`] jobs has a crash; on one, a time
/// slice must end inside the module, in which a run spends about a tenth of its time.
const PATIENCE: usize = 40;

/// See [`PATIENCE`].
const MANY: u64 = 600;

fn set(threads: u32, jobs: u64) -> Parameters {
    Parameters {
        threads,
        size: jobs,
        numbers: vec![("calls", 50)],
        ..Parameters::default()
    }
}

/// Whatever the module says and whoever crashes: every job is done or failed, and each crash has cost one.
fn accounted(found: &Findings, jobs: u64) {
    let of = |key| number(found, key);
    assert_eq!((of("sent"), of("done") + of("failed")), (jobs, jobs), "{found:?}");
    assert_eq!(of("unfinished"), 0, "{found:?}");
    assert!(of("crashes") <= of("failed"), "{found:?}");
}

/// In `runs` runs of every variant, under every lock in turn, no job is unaccounted for.
pub fn no_job_is_unaccounted_for(stage: &Stage, runs: usize) {
    for variant in ["undeclared", "forced-off", "declared"] {
        let program = program("extension", variant, &set(4, JOBS));
        for run in 0..runs {
            let lock = LOCKS[run % LOCKS.len()];
            let found = stage.finish(&program, lock);
            accounted(&found, JOBS);
            let safe = variant != "forced-off" || lock != LockKind::Off;
            assert!(!safe || number(&found, "crashes") == 0, "{variant} {lock:?}: {found:?}");
        }
    }
}

/// The lock comes back when it was off, with CPython's warning, and only for a module that says nothing.
pub fn the_lock_comes_back(stage: &Stage, runs: usize) {
    for variant in ["undeclared", "forced-off", "declared"] {
        for lock in LOCKS {
            let (program, off) = (program("extension", variant, &set(3, JOBS)), lock == LockKind::Off);
            for _ in 0..runs {
                let found = stage.finish(&program, lock);
                let switched = off && variant == "undeclared";
                assert_eq!(number(&found, "switched"), u64::from(switched), "{variant} {lock:?}");
                assert_eq!(
                    number(&found, "lock_on"),
                    u64::from(switched || !off),
                    "{variant} {lock:?}"
                );
                assert_eq!(text(&found, "warning"), if switched { WARNING } else { "" });
            }
        }
    }
}

/// Without the lock, the module's table is torn, a worker crashes, what all workers were doing is reported, and another one goes on.
pub fn forced_off_it_crashes(stage: &Stage) {
    let program = program("extension", "forced-off", &set(4, MANY));
    let found = (0..PATIENCE)
        .map(|_| stage.finish(&program, LockKind::Off))
        .inspect(|found| accounted(found, MANY))
        .find(|found| number(found, "crashes") > 0)
        .expect("a crash");
    let Some((_, Value::List(reports))) = found.iter().find(|(key, _)| *key == "reports") else {
        panic!("no reports: {found:?}");
    };
    let Some((_, Value::List(threads))) = reports[0].iter().find(|(key, _)| *key == "threads") else {
        panic!("no threads: {reports:?}");
    };
    assert!(text(&reports[0], "crash").contains("add up to"), "{reports:?}");
    assert!(
        threads.iter().any(|thread| text(thread, "does") == "has crashed"),
        "{threads:?}"
    );
    assert!(threads.iter().all(|thread| number(thread, "line") > 0), "{threads:?}");
    assert!(number(&found, "done") > 0, "{found:?}");
}

//! Stop: whatever a run is doing, its threads come home, and the pool plays on.

use crate::{LOCKS, Stage, program};
use std::sync::Arc;
use threads::Status;
use workloads::{Parameters, input::Input};

/// Programs that would run for hours if they were not stopped.
fn endless() -> Vec<(&'static str, &'static str, Parameters)> {
    let set = |size| Parameters {
        threads: 4,
        size,
        numbers: vec![("message", 64)],
        ..Parameters::default()
    };
    vec![
        ("counter", "unprotected", set(u64::MAX / 8)),
        ("counter", "locked", set(u64::MAX / 8)),
        ("hash-chain", "not-shared", set(u64::MAX / 8)),
        ("hashing", "independent", set(u64::MAX / 8)),
        ("hashing", "coarse-lock", set(u64::MAX / 8)),
    ]
}

/// Stops endless runs once they have made progress, under every lock, and plays a short one after each.
pub fn an_endless_run_comes_home(stage: &Stage) {
    let pool = stage.free();
    for ((lab, variant, set), lock) in endless()
        .into_iter()
        .flat_map(|one| LOCKS.map(|lock| (one.clone(), lock)))
    {
        let program = program(lab, variant, &set);
        let (run, _) = stage.set(&program, lock);
        stage.start(&run, &program);
        while run.done() == 0 {
            std::thread::yield_now();
        }
        assert_eq!(run.status(), Status::Running, "{lab} {variant} {lock:?}");
        stage.send_home(&run);
        assert_eq!(run.status(), Status::Stopped, "{lab} {variant} {lock:?}");
        assert_eq!(stage.free(), pool);
        a_short_run_ends(stage);
    }
}

/// A run that is stopped before it starts never runs.
pub fn a_run_stopped_before_its_start_does_nothing(stage: &Stage) {
    let set = Parameters {
        threads: 4,
        size: 1_000_000_000,
        input: Arc::new(Input::default()),
        ..Parameters::default()
    };
    let program = program("counter", "atomic", &set);
    let (run, _) = stage.set(&program, LOCKS[0]);
    run.stop();
    stage.start(&run, &program);
    run.join_all();
    assert_eq!((run.status(), run.done()), (Status::Stopped, 0));
}

/// A run of forty increments comes to its end.
pub fn a_short_run_ends(stage: &Stage) {
    let set = Parameters {
        threads: 4,
        size: 10,
        ..Parameters::default()
    };
    stage.finish(&program("counter", "atomic", &set), LOCKS[0]);
}

//! Several locks at once: what gets stuck, what cures it, and that no meal is forgotten.

use crate::{Played, Stage, number, program};
use labs::Program;
use threads::Status;
use workloads::Parameters;
use world::LockKind;

/// Threads of a run, and meals each of them wants.
const GUESTS: u32 = 4;
const MEALS: u64 = 50;

/// So often a naive run is repeated until it gets stuck. All threads fall asleep with their first lock in hand, so nearly every run does;
/// forty that do not are as good as never.
const PATIENCE: usize = 40;

fn dining(variant: &str, scene: &'static str, pause: u64) -> Program {
    let set = Parameters {
        threads: GUESTS,
        size: MEALS,
        seed: 7,
        numbers: vec![("pause", pause), ("tries", 5), ("wait", 20)],
        choices: vec![("scene", scene)],
        ..Parameters::default()
    };
    program("dining", variant, &set)
}

/// Without a cure, and with the waiter where it is none; the stage makes sure that there is a circle to be seen.
pub fn as_they_come_gets_stuck(stage: &Stage) {
    let pool = stage.free();
    for (variant, scene) in [
        ("naive", "table"),
        ("naive", "accounts"),
        ("naive", "hierarchy"),
        ("waiter", "accounts"),
        ("waiter", "hierarchy"),
    ] {
        for lock in [LockKind::Off, LockKind::CPython] {
            let program = dining(variant, scene, 500);
            let stuck = (0..PATIENCE).any(|_| stage.play(&program, lock).status == Status::Deadlocked);
            assert!(stuck, "{variant} {scene} {lock:?}");
            assert_eq!(stage.free(), pool, "the pool is whole again");
        }
    }
}

/// Whatever keeps the circle from closing lets everybody eat, in each scene.
pub fn cures_let_everybody_eat(stage: &Stage) {
    for (variant, scene) in [
        ("ordered", "table"),
        ("ordered", "accounts"),
        ("ordered", "hierarchy"),
        ("waiter", "table"),
        ("one-lock", "table"),
        ("one-lock", "hierarchy"),
    ] {
        for lock in [LockKind::Off, LockKind::CPython] {
            let found = stage.finish(&dining(variant, scene, 0), lock);
            assert_eq!(
                (number(&found, "meals"), number(&found, "hungry")),
                (u64::from(GUESTS) * MEALS, 0),
                "{variant} {scene} {lock:?}"
            );
        }
    }
}

/// Each meal is eaten or given up, and one that was given up was tried as often as it may be.
pub fn backing_off_never_gets_stuck(stage: &Stage) {
    for scene in ["table", "accounts", "hierarchy"] {
        for lock in [LockKind::Off, LockKind::CPython] {
            let Played { status, findings, .. } = stage.play(&dining("back-off", scene, 10), lock);
            assert_eq!(status, Status::Finished, "{scene} {lock:?}");
            let (meals, hungry) = (number(&findings, "meals"), number(&findings, "hungry"));
            assert_eq!(meals + hungry, u64::from(GUESTS) * MEALS, "{scene} {lock:?}");
            assert!(number(&findings, "put_back") >= 5 * hungry, "{scene} {lock:?}");
        }
    }
}

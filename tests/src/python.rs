//! A visitor's own Python: what it loses without the lock, and keeps with it.

use crate::Stage;
use python::interpreter::Settings;
use python_world::Program;
use std::time::Duration;
use threads::{Run, Status};
use world::{LockKind, UnderLock};

/// Two threads that each add one so often that they meet in nearly every run.
const COUNTER: &str = "import threading
hits = 0
def visit():
    global hits
    for _ in range(20000):
        hits += 1
visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
print(hits)
";

/// Two locks that are taken in two orders, by threads that have both arrived.
const ORDERS: &str = "import threading
fork, spoon = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def eat(first, second):
    with first:
        both.wait()
        with second:
            pass
threading.Thread(target=eat, args=(fork, spoon)).start()
threading.Thread(target=eat, args=(spoon, fork)).start()
";

/// So often a bare counter is run until it loses, for the reason that `counter` gives.
const PATIENCE: usize = 40;
/// The main thread and two more.
const THREADS: usize = 3;

fn run(stage: &Stage, text: &str, lock: LockKind) -> (Status, String) {
    let settings = Settings {
        version: (3, 14, lock == LockKind::Off),
        ..Settings::default()
    };
    let program = Program::new(text.into(), "program.py".into(), settings).expect("a program that can be run");
    let run = Run::new(stage.crew(), true);
    let world = UnderLock::new(run.world(), lock, Duration::from_micros(500));
    let course = program.start(&world, THREADS, None);
    run.start(THREADS).expect("three threads are free");
    let status = stage.wait(&run);
    stage.send_home(&run);
    (status, course.told().output)
}

/// `hits += 1` is a read and a write, and without the lock they are parted.
pub fn a_bare_counter_loses_without_the_lock(stage: &Stage) {
    let lost = (0..PATIENCE).any(|_| run(stage, COUNTER, LockKind::Off) != (Status::Finished, "40000\n".into()));
    assert!(lost, "nothing was lost in {PATIENCE} runs");
}

/// Under 3.14 no check point stands between the read and the write.
pub fn a_bare_counter_keeps_all_with_the_lock(stage: &Stage) {
    for _ in 0..5 {
        assert_eq!(
            run(stage, COUNTER, LockKind::CPython),
            (Status::Finished, "40000\n".into())
        );
    }
}

/// A deadlock is known as such, with the lock and without.
pub fn two_orders_are_a_deadlock(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        assert_eq!(run(stage, ORDERS, lock).0, Status::Deadlocked, "{lock:?}");
    }
}

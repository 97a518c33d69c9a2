//! A visitor's own Python: what it loses without the lock, and keeps with it.

use crate::Stage;
use python::interpreter::Settings;
use python_world::{Course, Program};
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

/// Two threads that never block and never end.
const LOOPS: &str = "import threading
def spin():
    while True:
        pass
threading.Thread(target=spin).start()
print('on')
spin()
";

/// What asks for too much ends as Python says, and the program goes on.
const TOO_MUCH: &str = "kept = []
try:
    while True:
        kept.append('x' * 1000 + str(len(kept)))
except MemoryError:
    kept = None
    print('no more')
def deeper():
    deeper()
try:
    deeper()
except RecursionError as error:
    print(error)
";

/// Bytes that a program may have in these tests.
const MEMORY: usize = 32 << 20;

fn start(stage: &Stage, text: &str, lock: LockKind) -> (Run, Course) {
    let settings = Settings {
        version: (3, 14, lock == LockKind::Off),
        memory_limit: MEMORY,
        ..Settings::default()
    };
    let program = Program::new(text.into(), "program.py".into(), settings).expect("a program that can be run");
    let run = Run::new(stage.pool(), true);
    let world = UnderLock::new(run.world(), lock, Duration::from_micros(500));
    let course = program.start(&world, THREADS, None);
    run.start(THREADS).expect("three threads are free");
    (run, course)
}

fn run(stage: &Stage, text: &str, lock: LockKind) -> (Status, String) {
    let (run, course) = start(stage, text, lock);
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

/// A deadlock is known as such, with its circle by the program's own names, with the lock and without.
pub fn two_orders_are_a_deadlock(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        let (run, _) = start(stage, ORDERS, lock);
        assert_eq!(stage.wait(&run), Status::Deadlocked, "{lock:?}");
        let stuck = run.graph().stuck().expect("a reason");
        let mut waits: Vec<String> = stuck.links().iter().map(|link| format!("{link:?}")).collect();
        waits.sort();
        assert_eq!(waits.len(), 2, "{waits:?}");
        assert!(waits[0].contains("fork") && waits[0].contains("spoon"), "{waits:?}");
        stage.send_home(&run);
    }
}

/// Stop ends loops that would go on for ever, and the pool plays on.
pub fn an_endless_python_loop_is_stopped(stage: &Stage) {
    let pool = stage.free();
    for lock in [LockKind::Off, LockKind::CPython] {
        let (run, course) = start(stage, LOOPS, lock);
        while course.told().output.is_empty() {
            std::thread::yield_now();
        }
        assert_eq!(run.status(), Status::Running, "{lock:?}");
        stage.send_home(&run);
        assert_eq!((run.status(), stage.free()), (Status::Stopped, pool), "{lock:?}");
        assert_eq!(self::run(stage, "print(1)\n", lock), (Status::Finished, "1\n".into()));
    }
}

/// Endless memory and endless recursion are exceptions like any other.
pub fn too_much_is_an_exception(stage: &Stage) {
    for lock in [LockKind::Off, LockKind::CPython] {
        let said = "no more\nmaximum recursion depth exceeded\n";
        assert_eq!(run(stage, TOO_MUCH, lock), (Status::Finished, said.into()), "{lock:?}");
    }
}

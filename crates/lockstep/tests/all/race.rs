//! Verdicts of the race detector on labelled programs, in every schedule and not only in one that happens to show it.

use crate::common::{bounded_queue, cell, locked, thread, unprotected};
use lockstep::{Ending, Lockstep, Machine, RunVerdict, Schedule, Search, Session, Settings};
use std::time::Duration;
use trace::RaceKind;
use world::{
    Cell, Label, LockKind, UnderLock, World,
    primitive::{Barrier, Condvar, Event, Mutex, Queue, RwLock, Semaphore, Variable, spawn},
};

/// Plays a program at random a few dozen times, and fairly on one core and on two: whether a race was seen of each kind.
fn seen(program: fn(&Lockstep)) -> (bool, bool) {
    let schedules = (0..40).map(Schedule::random).chain([Schedule::fair()]);
    let mut kinds = (false, false);
    for (schedule, cores) in schedules.flat_map(|schedule| [(schedule.clone(), 1), (schedule, 2)]) {
        let mut session = Session::new(Machine::with_cores(cores), program);
        session.open(&schedule).unwrap();
        for race in session.races() {
            match race.kind {
                RaceKind::Unordered => kinds.0 = true,
                RaceKind::Overwritten => kinds.1 = true,
            }
        }
    }
    kinds
}

/// What the label says: accesses that nothing orders, updates that are overwritten.
const SAFE: (bool, bool) = (false, false);
const RACE: (bool, bool) = (true, false);
const LOST: (bool, bool) = (false, true);
const BOTH: (bool, bool) = (true, true);

/// Two threads that run the same body.
fn twice<Fut: Future<Output = ()> + 'static>(world: &Lockstep, body: impl Fn(u32) -> Fut + Clone + Send + 'static) {
    for index in 1..=2 {
        let body = body.clone();
        world.spawn(thread(index), move |_| async move { body(index).await });
    }
}

/// A name, what is to be seen, and the program.
type Labelled = (&'static str, (bool, bool), fn(&Lockstep));

const LABELLED: [Labelled; 26] = [
    ("bare increments", BOTH, |world| _ = unprotected(world, 2, 2)),
    ("increments under a lock", SAFE, |world| _ = locked(world, 2, 2)),
    ("indivisible increments", SAFE, |world| {
        let n = cell(world, "n");
        twice(world, move |_| async move {
            n.add(1).await;
        });
    }),
    ("a number for each", SAFE, |world| {
        let numbers = [cell(world, "one"), cell(world, "other")];
        twice(world, move |index| async move {
            let mine = numbers[index as usize - 1];
            let seen = mine.load().await;
            mine.store(seen + 1).await;
        });
    }),
    ("two locks for one number", BOTH, |world| {
        let n = cell(world, "n");
        let locks = [Mutex::new(world, "a"), Mutex::new(world, "b")];
        twice(world, move |index| {
            let lock = locks[index as usize - 1].clone();
            async move {
                lock.acquire().await;
                let seen = n.load().await;
                n.store(seen + 1).await;
                lock.release().await;
            }
        });
    }),
    ("a lock for the write alone", BOTH, |world| {
        let (n, lock) = (cell(world, "n"), Mutex::new(world, "lock"));
        twice(world, move |_| {
            let lock = lock.clone();
            async move {
                let seen = n.load().await;
                lock.acquire().await;
                n.store(seen + 1).await;
                lock.release().await;
            }
        });
    }),
    ("a lock let go between read and write", LOST, |world| {
        let (n, lock) = (cell(world, "n"), Mutex::new(world, "lock"));
        twice(world, move |_| {
            let lock = lock.clone();
            async move {
                lock.acquire().await;
                let seen = n.load().await;
                lock.release().await;
                lock.acquire().await;
                n.store(seen + 1).await;
                lock.release().await;
            }
        });
    }),
    ("one thread takes the lock, the other does not", BOTH, |world| {
        let (n, lock) = (cell(world, "n"), Mutex::new(world, "lock"));
        twice(world, move |index| {
            let lock = lock.clone();
            async move {
                if index == 1 {
                    lock.acquire().await;
                }
                let seen = n.load().await;
                n.store(seen + 1).await;
                if index == 1 {
                    lock.release().await;
                }
            }
        });
    }),
    ("both only read", SAFE, |world| {
        let n = cell(world, "n");
        twice(world, move |_| async move {
            n.load().await;
        });
    }),
    ("one writes, the other reads", RACE, |world| {
        let n = cell(world, "n");
        twice(world, move |index| async move {
            match index {
                1 => n.store(1).await,
                _ => drop(n.load().await),
            }
        });
    }),
    ("both only write", RACE, |world| {
        let n = cell(world, "n");
        twice(world, move |index| async move { n.store(u64::from(index)).await });
    }),
    ("a store beside additions", RACE, |world| {
        let n = cell(world, "n");
        twice(world, move |index| async move {
            match index {
                1 => n.store(0).await,
                _ => drop(n.add(1).await),
            }
        });
    }),
    ("a load beside additions", SAFE, |world| {
        let n = cell(world, "n");
        twice(world, move |index| async move {
            match index {
                1 => drop(n.load().await),
                _ => drop(n.add(1).await),
            }
        });
    }),
    ("handed over through a queue", SAFE, |world| {
        let (n, queue) = (cell(world, "n"), Queue::bounded(world, "queue", 1));
        twice(world, move |index| {
            let queue = queue.clone();
            async move {
                if index == 1 {
                    n.store(1).await;
                    // The queue is never closed, so nothing comes back.
                    let _ = queue.put(()).await;
                } else {
                    queue.get().await;
                    n.store(2).await;
                }
            }
        });
    }),
    ("written after it was handed over", RACE, |world| {
        let (n, queue) = (cell(world, "n"), Queue::bounded(world, "queue", 1));
        twice(world, move |index| {
            let queue = queue.clone();
            async move {
                if index == 1 {
                    // The queue is never closed, so nothing comes back.
                    let _ = queue.put(()).await;
                    n.store(1).await;
                } else {
                    queue.get().await;
                    n.store(2).await;
                }
            }
        });
    }),
    ("a bounded queue with two producers", SAFE, |world| {
        _ = bounded_queue(world, 2, 2)
    }),
    ("published by an event", SAFE, |world| {
        let (n, event) = (cell(world, "n"), Event::new(world, "ready"));
        twice(world, move |index| {
            let event = event.clone();
            async move {
                if index == 1 {
                    n.store(1).await;
                    event.set().await;
                } else {
                    event.wait().await;
                    n.load().await;
                }
            }
        });
    }),
    ("apart by a barrier", SAFE, |world| {
        let (numbers, barrier) = (
            [cell(world, "one"), cell(world, "other")],
            Barrier::new(world, "barrier", 2),
        );
        twice(world, move |index| {
            let barrier = barrier.clone();
            async move {
                let (mine, other) = (numbers[index as usize - 1], numbers[2 - index as usize]);
                mine.store(1).await;
                barrier.wait().await;
                other.store(2).await;
            }
        });
    }),
    ("the barrier passed too early", RACE, |world| {
        let (n, barrier) = (cell(world, "n"), Barrier::new(world, "barrier", 2));
        twice(world, move |index| {
            let barrier = barrier.clone();
            async move {
                barrier.wait().await;
                n.store(u64::from(index)).await;
            }
        });
    }),
    ("a condition under its mutex", SAFE, |world| {
        let (n, mutex, condition) = (cell(world, "n"), Mutex::new(world, "mutex"), Condvar::new(world, "set"));
        twice(world, move |index| {
            let (mutex, condition) = (mutex.clone(), condition.clone());
            async move {
                mutex.acquire().await;
                if index == 1 {
                    n.store(1).await;
                    condition.notify_all().await;
                } else {
                    while n.load().await == 0 {
                        condition.wait(&mutex).await;
                    }
                }
                mutex.release().await;
            }
        });
    }),
    ("a semaphore of one permit", SAFE, |world| {
        let (n, permits) = (cell(world, "n"), Semaphore::new(world, "permits", 1));
        twice(world, move |_| {
            let permits = permits.clone();
            async move {
                permits.acquire().await;
                let seen = n.load().await;
                n.store(seen + 1).await;
                permits.release().await;
            }
        });
    }),
    ("a semaphore of two permits", BOTH, |world| {
        let (n, permits) = (cell(world, "n"), Semaphore::new(world, "permits", 2));
        twice(world, move |_| {
            let permits = permits.clone();
            async move {
                permits.acquire().await;
                let seen = n.load().await;
                n.store(seen + 1).await;
                permits.release().await;
            }
        });
    }),
    ("readers and a writer", SAFE, |world| {
        let (n, lock) = (cell(world, "n"), RwLock::new(world, "lock"));
        twice(world, move |index| {
            let lock = lock.clone();
            async move {
                if index == 1 {
                    lock.acquire_write().await;
                    n.store(1).await;
                    lock.release_write().await;
                } else {
                    lock.acquire_read().await;
                    n.load().await;
                    lock.release_read().await;
                }
            }
        });
    }),
    ("started and waited for", SAFE, |world| {
        let n = cell(world, "n");
        world.spawn(thread(1), move |world| async move {
            n.store(1).await;
            let child = spawn(&world, Label::thread("child", 0), move |_| async move {
                let seen = n.load().await;
                n.store(seen + 1).await;
            });
            child.join().await;
            n.store(3).await;
        });
    }),
    ("a shared variable", BOTH, |world| {
        let shared = Variable::new(world, "data", 0);
        twice(world, move |_| {
            let shared = shared.clone();
            async move {
                let seen = shared.get().await;
                shared.set(seen + 1).await;
            }
        });
    }),
    ("a call between, under the global lock", LOST, |world| {
        let world = UnderLock::new(*world, LockKind::CPython, Duration::from_millis(5));
        let n = cell(&world, "n");
        for index in 1..=2 {
            world.spawn(thread(index), move |world| async move {
                let seen = n.load().await;
                world.checkpoint().await;
                n.store(seen + 1).await;
            });
        }
    }),
];

#[test]
fn every_verdict_is_as_labelled() {
    for (name, label, program) in LABELLED {
        assert_eq!(seen(program), label, "{name}");
    }
}

/// What is labelled safe is safe in every schedule: no race is seen on the way to any of them.
#[test]
fn no_schedule_of_a_safe_program_raises_an_alarm() {
    for (name, _, program) in LABELLED.into_iter().filter(|(_, label, _)| *label == SAFE) {
        let mut schedules = Vec::new();
        let settings = Settings {
            schedules: Some(300),
            ..Settings::default()
        };
        let bad = |_: &Ending, ()| RunVerdict {
            outcome: (),
            bad: false,
        };
        let mut search = Search::new(settings, program, bad);
        while search.advance(1) {
            schedules.push(search.path());
        }
        assert!(search.found().schedules > 0, "{name}");
        for schedule in schedules {
            let mut session = Session::new(Machine::default(), program);
            session.open(&schedule).unwrap();
            assert_eq!(session.races(), [], "{name}, {schedule}");
        }
    }
}

#[test]
fn a_race_tells_both_lines_and_what_is_missing() {
    let mut session = Session::new(Machine::default(), |world: &Lockstep| unprotected(world, 2, 1));
    session.open(&Schedule::read("1.2.1.2").unwrap()).unwrap();
    let races = session.races();
    let race = races.iter().find(|race| race.kind == RaceKind::Overwritten).unwrap();
    assert_eq!(
        (race.first.thread.as_str(), race.second.thread.as_str()),
        ("thread 1", "thread 2")
    );
    assert_eq!((race.data.as_str(), race.step), ("n", 4));
    assert!(race.first.place.line > 0 && race.first.place.file.ends_with("common.rs"));
    let unordered = races.iter().find(|race| race.kind == RaceKind::Unordered).unwrap();
    assert_eq!(
        unordered.missing,
        "Neither thread 2 nor thread 1 holds a lock, and nothing else orders the two."
    );
}

//! How runs end, told apart and named.

use crate::common::{all, cell, settings, thread};
use lockstep::{
    Ending, Executor, Lockstep, Machine, RunStatus, RunVerdict, Search, SearchResults, Settings, play,
    schedule::VirtualTimeScheduler,
};
use std::time::Duration;
use world::{
    Cell, Kind, Label, LockKind, UnderLock, World,
    primitive::{Barrier, Condvar, Event, Mutex, Pool, Queue, Semaphore, spawn},
};

/// All endings of a program, by name.
fn endings<H>(program: impl Fn(&Lockstep) -> H) -> Vec<&'static str> {
    let judge = |ending: &Ending, _: H| RunVerdict {
        outcome: ending.name(),
        bad: *ending != Ending::Finished,
    };
    let named = |found: &SearchResults<&'static str>| found.outcomes.keys().copied().collect::<Vec<_>>();
    let reduced = named(Search::new(settings(true), &program, judge).finish());
    let plain = named(Search::new(settings(false), &program, judge).finish());
    assert_eq!(reduced, plain);
    plain
}

/// The first thread waits under a mutex for a condition without looking at a flag; the second notifies once.
fn careless_wait(world: &Lockstep) {
    let (mutex, condition) = (Mutex::new(world, "mutex"), Condvar::new(world, "ready"));
    let (lock, ready) = (mutex.clone(), condition.clone());
    world.spawn(thread(1), move |_| async move {
        lock.acquire().await;
        ready.wait(&lock).await;
        lock.release().await;
    });
    world.spawn(thread(2), move |_| async move {
        mutex.acquire().await;
        condition.notify_one().await;
        mutex.release().await;
    });
}

#[test]
fn a_notification_that_comes_too_early_is_a_lost_wake_up() {
    assert_eq!(endings(careless_wait), ["finished", "lost wake-up"]);
}

#[test]
fn an_event_taken_back_is_a_lost_wake_up() {
    let program = |world: &Lockstep| {
        let event = Event::new(world, "go");
        let waiter = event.clone();
        world.spawn(thread(1), move |_| async move { waiter.wait().await });
        world.spawn(thread(2), move |_| async move {
            event.set().await;
            event.clear().await;
        });
    };
    assert_eq!(endings(program), ["finished", "lost wake-up"]);
}

#[test]
fn nobody_ever_notified_is_a_deadlock() {
    let program = |world: &Lockstep| {
        for index in 1..=2 {
            let event = Event::new(world, "go");
            world.spawn(thread(index), move |_| async move { event.wait().await });
        }
    };
    assert_eq!(endings(program), ["deadlock"]);
}

#[test]
fn too_few_items_are_a_partial_deadlock() {
    let program = |world: &Lockstep| {
        let queue = Queue::unbounded(world, "queue");
        queue.fill(1);
        for index in 1..=2 {
            let queue = queue.clone();
            world.spawn(thread(index), move |_| async move {
                queue.get().await;
            });
        }
    };
    assert_eq!(endings(program), ["partial deadlock"]);
}

#[test]
fn a_try_that_is_repeated_for_ever_is_a_livelock() {
    let program = |world: &Lockstep| {
        let lock = Mutex::new(world, "lock");
        world.spawn(thread(1), move |_| async move {
            lock.acquire().await;
            while !lock.acquire_within(Duration::from_millis(1)).await {}
        });
    };
    assert_eq!(endings(program), ["livelock"]);
    let mut search = Search::new(Settings::default(), program, |_: &Ending, ()| RunVerdict {
        outcome: (),
        bad: false,
    });
    let found = search.finish();
    assert!(!found.complete && found.limits.len() == 1, "{:?}", found.limits);
}

/// Under CPython's lock a thread tries first and lets go of the lock only then: its wait lasts, whatever came of the try. So does that of a
/// thread that asked for the lock itself once its interval had passed.
#[test]
fn who_waits_under_a_global_lock_is_deadlocked_and_not_livelocked() {
    let crossed = |world: &Lockstep, kind| {
        let world = UnderLock::new(*world, kind, Duration::from_millis(5));
        let locks = [1, 2].map(|index| Mutex::labelled(&world, Label::numbered(Kind::Lock, "lock", index)));
        for index in [0, 1] {
            let [first, second] = [&locks[index], &locks[1 - index]].map(Mutex::clone);
            world.spawn(thread(index as u32 + 1), move |world| async move {
                first.acquire().await;
                world.checkpoint().await;
                second.acquire().await;
                second.release().await;
                first.release().await;
            });
        }
    };
    for kind in [LockKind::CPython, LockKind::Held] {
        assert_eq!(
            endings(|world| crossed(world, kind)),
            ["deadlock", "finished"],
            "{kind:?}"
        );
    }
    let idle = |world: &Lockstep| {
        let world = UnderLock::new(*world, LockKind::Held, Duration::from_millis(5));
        let work = Event::new(&world, "work");
        let pool = Pool::new(&world, "pool", 1);
        pool.start(&world);
        world.spawn(thread(1), move |_| async move { work.wait().await });
    };
    assert_eq!(endings(idle), ["deadlock"]);
}

#[test]
fn a_panic_is_caught_and_told() {
    let program = |world: &Lockstep| {
        let n = cell(world, "n");
        for index in 1..=2 {
            world.spawn(thread(index), move |_| async move {
                let before = n.add(1).await;
                assert!(n.load().await == before + 1, "somebody came between");
            });
        }
    };
    let judge = |ending: &Ending, ()| RunVerdict {
        outcome: ending.to_string(),
        bad: *ending != Ending::Finished,
    };
    let mut search = Search::new(settings(false), program, judge);
    let found = search.finish();
    let told: Vec<&str> = found.outcomes.keys().map(String::as_str).collect();
    assert_eq!(told, ["failed: somebody came between", "finished"]);
    assert_eq!(found.shortest.as_ref().map(|bad| bad.steps), Some(3));
}

#[test]
fn all_primitives_come_to_their_end_in_every_schedule() {
    let program = |world: &Lockstep| {
        let (barrier, permits, sum) = (
            Barrier::new(world, "barrier", 2),
            Semaphore::new(world, "permits", 1),
            cell(world, "sum"),
        );
        for index in 1..=2 {
            let (barrier, permits) = (barrier.clone(), permits.clone());
            world.spawn(thread(index), move |world| async move {
                permits.acquire().await;
                permits.release().await;
                barrier.wait().await;
                let child = spawn(&world, Label::thread("child", index), move |_| async move {
                    sum.add(1).await
                });
                child.join().await;
            });
        }
        sum
    };
    let found = all(settings(true), program, 2);
    assert_eq!((found.complete, found.bad), (true, 0));
}

#[test]
fn a_run_without_end_is_cut_off_and_said_to_be() {
    let program = |world: &Lockstep| {
        let n = cell(world, "n");
        world.spawn(thread(1), move |_| async move { while n.load().await == 0 {} });
    };
    let few = Settings {
        steps: 50,
        ..Settings::default()
    };
    let mut search = Search::new(few, program, |ending: &Ending, ()| RunVerdict {
        outcome: ending.name(),
        bad: false,
    });
    let found = search.finish();
    assert_eq!(found.outcomes.keys().copied().collect::<Vec<_>>(), ["unfinished"]);
    assert_eq!(found.limits, ["1 schedules were cut off after 50 steps."]);
}

#[test]
fn a_program_of_many_threads_is_played_but_not_searched() {
    let program = |world: &Lockstep| {
        let n = cell(world, "n");
        for index in 1..=100 {
            world.spawn(thread(index), move |_| async move {
                n.add(1).await;
            });
        }
        n
    };
    let found = all(settings(true), program, 100);
    assert_eq!((found.schedules, found.complete, found.limits.len()), (0, false, 1));
    let mut executor = Executor::watched(Machine::default(), 0);
    let n = executor.set(program);
    assert_eq!(
        play(&mut executor, &mut VirtualTimeScheduler, u64::MAX),
        RunStatus::Ended
    );
    assert_eq!(
        (executor.read(|| n.peek()), executor.ending()),
        (100, Some(Ending::Finished))
    );
}

#[test]
fn a_label_is_what_people_see() {
    let mut executor = Executor::watched(Machine::default(), 10);
    executor.set(|world| {
        Mutex::labelled(world, Label::numbered(Kind::Lock, "fork", 2));
        careless_wait(world);
    });
    let names = executor.names();
    assert_eq!(names.threads, ["thread 1", "thread 2"]);
    assert_eq!(names.objects[0].name, "fork 2");
}

//! Runs on real threads: blocking, waking, stopping, and telling a deadlock from everything else.

use std::{sync::Arc, time::Duration};
use threads::{Run, Status, Threads, native_pool};
use trace::{Event, Timeline};
use world::{
    Access, Cell, Cost, Kind, Label, LockKind, Region, UnderLock, World,
    primitive::{Barrier, Condvar, Event as Flag, Mutex, Pool, Queue, RwLock, Semaphore, Variable, spawn},
};

const FAST: Duration = Duration::from_millis(1);
/// At once, at most: more than any program here has.
const THREADS: usize = 16;

fn thread(index: u32) -> Label {
    Label::thread("thread", index)
}

fn cell<W: World>(world: &W, value: u64) -> W::Cell {
    world.cell(Label::new(Kind::Variable, "n"), value)
}

fn run_to_end(set_up: impl FnOnce(&Threads)) -> (Run, Status) {
    let run = Run::new(native_pool(), true);
    set_up(&run.world());
    run.start(THREADS).unwrap();
    let status = run.wait();
    (run, status)
}

/// A program of `threads` threads that add one to a cell under a lock.
fn locked_adders<W: World>(world: &W, threads: u32, times: u64) -> W::Cell {
    let (lock, n) = (Mutex::new(world, "lock"), cell(world, 0));
    for index in 1..=threads {
        let (lock, n) = (lock.clone(), n.clone());
        world.spawn(thread(index), move |world| async move {
            for _ in 0..times {
                lock.acquire().await;
                let seen = n.load().await;
                n.store(seen + 1).await;
                lock.release().await;
                world.checkpoint().await;
            }
        });
    }
    n
}

/// What every thread reads from the clock starts with the run, passes at least as fast as it sleeps, and ends within the run.
#[test]
fn programs_read_the_clock_of_the_run() {
    let mut times = None;
    let (run, status) = run_to_end(|world| {
        assert_eq!(world.now(), 0);
        let readings = Variable::new(world, "readings", (0, 0));
        times = Some(readings.clone());
        let world = UnderLock::new(world.clone(), LockKind::CPython, FAST);
        world.spawn(thread(1), move |world| async move {
            let begun = world.now();
            world.sleep(FAST).await;
            readings.set((begun, world.now())).await;
        });
    });
    let (begun, slept) = times.map(|times| times.peek()).unwrap();
    assert_eq!(status, Status::Finished);
    assert!(slept - begun >= FAST.as_nanos() as u64, "{begun} {slept}");
    assert!(slept <= run.elapsed().as_nanos() as u64, "{slept}");
}

#[test]
fn a_lock_keeps_every_update_with_and_without_a_global_lock() {
    for kind in [LockKind::Off, LockKind::CPython, LockKind::Held] {
        let mut n = None;
        let (run, status) = run_to_end(|world| {
            n = Some(match kind {
                LockKind::Off => locked_adders(world, 4, 5_000),
                _ => locked_adders(&UnderLock::new(world.clone(), kind, FAST), 4, 5_000),
            });
        });
        assert_eq!(
            (status, n.map(|n| n.peek())),
            (Status::Finished, Some(20_000)),
            "{kind:?}"
        );
        assert!(run.contention().acquisitions >= 20_000);
    }
}

/// Unprotected updates are lost. Losing needs two threads between read and write at once, which the scheduler brings about sooner or
/// later: on two cores nearly every run of this length loses some, so twenty runs that lose none would mean that nothing is shared.
#[test]
fn unprotected_updates_get_lost() {
    let lost = (0..20).any(|_| {
        let mut n = None;
        run_to_end(|world| {
            let shared = cell(world, 0);
            for index in 1..=4 {
                let shared = shared.clone();
                world.spawn(thread(index), move |_| async move {
                    for _ in 0..200_000 {
                        let seen = shared.load().await;
                        shared.store(seen + 1).await;
                    }
                });
            }
            n = Some(shared);
        });
        n.is_some_and(|n| n.peek() < 800_000)
    });
    assert!(lost);
}

#[test]
fn crossed_locks_are_a_deadlock_with_both_threads_in_its_cycle() {
    let (run, status) = run_to_end(|world| {
        let locks = [Mutex::new(world, "lock A"), Mutex::new(world, "lock B")];
        let both_hold = Barrier::new(world, "both hold one", 2);
        for (index, mine, other) in [(1, 0, 1), (2, 1, 0)] {
            let (mine, other, both_hold) = (locks[mine].clone(), locks[other].clone(), both_hold.clone());
            world.spawn(thread(index), move |_| async move {
                mine.acquire().await;
                both_hold.wait().await;
                other.acquire().await;
            });
        }
    });
    assert_eq!(status, Status::Deadlocked);
    assert!(
        (2..=3).contains(&run.contention().waits),
        "two waits never end; who comes first to the barrier waits unless the other comes at that moment"
    );
    let mut links = run.graph().links();
    links.sort_by(|a, b| a.thread.cmp(&b.thread));
    let told: Vec<_> = links
        .iter()
        .map(|l| (l.thread.as_str(), l.holds.as_str(), l.waits_for.as_str()))
        .collect();
    assert_eq!(
        told,
        [("thread 1", "lock A", "lock B"), ("thread 2", "lock B", "lock A")]
    );
    run.stop();
    run.join_all();
    assert!(run.is_joined());
}

/// The thread that waits for ever is not stuck as long as another sleeps that will wake it.
#[test]
fn nobody_is_stuck_while_somebody_sleeps() {
    let (_, status) = run_to_end(|world| {
        let flag = Flag::new(world, "flag");
        let setter = flag.clone();
        world.spawn(thread(1), move |_| async move { flag.wait().await });
        world.spawn(thread(2), move |world| async move {
            world.sleep(Duration::from_millis(30)).await;
            setter.set().await;
        });
    });
    assert_eq!(status, Status::Finished);
}

#[test]
fn a_pool_whose_only_thread_waits_for_its_own_task_is_stuck_and_its_slot_is_in_the_cycle() {
    let (run, status) = run_to_end(|world| {
        let pool = Pool::new(world, "worker", 1);
        let inner = pool.clone();
        pool.queue(world, move |world: Threads| async move {
            let task = inner.submit(&world, |_| async {}).await;
            task.result().await;
        });
        pool.start(world);
    });
    assert_eq!(status, Status::Deadlocked);
    let links = run.graph().links();
    assert_eq!(links.len(), 1);
    assert_eq!(
        (links[0].holds.as_str(), links[0].waits_for.as_str()),
        ("slot 1", "task 2")
    );
    run.stop();
    run.join_all();
}

#[test]
fn stop_sends_home_who_waits_who_sleeps_and_who_runs() {
    let run = Run::new(native_pool(), true);
    let world = run.world();
    let never = Flag::new(&world, "never");
    let begun = Arc::new(std::sync::Barrier::new(4));
    let meet = [begun.clone(), begun.clone(), begun.clone()];
    let [first, second, third] = meet;
    world.spawn(thread(1), move |_| async move {
        first.wait();
        never.wait().await
    });
    world.spawn(thread(2), move |world| async move {
        second.wait();
        world.sleep(Duration::from_secs(3600)).await
    });
    world.spawn(thread(3), move |world| async move {
        third.wait();
        loop {
            world.checkpoint().await
        }
    });
    run.start(3).unwrap();
    begun.wait();
    assert_eq!(run.status(), Status::Running);
    run.stop();
    run.join_all();
    assert_eq!(run.status(), Status::Stopped);
}

#[test]
fn a_panic_is_a_failure_with_its_words() {
    let (run, status) = run_to_end(|world| {
        let never = Flag::new(world, "never");
        world.spawn(thread(1), move |_| async move { never.wait().await });
        world.spawn(thread(2), |_| async { panic!("on purpose") });
    });
    assert_eq!(status, Status::Failed("on purpose".into()));
    run.join_all();
}

#[test]
fn a_full_or_closed_queue_gives_back_what_it_cannot_take() {
    for kind in [LockKind::Off, LockKind::CPython, LockKind::Held] {
        let mut kept = None;
        let (_, status) = run_to_end(|world| {
            let world = UnderLock::new(world.clone(), kind, FAST);
            let queue = Queue::bounded(&world, "queue", 1);
            let seen = Variable::new(&world, "seen", Vec::new());
            kept = Some(seen.clone());
            world.spawn(thread(1), move |_| async move {
                let (first, second) = (queue.try_put(1).await, queue.try_put(2).await);
                let got = queue.get().await;
                queue.close().await;
                seen.set(vec![first, second, got.ok_or(0).map(drop), queue.try_put(3).await])
                    .await;
            });
        });
        assert_eq!(status, Status::Finished, "{kind:?}");
        let seen = kept.map(|seen| seen.peek());
        assert_eq!(seen, Some(vec![Ok(()), Err(2), Ok(()), Err(3)]), "{kind:?}");
    }
}

#[test]
fn every_primitive_lets_its_threads_through() {
    let (_, status) = run_to_end(|world| {
        let queue = Queue::bounded(world, "queue", 2);
        let (semaphore, rw) = (Semaphore::new(world, "permits", 1), RwLock::new(world, "table"));
        let (mutex, ready, full) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"), cell(world, 0));
        let barrier = Barrier::new(world, "barrier", 3);
        let (q, s, r, b) = (queue.clone(), semaphore.clone(), rw.clone(), barrier.clone());
        let (m, c, f) = (mutex.clone(), ready.clone(), full.clone());
        world.spawn(thread(1), move |_| async move {
            for item in 0..100u32 {
                q.put(item).await.unwrap();
            }
            q.close().await;
            s.acquire().await;
            s.release().await;
            r.acquire_write().await;
            r.release_write().await;
            m.acquire().await;
            f.store(1).await;
            c.notify_all().await;
            m.release().await;
            b.wait().await;
        });
        for index in 2..=3 {
            let (queue, semaphore, rw) = (queue.clone(), semaphore.clone(), rw.clone());
            let (mutex, ready, full, barrier) = (mutex.clone(), ready.clone(), full.clone(), barrier.clone());
            world.spawn(thread(index), move |world: Threads| async move {
                while queue.get().await.is_some() {
                    semaphore.acquire().await;
                    world.compute(Cost::nanos(100), || ()).await;
                    semaphore.release().await;
                    rw.acquire_read().await;
                    rw.release_read().await;
                }
                mutex.acquire().await;
                while full.load().await == 0 {
                    ready.wait(&mutex).await;
                }
                mutex.release().await;
                barrier.wait().await;
                let child = spawn(&world, Label::thread("child", index), move |_| async move { index * 2 });
                assert_eq!(child.join().await, index * 2);
            });
        }
    });
    assert_eq!(status, Status::Finished);
}

/// Two threads that only compute and pass check points take turns under the lock, and the lane of the lock never has two owners.
#[test]
fn under_the_lock_one_thread_runs_at_a_time_and_they_take_turns() {
    let run = Run::new(native_pool(), true);
    let world = UnderLock::new(run.world(), LockKind::CPython, FAST);
    let inside = cell(&world, 0);
    for index in 1..=2 {
        let inside = inside.clone();
        world.spawn(thread(index), move |world| async move {
            for _ in 0..400 {
                assert_eq!(inside.add(1).await, 0, "two threads ran at once");
                world
                    .compute(Cost::nanos(50_000), || {
                        std::hint::black_box((0..20_000u64).fold(1, |a, b| a ^ (b * a)))
                    })
                    .await;
                inside.add(u64::MAX).await;
                world.checkpoint().await;
            }
        });
    }
    run.start(2).unwrap();
    assert_eq!(run.wait(), Status::Finished);
    assert!(run.contention().switches > 2, "{:?}", run.contention());
    let (mut events, mut timeline) = (Vec::<Event>::new(), Timeline::default());
    assert_eq!(run.drain(&mut events), 0);
    events.sort_by_key(|event| event.at);
    timeline.extend(&events, &run.names());
    for owners in timeline.locks.iter().map(|lane| &lane.owners) {
        assert!(owners.windows(2).all(|pair| pair[0].to <= pair[1].from), "{owners:?}");
    }
}

#[test]
fn a_wait_with_a_limit_expires_and_one_that_gives_up_takes_nothing() {
    let (run, status) = run_to_end(|world| {
        let lock = Mutex::new(world, "lock");
        let gate = world.region(Label::new(Kind::Lock, "gate"), ());
        world.spawn(thread(1), move |_| async move {
            lock.acquire().await;
            assert!(!lock.acquire_within(Duration::from_millis(5)).await);
            assert_eq!(
                gate.when_within(Access::Acquire, Duration::ZERO, |()| None::<()>).await,
                None
            );
            lock.release().await;
            assert!(lock.acquire_within(Duration::from_millis(5)).await);
        });
    });
    assert_eq!(status, Status::Finished);
    assert_eq!(run.contention().acquisitions, 2);
}

/// A pool with exactly as many threads as it says, each of which takes its time to be free again.
struct Slow(Arc<std::sync::atomic::AtomicUsize>);

impl threads::ThreadPool for Slow {
    fn free(&self) -> usize {
        2_usize.saturating_sub(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }

    fn launch(&self, body: Box<dyn FnOnce() + Send>, home: Box<dyn FnOnce() + Send>) {
        use std::sync::atomic::Ordering::SeqCst;
        self.0.fetch_add(1, SeqCst);
        let busy = self.0.clone();
        std::thread::spawn(move || {
            body();
            // Whoever waits for the thread's end has long gone on.
            (0..200).for_each(|_| std::thread::yield_now());
            busy.fetch_sub(1, SeqCst);
            home();
        });
    }

    fn assist(&self, body: Box<dyn FnOnce() + Send>) {
        std::thread::spawn(body);
    }
}

/// Starts and joins one thread after another on a pool of two, of which `main` is one.
fn one_after_another(lock: LockKind, times: u32) -> Status {
    let run = Run::new(Arc::new(Slow(Arc::default())), true);
    let world = UnderLock::new(run.world(), lock, FAST);
    world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
        for index in 1..=times {
            let n = cell(&world, 0);
            let adds = n.clone();
            spawn(&world, thread(index), move |_| async move { adds.add(1).await })
                .join()
                .await;
            assert_eq!(n.load().await, 1);
        }
    });
    run.start(2).unwrap();
    let status = run.wait();
    run.join_all();
    status
}

#[test]
fn a_joined_thread_has_given_its_place_back() {
    for lock in [LockKind::Off, LockKind::CPython] {
        assert_eq!(one_after_another(lock, 200), Status::Finished, "{lock:?}");
    }
}

/// Nobody joins those, but each tells `main` of its end some other way.
#[test]
fn a_place_that_is_on_its_way_back_is_waited_for() {
    let run = Run::new(Arc::new(Slow(Arc::default())), true);
    let world = run.world();
    world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
        for index in 1..=200 {
            let over = Flag::new(&world, "over");
            let mine = over.clone();
            world.spawn(thread(index), move |_| async move { mine.set().await });
            over.wait().await;
        }
    });
    run.start(2).unwrap();
    assert_eq!(run.wait(), Status::Finished);
    run.join_all();
}

/// A program that really has more threads than it said is told so, and does not hang.
#[test]
fn more_threads_than_were_promised_are_refused() {
    let run = Run::new(Arc::new(Slow(Arc::default())), true);
    let world = run.world();
    world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
        let never = Flag::new(&world, "never");
        for index in 1..=2 {
            let never = never.clone();
            world.spawn(thread(index), move |_| async move { never.wait().await });
        }
    });
    run.start(2).unwrap();
    let Status::Failed(why) = run.wait() else {
        panic!("{:?}", run.status());
    };
    assert!(why.contains("more threads than it had said"), "{why}");
    run.join_all();
}

/// A program that is no Rust says where in its own text it stands, and by which names it knows things; the wait-for graph tells both.
#[test]
fn a_thread_stands_in_a_line_of_its_programs_own_text() {
    let run = Run::new(native_pool(), true);
    run.of_text("race.py");
    let world = run.world();
    let gate = world.region(Label::new(Kind::Event, "event"), ());
    world.spawn(thread(1), move |world| async move {
        world.stands_in(7);
        world.call(gate.id(), "ready");
        gate.when(Access::Observe, |()| None::<()>).await;
    });
    run.start(THREADS).unwrap();
    assert_eq!(run.wait(), Status::Deadlocked);
    let graph = run.graph();
    let waiter = graph.nodes.iter().find(|node| node.place.is_some()).unwrap();
    let place = waiter.place.clone().unwrap();
    assert_eq!((place.file.as_str(), place.line), ("race.py", 7));
    assert!(graph.nodes.iter().any(|node| node.name == "ready"));
    run.stop();
    run.join_all();
}

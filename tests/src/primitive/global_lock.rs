//! The global lock: one thread runs at a time between check points, it is handed over at them, and what blocks releases it.

use super::body::{Reading, cell, reading, thread};
use crate::Stage;
use lockstep::{Ending, Lockstep, Search, Settings, RunVerdict};
use std::time::Duration;
use threads::{Run, Status};
use world::{Cell, LockKind, UnderLock, World, primitive::Event};

/// CPython's, and a tenth of it so that short runs see many turns.
const INTERVAL: Duration = Duration::from_micros(500);

/// Threads that add one to a word by loading and storing it, with a check point after each addition, or within.
fn adders<W: World>(world: &W, threads: u32, times: u32, within: bool) -> Reading {
    let n = cell(world, "n");
    for index in 1..=threads {
        let n = n.clone();
        world.spawn(thread(index), move |world| async move {
            for _ in 0..times {
                let seen = n.load().await;
                if within {
                    world.checkpoint().await;
                }
                n.store(seen + 1).await;
                world.checkpoint().await;
            }
        });
    }
    reading(n)
}

/// One waits for a flag, the other sets it.
fn blocked<W: World>(world: &W) -> Reading {
    let (flag, out) = (Event::new(world, "flag"), cell(world, "out"));
    let (waits, through) = (flag.clone(), out.clone());
    world.spawn(thread(1), move |_| async move {
        waits.wait().await;
        through.store(1).await;
    });
    world.spawn(thread(2), move |_| async move { flag.set().await });
    reading(out)
}

/// Additions without a check point inside are never lost, and the lock does change hands. A thread that blocks releases CPython's lock, so the other lets it through; the naive big lock
/// it keeps, and if it came first both wait.
pub fn on_threads(stage: &Stage) {
    for kind in [LockKind::CPython, LockKind::Held] {
        let (run, status, n) = once(stage, kind, 4, |world| adders(world, 4, 5_000, false));
        assert_eq!((status, n), (Status::Finished, 20_000), "{kind:?}");
        assert!(run.contention().switches >= 3, "{kind:?}: each of four threads had the lock");
    }
    for _ in 0..50 {
        let (_, status, through) = once(stage, LockKind::CPython, 2, blocked);
        assert_eq!((status, through), (Status::Finished, 1));
        let (_, status, through) = once(stage, LockKind::Held, 2, blocked);
        assert!(
            (status == Status::Finished && through == 1) || (status == Status::Deadlocked && through == 0),
            "{status:?} {through}"
        );
    }
}

fn once(
    stage: &Stage,
    kind: LockKind,
    threads: usize,
    body: impl FnOnce(&UnderLock<threads::Threads>) -> Reading,
) -> (Run, Status, u64) {
    let run = Run::new(stage.pool(), false);
    let reading = body(&UnderLock::new(run.world(), kind, INTERVAL));
    run.start(threads).expect("as many threads as the body has");
    let status = stage.wait(&run);
    stage.send_home(&run);
    (run, status, reading())
}

/// What every schedule comes to under a lock, as ending and number.
fn every(kind: LockKind, body: impl Fn(&UnderLock<Lockstep>) -> Reading) -> Vec<(&'static str, u64)> {
    let program = |world: &Lockstep| body(&UnderLock::new(*world, kind, INTERVAL));
    let judge = |ending: &Ending, reading: Reading| RunVerdict {
        outcome: (ending.name(), if *ending == Ending::Finished { reading() } else { 0 }),
        bad: false,
    };
    let mut search = Search::new(Settings::default(), program, judge);
    let found = search.finish();
    assert!(found.within.is_none() && found.cut_off == 0, "{:?}", found.limits);
    found.outcomes.keys().copied().collect()
}

/// Without the lock two bare additions come to 1 or 2. Under either lock they come to 2, unless a check point lies within: then CPython's lock is asked for there, and 1 is possible too.
/// A thread that waits for a flag gets through under CPython's lock in every schedule; under the big lock only if the flag was set before.
pub fn in_every_schedule() {
    let add = |within| move |world: &UnderLock<Lockstep>| adders(world, 2, 1, within);
    assert_eq!(every(LockKind::Off, add(false)), [("finished", 1), ("finished", 2)]);
    for kind in [LockKind::CPython, LockKind::Held] {
        assert_eq!(every(kind, add(false)), [("finished", 2)], "{kind:?}");
        assert_eq!(every(kind, add(true)), [("finished", 1), ("finished", 2)], "{kind:?}");
    }
    assert_eq!(every(LockKind::CPython, blocked), [("finished", 1)]);
    assert_eq!(every(LockKind::Held, blocked), [("deadlock", 0), ("finished", 1)]);
}

//! Small random programs: whatever a plain search finds, a reduced one finds too.

use crate::common::{settings, thread};
use lockstep::{Ending, Lockstep, RunVerdict, Search, SearchResults, Settings};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::time::Duration;
use world::{
    Cell, Cost, Kind, Label, World,
    primitive::{Condvar, Event, Mutex, Queue, Semaphore},
};

/// One thing that a random thread does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Increment(usize),
    Add(usize),
    Copy(usize, usize),
    Locked(usize, usize),
    Crossed(usize),
    Try(usize),
    Put,
    Get,
    Permit,
    Set,
    Await,
    Notify,
    WaitFor(usize),
    Compute,
    Child(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let two = 0usize..2;
    prop_oneof![
        3 => two.clone().prop_map(Deed::Increment),
        2 => two.clone().prop_map(Deed::Add),
        2 => (two.clone(), two.clone()).prop_map(|(from, to)| Deed::Copy(from, to)),
        3 => (two.clone(), two.clone()).prop_map(|(lock, cell)| Deed::Locked(lock, cell)),
        2 => two.clone().prop_map(Deed::Crossed),
        2 => two.clone().prop_map(Deed::Try),
        2 => Just(Deed::Put),
        2 => Just(Deed::Get),
        1 => Just(Deed::Permit),
        1 => Just(Deed::Set),
        1 => Just(Deed::Await),
        1 => Just(Deed::Notify),
        1 => two.clone().prop_map(Deed::WaitFor),
        1 => Just(Deed::Compute),
        1 => two.prop_map(Deed::Child),
    ]
}

/// What random threads share. Each is made by the world it belongs to, so it is made anew for each run.
#[derive(Clone)]
struct Things<W: World> {
    cells: Vec<W::Cell>,
    locks: Vec<Mutex<W>>,
    queue: Queue<W, u64>,
    permits: Semaphore<W>,
    event: Event<W>,
    condition: Condvar<W>,
}

fn things<W: World>(world: &W) -> Things<W> {
    let label = |kind, name, index| Label::numbered(kind, name, index);
    Things {
        cells: (1..=2)
            .map(|index| world.cell(label(Kind::Variable, "cell", index), 0))
            .collect(),
        locks: (1..=2)
            .map(|index| Mutex::labelled(world, label(Kind::Lock, "lock", index)))
            .collect(),
        queue: Queue::bounded(world, "queue", 1),
        permits: Semaphore::new(world, "permits", 1),
        event: Event::new(world, "event"),
        condition: Condvar::new(world, "condition"),
    }
}

async fn increment<C: Cell>(cell: &C) {
    let seen = cell.load().await;
    cell.store(seen + 1).await;
}

async fn act<W: World>(world: &W, things: &Things<W>, deed: Deed) {
    let Things { cells, locks, .. } = things;
    match deed {
        Deed::Increment(cell) => increment(&cells[cell]).await,
        Deed::Add(cell) => drop(cells[cell].add(3).await),
        Deed::Copy(from, to) => {
            let seen = cells[from].load().await;
            cells[to].store(seen).await;
        }
        Deed::Locked(lock, cell) => {
            locks[lock].acquire().await;
            increment(&cells[cell]).await;
            locks[lock].release().await;
        }
        Deed::Crossed(first) => {
            locks[first].acquire().await;
            locks[1 - first].acquire().await;
            locks[1 - first].release().await;
            locks[first].release().await;
        }
        Deed::Try(lock) => {
            if locks[lock].acquire_within(Duration::from_millis(1)).await {
                locks[lock].release().await;
            } else {
                cells[lock].add(10).await;
            }
        }
        Deed::Put => drop(things.queue.put(1).await),
        Deed::Get => {
            let item = things.queue.get().await.unwrap_or(0);
            cells[0].add(100 * item).await;
        }
        Deed::Permit => {
            things.permits.acquire().await;
            increment(&cells[0]).await;
            things.permits.release().await;
        }
        Deed::Set => things.event.set().await,
        Deed::Await => things.event.wait().await,
        Deed::Notify => things.condition.notify_one().await,
        Deed::WaitFor(lock) => {
            locks[lock].acquire().await;
            things.condition.wait(&locks[lock]).await;
            locks[lock].release().await;
        }
        Deed::Compute => world.compute(Cost::nanos(100), || ()).await,
        Deed::Child(cell) => {
            let cell = cells[cell].clone();
            world.spawn(
                Label::thread("child", 0),
                move |_| async move { increment(&cell).await },
            );
        }
    }
}

fn program(world: &Lockstep, threads: &[Vec<Deed>]) -> Vec<lockstep::Word> {
    let things = things(world);
    for (index, deeds) in (1..).zip(threads) {
        let (things, deeds) = (things.clone(), deeds.clone());
        world.spawn(thread(index), move |world| async move {
            for deed in deeds {
                act(&world, &things, deed).await;
            }
        });
    }
    things.cells
}

const PROGRAMS: u32 = 500;
const MOST: u64 = 20_000;

type Outcome = (&'static str, Vec<u64>);

fn search(settings: Settings, threads: &[Vec<Deed>]) -> SearchResults<Outcome> {
    let judge = |ending: &Ending, cells: Vec<lockstep::Word>| RunVerdict {
        outcome: (ending.name(), cells.iter().map(Cell::peek).collect()),
        bad: *ending != Ending::Finished,
    };
    Search::new(settings, |world: &Lockstep| program(world, threads), judge)
        .finish()
        .clone()
}

/// 500 programs of two or three threads with up to three deeds each. Those with more schedules than [`MOST`] are passed over and replaced.
#[test]
fn reduced_and_plain_search_agree_on_five_hundred_programs() {
    let threads = proptest::collection::vec(proptest::collection::vec(deed(), 1..=3), 2..=3);
    let mut runner = TestRunner::new(Config {
        failure_persistence: None,
        max_global_rejects: 10 * PROGRAMS,
        ..Config::with_cases(PROGRAMS)
    });
    let outcome = runner.run(&threads, |threads| {
        let most = Settings {
            schedules: Some(MOST),
            ..settings(false)
        };
        let plain = search(most, &threads);
        prop_assume!(plain.schedules < MOST);
        let less = search(settings(true), &threads);
        let keys = |found: &SearchResults<Outcome>| found.outcomes.keys().cloned().collect::<Vec<_>>();
        prop_assert_eq!(keys(&plain), keys(&less));
        let steps = |found: &SearchResults<Outcome>| found.shortest.as_ref().map(|bad| bad.steps);
        prop_assert_eq!(steps(&plain), steps(&less));
        prop_assert!(less.schedules <= plain.schedules);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Four threads that have nothing to do with each other, three additions each: (12)! / (3!)^4 = 369,600 schedules, and one is as good as all.
#[test]
fn independent_threads_need_one_schedule() {
    let program = |world: &Lockstep| {
        for index in 1..=4 {
            let own = world.cell(Label::numbered(Kind::Variable, "own", index), 0);
            world.spawn(thread(index), move |_| async move {
                for _ in 0..3 {
                    own.add(1).await;
                }
            });
        }
    };
    let count = |reduction| {
        let judge = |ending: &Ending, ()| RunVerdict {
            outcome: ending.name(),
            bad: false,
        };
        let mut search = Search::new(settings(reduction), program, judge);
        search.finish().schedules
    };
    assert_eq!((count(true), count(false)), (1, 369_600));
}

//! On a fixed set of programs lockstep, reduced and plain, finds the very results that loom finds.
//!
//! loom models weaker memory than ours; with every access sequentially consistent and no two cells read against each other, there is nothing
//! weaker to see in these. Left out are two sorts of programs on which it differs: beside a plain store its additions may miss the store, which
//! sequential consistency forbids; and of bare increments by other amounts it leaves out orders that are possible.

use lockstep::{Ending, Lockstep, Search, Settings, RunVerdict};
use loom::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
};
use std::{collections::BTreeSet, sync::Mutex};
use world::{
    Cell, Kind, Label, World,
    primitive::{Mutex as Lock, Queue},
};

type Results = BTreeSet<u64>;

fn with_loom(program: impl Fn() -> usize + Send + Sync + 'static) -> Results {
    let results = std::sync::Arc::new(Mutex::new(Results::new()));
    let kept = results.clone();
    loom::model(move || {
        let result = program();
        kept.lock().unwrap().insert(result as u64);
    });
    results.lock().unwrap().clone()
}

fn with_lockstep(program: fn(&Lockstep) -> lockstep::Word) -> Results {
    let search = |reduction| {
        let settings = Settings {
            reduction,
            ..Settings::default()
        };
        let judge = |ending: &Ending, cell: lockstep::Word| RunVerdict {
            outcome: cell.peek(),
            bad: *ending != Ending::Finished,
        };
        let mut search = Search::new(settings, program, judge);
        let found = search.finish();
        assert!(found.complete && found.bad == 0);
        found.outcomes.keys().copied().collect::<Results>()
    };
    assert_eq!(search(true), search(false));
    search(true)
}

fn cell(world: &Lockstep) -> lockstep::Word {
    world.cell(Label::new(Kind::Variable, "n"), 0)
}

/// Two threads with the same body, in lockstep.
fn twice<Fut: Future<Output = ()> + 'static>(world: &Lockstep, body: impl Fn(u64) -> Fut + Clone + Send + 'static) {
    for index in 1..=2 {
        let body = body.clone();
        world.spawn(Label::thread("thread", index), move |_| async move {
            body(u64::from(index)).await;
        });
    }
}

/// Two threads with the same body, in loom; then what is left in the cell.
fn both(body: impl Fn(usize, &AtomicUsize) + Clone + Send + 'static) -> usize {
    let n = Arc::new(AtomicUsize::new(0));
    let threads = [1, 2].map(|index| {
        let (n, body) = (n.clone(), body.clone());
        thread::spawn(move || body(index, &n))
    });
    for thread in threads {
        thread.join().unwrap();
    }
    n.load(SeqCst)
}

#[test]
fn bare_increments() {
    let mine = with_lockstep(|world| {
        let n = cell(world);
        twice(world, move |_| async move {
            for _ in 0..2 {
                let seen = n.load().await;
                n.store(seen + 1).await;
            }
        });
        n
    });
    let theirs = with_loom(|| {
        both(|_, n| {
            for _ in 0..2 {
                let seen = n.load(SeqCst);
                n.store(seen + 1, SeqCst);
            }
        })
    });
    assert_eq!(mine, theirs);
    assert_eq!(mine, Results::from([2, 3, 4]));
}

#[test]
fn indivisible_additions() {
    let mine = with_lockstep(|world| {
        let n = cell(world);
        twice(world, move |index| async move {
            n.add(index).await;
            n.add(10 * index).await;
        });
        n
    });
    let theirs = with_loom(|| {
        both(|index, n| {
            n.fetch_add(index, SeqCst);
            n.fetch_add(10 * index, SeqCst);
        })
    });
    assert_eq!(mine, theirs);
}

#[test]
fn a_lock_around_multiples() {
    let mine = with_lockstep(|world| {
        let (n, lock) = (cell(world), Lock::new(world, "lock"));
        twice(world, move |index| {
            let lock = lock.clone();
            async move {
                lock.acquire().await;
                let seen = n.load().await;
                n.store(3 * seen + index).await;
                lock.release().await;
            }
        });
        n
    });
    let theirs = with_loom(|| {
        let lock = Arc::new(loom::sync::Mutex::new(()));
        both(move |index, n| {
            let guard = lock.lock().unwrap();
            let seen = n.load(SeqCst);
            n.store(3 * seen + index, SeqCst);
            drop(guard);
        })
    });
    assert_eq!(mine, theirs);
    assert_eq!(mine, Results::from([3 + 2, 6 + 1]));
}

#[test]
fn a_lock_taken_twice() {
    let mine = with_lockstep(|world| {
        let (n, lock) = (cell(world), Lock::new(world, "lock"));
        twice(world, move |index| {
            let lock = lock.clone();
            async move {
                for _ in 0..2 {
                    lock.acquire().await;
                    let seen = n.load().await;
                    n.store(3 * seen + index).await;
                    lock.release().await;
                }
            }
        });
        n
    });
    let theirs = with_loom(|| {
        let lock = Arc::new(loom::sync::Mutex::new(()));
        both(move |index, n| {
            for _ in 0..2 {
                let guard = lock.lock().unwrap();
                let seen = n.load(SeqCst);
                n.store(3 * seen + index, SeqCst);
                drop(guard);
            }
        })
    });
    assert_eq!(mine, theirs);
    assert_eq!(mine.len(), 6, "one for each order of 1, 1, 2, 2");
}

#[test]
fn a_lock_let_go_between_read_and_write() {
    let mine = with_lockstep(|world| {
        let (n, lock) = (cell(world), Lock::new(world, "lock"));
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
        n
    });
    let theirs = with_loom(|| {
        let lock = Arc::new(loom::sync::Mutex::new(()));
        both(move |_, n| {
            let guard = lock.lock().unwrap();
            let seen = n.load(SeqCst);
            drop(guard);
            let guard = lock.lock().unwrap();
            n.store(seen + 1, SeqCst);
            drop(guard);
        })
    });
    assert_eq!(mine, theirs);
    assert_eq!(mine, Results::from([1, 2]));
}

#[test]
fn the_order_in_a_queue() {
    let mine = with_lockstep(|world| {
        let (n, queue) = (cell(world), Queue::unbounded(world, "queue"));
        let putters = queue.clone();
        twice(world, move |index| {
            let queue = putters.clone();
            // The queue is never closed, so nothing comes back.
            async move { _ = queue.put(index).await }
        });
        world.spawn(Label::thread("taker", 0), move |_| async move {
            for _ in 0..2 {
                let item = queue.get().await.unwrap_or(0);
                let seen = n.load().await;
                n.store(3 * seen + item).await;
            }
        });
        n
    });
    let theirs = with_loom(|| {
        let (put, take) = loom::sync::mpsc::channel();
        let putters = [1, 2].map(|index| {
            let put = put.clone();
            thread::spawn(move || put.send(index).unwrap())
        });
        let result = (0..2).fold(0, |seen, _| 3 * seen + take.recv().unwrap());
        for putter in putters {
            putter.join().unwrap();
        }
        result
    });
    assert_eq!(mine, theirs);
    assert_eq!(mine, Results::from([3 + 2, 6 + 1]));
}

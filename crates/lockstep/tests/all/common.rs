//! Small programs, and how they are searched.

use lockstep::{Ending, Lockstep, RunVerdict, Search, SearchResults, Settings};
use world::{
    Cell, Kind, Label, World,
    primitive::{Mutex, Queue},
};

/// The number of schedules of `threads` threads with `steps` steps each that never wait: the multinomial coefficient.
pub fn interleavings(threads: u64, steps: u64) -> u64 {
    // Built up by choosing the places of one thread after another, so that every quotient is whole.
    let binomial = |n: u64, k: u64| (1..=k).fold(1, |product, i| product * (n - k + i) / i);
    (1..=threads).map(|thread| binomial(thread * steps, steps)).product()
}

/// A thread's label.
pub fn thread(index: u32) -> Label {
    Label::thread("thread", index)
}

/// A cell called `name`.
pub fn cell<W: World>(world: &W, name: &'static str) -> W::Cell {
    world.cell(Label::new(Kind::Variable, name), 0)
}

/// Threads that add one to a cell by reading and writing it, with nothing to protect it.
pub fn unprotected<W: World>(world: &W, threads: u32, times: u32) -> W::Cell {
    let n = cell(world, "n");
    for index in 1..=threads {
        let n = n.clone();
        world.spawn(thread(index), move |_| async move {
            for _ in 0..times {
                let seen = n.load().await;
                n.store(seen + 1).await;
            }
        });
    }
    n
}

/// As [`unprotected`], under a lock.
pub fn locked<W: World>(world: &W, threads: u32, times: u32) -> W::Cell {
    let (n, lock) = (cell(world, "n"), Mutex::new(world, "lock"));
    for index in 1..=threads {
        let (n, lock) = (n.clone(), lock.clone());
        world.spawn(thread(index), move |_| async move {
            for _ in 0..times {
                lock.acquire().await;
                let seen = n.load().await;
                n.store(seen + 1).await;
                lock.release().await;
            }
        });
    }
    n
}

/// Philosophers who take the lock to their left, then the one to their right; two of them cross two locks.
pub fn dining<W: World>(world: &W, philosophers: u32) {
    let locks: Vec<Mutex<W>> = (1..=philosophers)
        .map(|index| Mutex::labelled(world, Label::numbered(Kind::Lock, "fork", index)))
        .collect();
    for index in 0..philosophers as usize {
        let (left, right) = (locks[index].clone(), locks[(index + 1) % locks.len()].clone());
        world.spawn(Label::thread("philosopher", index as u32 + 1), move |_| async move {
            left.acquire().await;
            right.acquire().await;
            right.release().await;
            left.release().await;
        });
    }
}

/// Producers that put one number each into a queue with room for one, and a consumer that takes them all.
pub fn bounded_queue<W: World>(world: &W, producers: u32, each: u64) -> W::Cell {
    let (queue, sum) = (Queue::bounded(world, "queue", 1), cell(world, "sum"));
    for index in 1..=producers {
        let queue = queue.clone();
        world.spawn(Label::thread("producer", index), move |_| async move {
            for item in 1..=each {
                // The queue is never closed, so nothing comes back.
                let _ = queue.put(item).await;
            }
        });
    }
    let total = sum.clone();
    world.spawn(Label::thread("consumer", 0), move |_| async move {
        for _ in 0..u64::from(producers) * each {
            let item = queue.get().await.unwrap_or(0);
            let before = total.load().await;
            total.store(before + item).await;
        }
    });
    sum
}

/// With and without reduction.
pub fn settings(reduction: bool) -> Settings {
    Settings {
        reduction,
        ..Settings::default()
    }
}

/// Searches all schedules of a program whose result is one cell. Whatever is not `right`, or does not finish, is bad.
pub fn all<W: Cell>(
    settings: Settings,
    program: impl FnMut(&Lockstep) -> W,
    right: u64,
) -> SearchResults<(&'static str, u64)> {
    let judge = |ending: &Ending, cell: W| {
        let outcome = (ending.name(), cell.peek());
        RunVerdict {
            outcome,
            bad: outcome != ("finished", right),
        }
    };
    let mut search = Search::new(settings, program, judge);
    search.finish().clone()
}

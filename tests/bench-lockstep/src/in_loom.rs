//! The programs as loom wants them.

use crate::{LIMIT, Rate, watch::Watch};
use loom::{
    sync::{Arc, Condvar, Mutex, atomic::AtomicUsize, atomic::Ordering::SeqCst},
    thread,
};
use std::sync::atomic::AtomicU64;

fn search(program: impl Fn() + Send + Sync + 'static) -> Rate {
    static SCHEDULES: AtomicU64 = AtomicU64::new(0);
    SCHEDULES.store(0, SeqCst);
    let program = std::sync::Arc::new(program);
    let start = Watch::start();
    let mut all = true;
    // A small program is searched again and again, so that there is something to measure.
    while start.elapsed() < LIMIT / 3 {
        let (program, began) = (program.clone(), start.elapsed());
        let mut builder = loom::model::Builder::new();
        builder.max_duration = Some(LIMIT);
        builder.max_branches = 100_000;
        builder.check(move || {
            SCHEDULES.fetch_add(1, SeqCst);
            program();
        });
        all &= start.elapsed() - began < LIMIT;
    }
    Rate {
        schedules: SCHEDULES.load(SeqCst),
        took: start.elapsed(),
        all,
    }
}

pub fn increments() -> Rate {
    search(|| {
        let n = Arc::new(AtomicUsize::new(0));
        let add = |n: &AtomicUsize| {
            for _ in 0..4 {
                let seen = n.load(SeqCst);
                n.store(seen + 1, SeqCst);
            }
        };
        let others = n.clone();
        let other = thread::spawn(move || add(&others));
        add(&n);
        other.join().unwrap();
    })
}

pub fn locks() -> Rate {
    search(|| {
        let locks = Arc::new([Mutex::new(()), Mutex::new(())]);
        let crossed = |locks: &[Mutex<()>; 2], first: usize| {
            for _ in 0..2 {
                let mine = locks[first].lock().unwrap();
                drop(locks[1 - first].try_lock());
                drop(mine);
            }
        };
        let others = locks.clone();
        let other = thread::spawn(move || crossed(&others, 1));
        crossed(&locks, 0);
        other.join().unwrap();
    })
}

fn move_to(queue: &(Mutex<u64>, Condvar), from: u64, to: u64) {
    let mut slot = queue.0.lock().unwrap();
    while *slot != from {
        slot = queue.1.wait(slot).unwrap();
    }
    *slot = to;
    queue.1.notify_all();
}

pub fn queue() -> Rate {
    search(|| {
        let queue = Arc::new((Mutex::new(0), Condvar::new()));
        let producers = [0, 1].map(|_| {
            let queue = queue.clone();
            thread::spawn(move || move_to(&queue, 0, 1))
        });
        move_to(&queue, 1, 0);
        move_to(&queue, 1, 0);
        for producer in producers {
            producer.join().unwrap();
        }
    })
}

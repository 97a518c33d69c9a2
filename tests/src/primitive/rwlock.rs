//! The reader-writer lock: readers share it, writers do not, and a waiting writer goes before new readers.

use super::body::{Body, Reading, cell, in_lockstep, on_threads as play, reading, thread};
use crate::Stage;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::SeqCst},
};
use threads::{Run, Status};
use trace::State;
use world::{
    Cell, World,
    primitive::{Barrier, RwLock},
};

/// Two readers, each of which waits, reading, for the other to read too; leaves 2.
pub struct Together;

impl Body for Together {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (table, both, read) = (RwLock::new(world, "table"), Barrier::new(world, "both read", 2), cell(world, "read"));
        for index in 1..=2 {
            let (table, both, read) = (table.clone(), both.clone(), read.clone());
            world.spawn(thread(index), move |_| async move {
                table.acquire_read().await;
                both.wait().await;
                table.release_read().await;
                read.add(1).await;
            });
        }
        reading(read)
    }
}

/// Writers that add one to a word by loading and storing it, and readers that see it change under no read; leaves the sum, or more if a reader saw that.
pub struct Writers {
    /// How many threads of each.
    pub threads: u32,
    /// How often each acquires.
    pub times: u32,
}

impl Body for Writers {
    const THREADS: usize = 4;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (table, n, times) = (RwLock::new(world, "table"), cell(world, "n"), self.times);
        for index in 1..=self.threads {
            let (table, n) = (table.clone(), n.clone());
            world.spawn(thread(index), move |world| async move {
                for _ in 0..times {
                    table.acquire_write().await;
                    let seen = n.load().await;
                    n.store(seen + 1).await;
                    table.release_write().await;
                    world.checkpoint().await;
                }
            });
        }
        for index in 1..=self.threads {
            let (table, n) = (table.clone(), n.clone());
            world.spawn(thread(self.threads + index), move |world| async move {
                for _ in 0..times {
                    table.acquire_read().await;
                    let first = n.load().await;
                    if n.load().await != first {
                        n.add(1_000_000).await;
                    }
                    table.release_read().await;
                    world.checkpoint().await;
                }
            });
        }
        reading(n)
    }
}

/// One reader that only comes and goes, and one writer that does; leaves nothing.
struct OneOfEach;

impl Body for OneOfEach {
    const THREADS: usize = 2;

    fn set_up<W: World>(&self, world: &W) -> Reading {
        let (table, out) = (RwLock::new(world, "table"), cell(world, "out"));
        let (read, inside) = (table.clone(), out.clone());
        world.spawn(thread(1), move |_| async move {
            read.acquire_read().await;
            inside.load().await;
            read.release_read().await;
        });
        let inside = out.clone();
        world.spawn(thread(2), move |_| async move {
            table.acquire_write().await;
            inside.load().await;
            table.release_write().await;
        });
        reading(out)
    }
}

/// See the bodies. And a reader that reads again behind a waiting writer deadlocks with it, for certain: the reader goes on only once the writer is seen waiting.
pub fn on_threads(stage: &Stage) {
    play(stage, &Together, 20, &[Some(2)]);
    let writers = Writers { threads: 2, times: 500 };
    play(stage, &writers, 2, &[Some(1_000)]);
    a_waiting_writer_goes_first(stage);
}

fn a_waiting_writer_goes_first(stage: &Stage) {
    let run = Run::new(stage.pool(), false);
    let (world, table) = (run.world(), RwLock::new(&run.world(), "table"));
    let (reads, waits) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (again, writer_waits, reader_reads) = (table.clone(), waits.clone(), reads.clone());
    world.spawn(thread(1), move |world| async move {
        again.acquire_read().await;
        reader_reads.store(true, SeqCst);
        while !writer_waits.load(SeqCst) {
            world.checkpoint().await;
        }
        again.acquire_read().await;
    });
    let reader_reads = reads.clone();
    world.spawn(thread(2), move |world| async move {
        while !reader_reads.load(SeqCst) {
            world.checkpoint().await;
        }
        table.acquire_write().await;
    });
    run.start(2).expect("two threads are free");
    let writer = |run: &Run| run.locations().iter().any(|seen| seen.thread == 1 && seen.state == State::Waiting);
    while !writer(&run) {
        std::hint::spin_loop();
    }
    waits.store(true, SeqCst);
    assert_eq!(stage.wait(&run), Status::Deadlocked);
    stage.send_home(&run);
}

/// The reader takes three steps, R1 to R3 (acquire, load, release), the writer four, W1 to W4 (announces itself, acquires, loads, releases). R1 cannot lie between W1 and W4:
/// first the writer waits, then it writes. After W4 there is one schedule. With R1 before W1, W2 comes after R3, and W1 lies in one of three places: before R2, before R3, or after
/// it. That is four.
pub fn in_every_schedule() {
    in_lockstep(&OneOfEach).are(4, &[("finished", 0, 4)]);
    let together = in_lockstep(&Together);
    assert!(together.endings.keys().eq([&("finished", 2)]), "{together:?}");
    let writers = in_lockstep(&Writers { threads: 1, times: 1 });
    assert!(writers.endings.keys().eq([&("finished", 1)]), "{writers:?}");
}

//! Threads that really break, so that people can see what becomes of the rest.

use super::Metrics;
use std::hint::black_box;
use workloads::kernel::sha512::digest;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{Label, World};

variants! {
    "What goes wrong.";
    /// A thread spins and never comes to a check point.
    EndlessLoop = "endless-loop",
    /// A thread reads past the end of a list.
    Trap = "trap",
    /// A thread asks for memory until it gets none.
    OutOfMemory = "out-of-memory",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What goes wrong.
    pub variant: Variant,
    /// How many threads there are.
    pub threads: u32,
    /// In how many of them it goes wrong.
    pub broken: u32,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            broken: u32::try_from(set.size).unwrap_or(u32::MAX),
        })
    }
}

/// Steps that a sound thread does; a broken one breaks after a tenth of them.
const STEPS: u64 = 1_000;
/// Bytes hashed in a step: some 100 microseconds of work.
const STEP_BYTES: usize = 40_000;
/// Memory asked for at once, in MiB.
const BLOCK: usize = 16;
/// As much as a 32-bit program can have, so in the browser memory always runs out first. A native run ends here, for
/// the sake of the machine it runs on.
const MOST_BLOCKS: usize = 4096 / BLOCK;

/// Starts the threads, the first of them broken. Finds only what is `unfinished`, where a run that breaks leaves anything behind at all.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (done, steps) = (WorkCounter::default(), u64::from(settings.threads) * STEPS);
    for index in 1..=settings.threads {
        let broken = (index <= settings.broken).then_some(settings.variant);
        let done = done.clone();
        world.spawn(Label::thread("worker", index), move |world| work(world, done, broken));
    }
    ResultCollector::new(move || Metrics {
        unfinished: steps.saturating_sub(done.sum()),
    })
}

async fn work<W: World>(world: W, done: WorkCounter, broken: Option<Variant>) {
    let mut tally = done.tally(&world);
    for step in 0..STEPS {
        if step == STEPS / 10
            && let Some(variant) = broken
        {
            break_down(&world, variant).await;
        }
        world
            .compute(costs::sha512(STEP_BYTES), || digest(&vec![b'x'; STEP_BYTES]))
            .await; // py: work
        tally.one();
        tally.tell();
        world.checkpoint().await; // py: loop
    }
}

async fn break_down<W: World>(world: &W, variant: Variant) {
    match variant {
        Variant::EndlessLoop => endless_loop(world).await,
        Variant::Trap => trap(world).await,
        Variant::OutOfMemory => out_of_memory(world).await,
    }
}

// Variant: endless-loop
async fn endless_loop<W: World>(world: &W) {
    let spin = || {
        while black_box(true) {}
    };
    world.compute(costs::sha512(0), spin).await; // py: break
}

// Variant: trap
async fn trap<W: World>(world: &W) {
    let list = [1, 2, 3];
    world
        .compute(costs::sha512(0), || black_box(list[black_box(list.len())]))
        .await; // py: break
}

// Variant: out-of-memory
async fn out_of_memory<W: World>(world: &W) {
    world.compute(costs::sha512(0), take_all_memory).await; // py: break
}

fn take_all_memory() {
    let mut taken: Vec<Vec<u8>> = Vec::new();
    while taken.len() < MOST_BLOCKS {
        let mut block = Vec::new();
        if block.try_reserve_exact(BLOCK << 20).is_err() {
            break;
        }
        taken.push(black_box(block));
    }
    let asked_for = (taken.len() + 1) * BLOCK;
    // One block goes back, or there would be no memory left to say so.
    taken.pop();
    panic!("out of memory: {asked_for} MiB asked for");
}

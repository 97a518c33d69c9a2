//! Threads that work in rounds and wait for each other after each, and what becomes of them when one does not come.
//!
//! | variant    | ends                                          | reads what is not ready |
//! |------------|-----------------------------------------------|-------------------------|
//! | all        | always                                        | never                   |
//! | no-barrier | always                                        | can                     |
//! | one-dies   | never, if another thread waits for it         | never                   |
//! | abort      | always: those who wait are told               | never                   |
//!
//! With the lock `held`, a thread that waits keeps the lock that the others need to come.

use super::Metrics;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use workloads::kernel::sha512::digest;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{Cell, Kind, Label, LockKind, World, primitive::Barrier};

variants! {
    "What a round ends with, and whether all come.";
    /// All threads wait for each other.
    All = "all",
    /// They do not wait.
    NoBarrier = "no-barrier",
    /// One of them dies, and tells nobody.
    OneDies = "one-dies",
    /// One of them dies, and breaks the barrier first.
    Abort = "abort",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What a round ends with.
    pub variant: Variant,
    /// How many threads there are.
    pub parties: u32,
    /// How many rounds each of them works.
    pub rounds: u64,
    /// In which round the first of them dies, counted from 1, where one does.
    pub dies: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            parties: set.threads,
            rounds: set.size,
            dies: set.number("dies"),
        })
    }

    /// In which round the first thread dies; `None` if it lives.
    pub fn death(&self) -> Option<u64> {
        let one_dies = matches!(self.variant, Variant::OneDies | Variant::Abort);
        (one_dies && (1..=self.rounds).contains(&self.dies)).then_some(self.dies)
    }

    /// Whether somebody waits for ever for the thread that died, in every schedule.
    pub fn is_abandoned(&self) -> bool {
        self.variant == Variant::OneDies && self.death().is_some() && self.parties > 1
    }

    /// Whether a thread that keeps the global lock while it waits can keep the others from coming.
    pub fn can_deadlock(&self, lock: LockKind) -> bool {
        lock == LockKind::Held && self.variant != Variant::NoBarrier && self.parties > 1
    }
}

/// Length in bytes of what is worked on in a round.
const BYTES: usize = 4_000;

/// What the threads share.
struct Shared<W: World> {
    barrier: Barrier<W>,
    /// Two results of each thread, taken in turns: the one that is read is not the one that is written.
    results: Vec<[W::Cell; 2]>,
    settings: Settings,
    done: WorkCounter,
    /// Results that were read and of another round.
    stale: AtomicU64,
    /// Threads that were told that the barrier is broken.
    broken: AtomicU64,
}

/// Starts the threads. Finds `steps`, `stale`, `broken` and `unfinished`.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let cell = |party, turn| world.cell(Label::numbered(Kind::Variable, "result", 2 * party + turn + 1), 0);
    let shared = Arc::new(Shared::<W> {
        barrier: Barrier::new(world, "barrier", settings.parties as usize),
        results: (0..settings.parties)
            .map(|party| [cell(party, 0), cell(party, 1)])
            .collect(),
        settings: settings.clone(),
        done: WorkCounter::default(),
        stale: AtomicU64::new(0),
        broken: AtomicU64::new(0),
    });
    for index in 0..settings.parties {
        let shared = shared.clone();
        world.spawn(Label::thread("party", index + 1), move |world| async move {
            work(&world, &shared, index as usize).await
        });
    }
    ResultCollector::new(move || {
        let (steps, settings) = (shared.done.sum(), &shared.settings);
        Metrics {
            steps,
            stale: shared.stale.load(Relaxed),
            broken: shared.broken.load(Relaxed),
            unfinished: (u64::from(settings.parties) * settings.rounds).saturating_sub(steps),
        }
    })
}

async fn work<W: World>(world: &W, shared: &Shared<W>, me: usize) {
    let death = shared.settings.death().filter(|_| me == 0);
    let mut tally = shared.done.tally(world);
    for round in 1..=shared.settings.rounds {
        if death == Some(round) {
            return die(shared).await;
        }
        let turn = (round % 2) as usize; // py: round
        compute(world, round).await; // py: work
        shared.results[me][turn].store(round).await; // py: write
        if !meet(shared).await {
            return;
        }
        let next = (me + 1) % shared.results.len();
        let seen = shared.results[next][turn].load().await; // py: read
        shared.stale.fetch_add(u64::from(seen != round), Relaxed);
        tally.one();
        tally.tell();
        world.checkpoint().await;
    }
}

// Variant: all, one-dies, abort
/// Whether all came.
async fn meet<W: World>(shared: &Shared<W>) -> bool {
    if shared.settings.variant == Variant::NoBarrier {
        return true;
    }
    let all = shared.barrier.wait_unless_broken().await.is_some(); // py: wait
    shared.broken.fetch_add(u64::from(!all), Relaxed);
    all
}

// Variant: one-dies, abort
async fn die<W: World>(shared: &Shared<W>) {
    if shared.settings.variant == Variant::Abort {
        tell_the_others(shared).await;
    }
}

// Variant: abort
async fn tell_the_others<W: World>(shared: &Shared<W>) {
    shared.barrier.abort().await; // py: abort
}

// All variants
async fn compute<W: World>(world: &W, round: u64) {
    let hash = |round: &u64| digest(&[*round as u8; BYTES]);
    world.compute_pure(costs::sha512(BYTES), round, hash).await;
}

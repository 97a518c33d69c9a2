//! A table that many read and few write, behind a lock that prefers the ones or the others.
//!
//! | variant | writers first                             | readers first                                   |
//! |---------|-------------------------------------------|-------------------------------------------------|
//! | once    | always ends, no reader goes before a      | always ends, and a writer can wait until the    |
//! |         | writer that waits                         | last reader is done                             |
//! | again   | deadlocks where a writer comes between a  | always ends                                     |
//! |         | reader's two reads                        |                                                 |
//!
//! With the lock `held`, a thread that waits keeps the lock that the others need, so any of them can deadlock.

use super::Metrics;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use workloads::kernel::sha512::digest;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Cell, Kind, Label, World,
    primitive::{Preference, RwLock},
};

variants! {
    "How a reader reads.";
    /// It holds the lock once.
    Once = "once",
    /// It holds the lock, and takes it again to look something up.
    Again = "again",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How a reader reads.
    pub variant: Variant,
    /// Who goes first.
    pub preference: Preference,
    /// How many readers there are.
    pub readers: u32,
    /// How often each of them reads.
    pub reads: u64,
    /// How many writers there are.
    pub writers: u32,
    /// How often each of them writes.
    pub writes: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            preference: match set.choice("prefer") {
                "readers" => Preference::Readers,
                _ => Preference::Writers,
            },
            readers: set.threads,
            reads: set.size,
            writers: set.narrow("writers"),
            writes: set.number("writes"),
        })
    }

    /// Whether a reader can wait for a writer that waits for it.
    pub fn reads_behind_writers(&self) -> bool {
        let writes = self.writers > 0 && self.writes > 0;
        self.variant == Variant::Again && self.preference == Preference::Writers && writes
    }

    /// All reads and writes.
    pub fn amount(&self) -> u64 {
        u64::from(self.readers) * self.reads + u64::from(self.writers) * self.writes
    }
}

/// Length in bytes of what is read.
const BYTES: usize = 4_000;

/// What the threads share.
struct Shared<W: World> {
    lock: RwLock<W>,
    table: W::Cell,
    settings: Settings,
    reads: WorkCounter,
    writes: WorkCounter,
    /// The most reads that went before a writer which was already waiting.
    overtaken: AtomicU64,
}

/// Starts readers and writers. Finds `reads`, `writes`, `overtaken`, `readers` and `unfinished`.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W> {
        lock: RwLock::preferring(world, "table lock", settings.preference),
        table: world.cell(Label::new(Kind::Variable, "table"), 0),
        settings: settings.clone(),
        reads: WorkCounter::default(),
        writes: WorkCounter::default(),
        overtaken: AtomicU64::new(0),
    });
    for index in 1..=settings.readers {
        let shared = shared.clone();
        world.spawn(Label::thread("reader", index), move |world| async move {
            match shared.settings.variant {
                Variant::Once => read_once(&world, &shared).await,
                Variant::Again => read_again(&world, &shared).await,
            }
        });
    }
    for index in 1..=settings.writers {
        let shared = shared.clone();
        world.spawn(Label::thread("writer", index), move |world| async move {
            write(&world, &shared).await
        });
    }
    ResultCollector::new(move || {
        let (reads, writes) = (shared.reads.sum(), shared.writes.sum());
        Metrics {
            reads,
            writes,
            overtaken: shared.overtaken.load(Relaxed),
            readers: shared.settings.readers.into(),
            unfinished: shared.settings.amount().saturating_sub(reads + writes),
        }
    })
}

// Variant: once
async fn read_once<W: World>(world: &W, shared: &Shared<W>) {
    let mut tally = shared.reads.tally(world);
    for _ in 0..shared.settings.reads {
        shared.lock.acquire_read().await; // py: read
        look(world, shared).await; // py: look
        shared.lock.release_read().await; // py: read done
        tally.one();
        tally.tell();
        world.checkpoint().await; // py: more
    }
}

// Variant: again
async fn read_again<W: World>(world: &W, shared: &Shared<W>) {
    let mut tally = shared.reads.tally(world);
    for _ in 0..shared.settings.reads {
        shared.lock.acquire_read().await; // py: read
        shared.lock.acquire_read().await; // py: again
        look(world, shared).await; // py: look
        shared.lock.release_read().await; // py: again done
        shared.lock.release_read().await; // py: read done
        tally.one();
        tally.tell();
        world.checkpoint().await; // py: more
    }
}

// All variants
async fn write<W: World>(world: &W, shared: &Shared<W>) {
    let mut tally = shared.writes.tally(world);
    for _ in 0..shared.settings.writes {
        let overtaken = shared.lock.acquire_write_counting().await; // py: write
        shared.overtaken.fetch_max(overtaken, Relaxed);
        shared.table.add(1).await; // py: change
        shared.lock.release_write().await; // py: write done
        tally.one();
        tally.tell();
        world.checkpoint().await; // py: next
    }
}

async fn look<W: World>(world: &W, shared: &Shared<W>) {
    let version = shared.table.load().await;
    let work = |version: &u64| digest(&[*version as u8; BYTES]);
    world.compute_pure(costs::sha512(BYTES), version, work).await;
}

//! A pool whose tasks wait for tasks of a pool: when it deadlocks, when it does not, and what cures it.
//!
//! With W outer workers and k outer tasks, the run is stuck exactly where this table says; `off`, `cpython` and
//! `held` are the kinds of global lock.
//!
//! | variant   | off    | cpython | held   |
//! |-----------|--------|---------|--------|
//! | same-pool | k >= W | k >= W  | always |
//! | own-pool  | never  | never   | always |
//! | lock-held | never  | always  | always |
//! | helping   | never  | never   | never  |
//!
//! Two things make it exact. No check point stands between the submission of inner tasks and the wait for them, so a
//! lock that is held while waiting is held from before they could begin. And an inner task has no check point inside,
//! so under a lock a helper finds it either not begun or finished.

use super::Found;
use std::sync::Arc;
use workloads::kernel::sha512::{digest, hex_digest};
use workloads::{Harvest, Parameters, costs, variants};
use world::{
    Cell, Kind, Label, LockKind, World,
    primitive::{Pool, Queue, Task},
};

variants! {
    "Which pool the inner tasks go to, and how the outer task waits for them.";
    /// The pool that runs the outer tasks.
    SamePool = "same-pool",
    /// An inner pool that no other outer task uses meanwhile.
    OwnPool = "own-pool",
    /// As before, but the global lock is kept while waiting.
    LockHeld = "lock-held",
    /// The same pool, but who waits runs what nobody has begun.
    Helping = "helping",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which pool, and how to wait.
    pub variant: Variant,
    /// How many workers the outer pool has.
    pub workers: u32,
    /// How many outer tasks there are.
    pub tasks: u32,
    /// How many inner tasks each of them waits for.
    pub inner: u32,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            workers: set.threads,
            tasks: u32::try_from(set.size).unwrap_or(u32::MAX),
            inner: set.narrow("inner"),
        })
    }
}

impl Settings {
    /// Whether every schedule deadlocks: the table above.
    pub fn deadlocks(&self, lock: LockKind) -> bool {
        match self.variant {
            Variant::SamePool => lock == LockKind::Held || self.tasks >= self.workers,
            Variant::OwnPool => lock == LockKind::Held,
            Variant::LockHeld => lock != LockKind::Off,
            Variant::Helping => false,
        }
    }
}

/// Hashes an inner task computes, one after another: about a tenth of a millisecond.
const INNER_HASHES: u64 = 100;

/// Length in bytes of what an outer task hashes before it hands on the rest.
const OUTER_BYTES: usize = 2_000;

/// What the outer tasks share.
struct Shared<W: World> {
    outer: Pool<W>,
    /// An inner pool for each outer worker; whoever takes one is its only user until it puts it back.
    shelf: Queue<W, Pool<W>>,
    inner_pools: Vec<Pool<W>>,
    completed: W::Cell,
    settings: Settings,
}

/// Threads that a run needs at once.
pub fn threads(settings: &Settings) -> u32 {
    settings.workers + inner_pools(settings) * inner_workers(settings)
}

/// Queues all outer tasks, then starts the pools. Finds `workers`, `tasks`, `completed` and `unfinished`.
pub fn start<W: World>(world: &W, settings: &Settings) -> Harvest {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    for _ in 0..settings.tasks {
        let task = shared.clone();
        shared.outer.queue(world, move |world| async move {
            match task.settings.variant {
                Variant::SamePool => same_pool(&world, &task).await,
                Variant::OwnPool => own_pool(&world, &task).await,
                Variant::LockHeld => lock_held(&world, &task).await,
                Variant::Helping => helping(&world, &task).await,
            }
            finish(&world, &task).await;
        });
    }
    if settings.tasks > 0 {
        shared.outer.start(world);
        shared.inner_pools.iter().for_each(|pool| pool.start(world));
    }
    Harvest::new(move || {
        // Queued tasks hold the pools that hold them.
        shared.outer.clear();
        shared.inner_pools.iter().for_each(Pool::clear);
        shared.shelf.clear();
        let (tasks, completed) = (u64::from(shared.settings.tasks), shared.completed.peek());
        Found {
            workers: shared.settings.workers.into(),
            tasks,
            completed,
            unfinished: tasks.saturating_sub(completed),
        }
    })
}

// Variant: same-pool
async fn same_pool<W: World>(world: &W, shared: &Shared<W>) {
    prepare(world).await;
    let tasks = submit(world, &shared.outer, shared.settings.inner).await;
    for task in tasks {
        task.result().await; // py: wait
    }
}

// Variant: own-pool
async fn own_pool<W: World>(world: &W, shared: &Shared<W>) {
    prepare(world).await;
    if let Some(pool) = shared.shelf.try_get().await {
        let tasks = submit(world, &pool, shared.settings.inner).await;
        for task in tasks {
            task.result().await; // py: wait
        }
        put_back(shared, pool).await;
    }
}

// Variant: lock-held
async fn lock_held<W: World>(world: &W, shared: &Shared<W>) {
    prepare(world).await;
    if let Some(pool) = shared.shelf.try_get().await {
        let tasks = submit(world, &pool, shared.settings.inner).await;
        for task in tasks {
            task.result_keeping_lock().await; // py: wait
        }
        put_back(shared, pool).await;
    }
}

// Variant: helping
async fn helping<W: World>(world: &W, shared: &Shared<W>) {
    prepare(world).await;
    let tasks = submit(world, &shared.outer, shared.settings.inner).await;
    for task in tasks {
        task.help(world).await; // py: wait
    }
}

// All variants
async fn prepare<W: World>(world: &W) {
    world
        .compute_pure(costs::sha512(OUTER_BYTES), (), |()| digest(&[b'x'; OUTER_BYTES]))
        .await; // py: prepare
    world.checkpoint().await; // py: prepare
}

async fn submit<W: World>(world: &W, pool: &Pool<W>, count: u32) -> Vec<Task<W, String>> {
    let mut tasks = Vec::new();
    for _ in 0..count {
        tasks.push(pool.submit(world, inner).await); // py: submit
    }
    tasks
}

async fn inner<W: World>(world: W) -> String {
    let hashes = |(): &()| (0..INNER_HASHES).fold(String::new(), |data, _| hex_digest(data.as_bytes()));
    world
        .compute_pure(costs::sha512_many(INNER_HASHES, 128), (), hashes)
        .await // py: inner
}

async fn put_back<W: World>(shared: &Shared<W>, pool: Pool<W>) {
    // The shelf is never closed, so putting cannot fail.
    let _ = shared.shelf.put(pool).await;
}

/// Counts the outer task as completed; the last one sends all threads home.
async fn finish<W: World>(world: &W, shared: &Shared<W>) {
    let before = shared.completed.add(1).await; // py: completed
    world.progress(1);
    if before + 1 == u64::from(shared.settings.tasks) {
        shared.outer.close().await;
        for pool in &shared.inner_pools {
            pool.close().await;
        }
    }
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let inner = || Pool::new(world, "inner", inner_workers(settings) as usize);
        let inner_pools: Vec<_> = (0..inner_pools(settings)).map(|_| inner()).collect();
        let shelf = Queue::unbounded(world, "inner pools");
        inner_pools.iter().for_each(|pool| shelf.fill(pool.clone()));
        Shared {
            outer: Pool::new(world, "outer", settings.workers as usize),
            shelf,
            inner_pools,
            completed: world.cell(Label::new(Kind::Variable, "completed"), 0),
            settings: settings.clone(),
        }
    }
}

fn inner_pools(settings: &Settings) -> u32 {
    match settings.variant {
        Variant::OwnPool | Variant::LockHeld => settings.workers,
        Variant::SamePool | Variant::Helping => 0,
    }
}

fn inner_workers(settings: &Settings) -> u32 {
    settings.inner.clamp(1, 2)
}

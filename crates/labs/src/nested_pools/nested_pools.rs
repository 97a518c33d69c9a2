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
//! | lock-and-slot | k >= W | k >= W | always |
//! | supervisors | W <= 3d - 2 | W <= 3d - 2 | always |
//!
//! With supervisors d levels deep, each waits for two children, and both children wait for the supervisor of the level below: three tasks a level wait,
//! and one on the last, whose children work. The pool is first in, first out, so all of those are begun before the first that works: W threads are all
//! taken by tasks that wait exactly up to W = 3d - 2.
//!
//! Two things make it exact. No check point stands between the submission of inner tasks and the wait for them, so a
//! lock that is held while waiting is held from before they could begin. And an inner task has no check point inside,
//! so under a lock a helper finds it either not begun or finished.

use super::Metrics;
use std::{pin::Pin, sync::Arc};
use workloads::kernel::sha512::{digest, hex_digest};
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Cell, Kind, Label, LockKind, World,
    primitive::{Event, Mutex, Pool, Queue, Task},
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
    /// The pool that runs the outer tasks, while the outer task holds a lock that the others need.
    LockAndSlot = "lock-and-slot",
    /// The pool that runs the outer tasks, which go several levels deep.
    Supervisors = "supervisors",
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
    /// How many levels deep supervisors go.
    pub depth: u32,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            workers: set.threads,
            tasks: u32::try_from(set.size).unwrap_or(u32::MAX),
            inner: set.narrow("inner"),
            depth: set.narrow("depth").max(1),
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
            Variant::LockAndSlot => lock == LockKind::Held || self.tasks >= self.workers,
            Variant::Supervisors => lock == LockKind::Held || self.workers <= 3 * self.depth - 2,
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
    /// What [`Variant::LockAndSlot`] holds while it waits; no other variant has one.
    lock: Option<Mutex<W>>,
    settings: Settings,
}

/// Threads that a run needs at once.
pub fn threads(settings: &Settings) -> u32 {
    settings.workers + inner_pools(settings) * inner_workers(settings)
}

/// Queues all outer tasks, then starts the pools. Finds `workers`, `tasks`, `completed` and `unfinished`.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    // Supervisors come one after another, so that one of them is all there is.
    let (queued, each) = match settings.variant {
        Variant::Supervisors => (settings.tasks.min(1), settings.tasks),
        _ => (settings.tasks, 1),
    };
    for _ in 0..queued {
        let task = shared.clone();
        shared.outer.queue(world, move |world| async move {
            for _ in 0..each {
                match task.settings.variant {
                    Variant::SamePool => same_pool(&world, &task).await,
                    Variant::OwnPool => own_pool(&world, &task).await,
                    Variant::LockHeld => lock_held(&world, &task).await,
                    Variant::Helping => helping(&world, &task).await,
                    Variant::LockAndSlot => lock_and_slot(&world, &task).await,
                    Variant::Supervisors => supervise(world.clone(), task.clone(), 1).await,
                }
                finish(&world, &task).await;
            }
        });
    }
    if settings.tasks > 0 {
        shared.outer.start(world);
        shared.inner_pools.iter().for_each(|pool| pool.start(world));
    }
    ResultCollector::new(move || {
        // Queued tasks hold the pools that hold them.
        shared.outer.clear();
        shared.inner_pools.iter().for_each(Pool::clear);
        shared.shelf.clear();
        let (tasks, completed) = (u64::from(shared.settings.tasks), shared.completed.peek());
        Metrics {
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

// Variant: lock-and-slot
/// Whoever has the lock waits for a slot, and whoever has a slot waits for the lock.
async fn lock_and_slot<W: World>(world: &W, shared: &Shared<W>) {
    prepare(world).await;
    let Some(lock) = &shared.lock else { return };
    lock.acquire().await; // py: lock
    let tasks = submit(world, &shared.outer, shared.settings.inner).await;
    for task in tasks {
        task.result().await; // py: wait
    }
    lock.release().await;
}

// Variant: supervisors
/// Waits for two children. They wait for the level below; those of the last level work. Boxed, for it calls itself.
fn supervise<W: World>(world: W, shared: Arc<Shared<W>>, level: u32) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        let pool = shared.outer.clone();
        let mut children = Vec::new();
        if level == shared.settings.depth {
            for _ in 0..2 {
                let work = |world| async move { drop(inner(world).await) };
                children.push(pool.submit(&world, work).await); // py: work
            }
        } else {
            let done = Event::new(&world, "level done");
            for _ in 0..2 {
                let done = done.clone();
                children.push(pool.submit(&world, move |_| async move { done.wait().await }).await); // py: children
            }
            let below = done.clone();
            let task = pool.submit(&world, move |world| async move {
                supervise(world, shared, level + 1).await;
                below.set().await; // py: set
            });
            let task = task.await; // py: below
            world.needs(done.id(), task.id());
        }
        for child in children {
            child.result().await; // py: supervise
        }
    })
}

// Variant: same-pool, own-pool, lock-held, helping, lock-and-slot
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

// All variants
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
            lock: (settings.variant == Variant::LockAndSlot).then(|| Mutex::new(world, "lock")),
            settings: settings.clone(),
        }
    }
}

fn inner_pools(settings: &Settings) -> u32 {
    match settings.variant {
        Variant::OwnPool | Variant::LockHeld => settings.workers,
        Variant::SamePool | Variant::Helping | Variant::LockAndSlot | Variant::Supervisors => 0,
    }
}

fn inner_workers(settings: &Settings) -> u32 {
    settings.inner.clamp(1, 2)
}

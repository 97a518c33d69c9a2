//! What a thread costs: to start, to keep, to hand over to, and when it must ask for a lock too often or for too long.

use lab_kit::Micros;
use std::{hint::black_box, sync::Arc, time::Duration};
use workloads::batches::share;
use workloads::kernel::busy::busy;
use workloads::spread::{Spread, Ticks};
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Access, Cell, Kind, Label, Memory, Region, World,
    primitive::{Mutex, Pool, Queue, Semaphore, spawn},
};

variants! {
    "What is measured.";
    /// A thread for each task.
    Start = "start",
    /// The same tasks on threads that are started once.
    Pool = "pool",
    /// Threads that do nothing, all alive at once.
    Memory = "memory",
    /// A token that goes round, so that each step switches from one thread to the next.
    Switch = "switch",
    /// A lock taken for each of a task's small steps.
    TooFine = "too-fine",
    /// A lock held for the whole of a task.
    TooCoarse = "too-coarse",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What is measured.
    pub variant: Variant,
    /// How many threads there are at once, besides the one that starts them.
    pub threads: u32,
    /// How many tasks, or how often the token is passed on.
    pub tasks: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            tasks: set.size,
        })
    }

    /// How much is done, in tasks: the locked ones are done twice, once by one thread without any lock.
    pub fn amount(&self) -> u64 {
        match self.variant {
            Variant::Memory => self.threads.into(),
            Variant::TooFine | Variant::TooCoarse => 2 * self.tasks,
            Variant::Start | Variant::Pool | Variant::Switch => self.tasks,
        }
    }
}

/// Hashes in a task: about 20 microseconds.
const ROUNDS: u32 = 48;
/// Hashes in one of its small steps, where it has such.
const STEP: u32 = 1;

/// What is measured, in nanoseconds and bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Metrics {
    /// From handing over tasks to their first instructions, summed, and how many.
    started: (u64, u64),
    /// All of it.
    took: u64,
    /// One thread alone, without a lock.
    alone: u64,
    /// Whether all was done.
    over: bool,
    /// Before the threads came, and while all of them lived.
    before: Memory,
    during: Memory,
}

struct Shared<W: World> {
    threads: u32,
    tasks: u64,
    amount: u64,
    done: WorkCounter,
    found: W::Region<Metrics>,
    /// When tasks ended: those of one thread alone, and those of all together.
    alone: Ticks,
    together: Ticks,
    /// What the locks protect: how many steps were done.
    total: W::Cell,
    lock: Mutex<W>,
    ready: Queue<W, ()>,
}

/// Starts the thread that starts the others. Finds `start_us` and `bytes`, and besides what a task took in the middle one of eight parts of the run,
/// alone and with the others, between which figures most parts lay (`task_low_us` and so on), and `unfinished`. What was not measured has no figure.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    let (variant, known) = (settings.variant, shared.clone());
    world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
        let (before, begun) = (world.memory(), world.now());
        shared.note(move |found| found.before = before).await;
        match variant {
            Variant::Start => one_thread_a_task(&world, &shared).await,
            Variant::Pool => pool(&world, &shared).await,
            Variant::Memory => idle(&world, &shared).await,
            Variant::Switch => hand_over(&world, &shared).await,
            Variant::TooFine | Variant::TooCoarse => locked(&world, &shared, variant).await,
        }
        let took = world.now() - begun;
        shared.note(move |found| (found.took, found.over) = (took, true)).await;
    });
    ResultCollector::new(move || known.findings())
}

// Variant: start
/// As many threads at a time as there may be, each for one task.
async fn one_thread_a_task<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    shared.together.begin(world.now());
    for (first, last) in shared.rounds() {
        let mut threads = Vec::new();
        for number in first..last {
            let (asked, shared) = (world.now(), shared.clone());
            world.compute(costs::start_thread(), || ()).await;
            let label = Label::thread("task", number as u32 + 1);
            threads.push(spawn(world, label, move |world| task(world, shared, asked))); // py: start
        }
        shared.keep_in_mind(world).await;
        for thread in threads {
            thread.join().await; // py: join
        }
        shared.together.ended(world.now(), last - first);
        world.checkpoint().await;
    }
}

// Variant: pool
/// The same tasks, as many at a time, on threads that are there already.
async fn pool<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    let pool = Pool::new(world, "worker", shared.threads as usize);
    pool.start(world); // py: start
    shared.keep_in_mind(world).await;
    shared.together.begin(world.now());
    for (first, last) in shared.rounds() {
        let mut results = Vec::new();
        for _ in first..last {
            let (asked, shared) = (world.now(), shared.clone());
            results.push(pool.submit(world, move |world| task(world, shared, asked)).await); // py: submit
        }
        for result in results {
            result.result().await; // py: result
        }
        shared.together.ended(world.now(), last - first);
        world.checkpoint().await;
    }
    pool.close().await; // py: close
}

// Variant: memory
/// Threads that say they are there and wait at a locked door until all are.
async fn idle<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    let mut threads = Vec::new();
    shared.lock.acquire().await; // py: shut
    for index in 1..=shared.threads {
        let (asked, shared) = (world.now(), shared.clone());
        world.compute(costs::start_thread(), || ()).await;
        threads.push(spawn(world, Label::thread("idle", index), move |world| async move {
            shared.started(&world, asked).await;
            // Nobody closes the queue.
            let _ = shared.ready.put(()).await; // py: ready
            shared.lock.acquire().await; // py: wait
            shared.lock.release().await; // py: wait
            shared.done.tally(&world).one();
        })); // py: start
    }
    for _ in 0..shared.threads {
        shared.ready.get_idle().await; // py: all
    }
    shared.keep_in_mind(world).await; // py: measure
    shared.lock.release().await; // py: go
    for thread in threads {
        thread.join().await; // py: join
    }
}

// Variant: switch
/// Each thread waits for the one before and wakes the one after.
async fn hand_over<W: World>(world: &W, shared: &Arc<Shared<W>>) {
    let turns: Vec<_> = (0..shared.threads)
        .map(|_| Semaphore::<W>::new(world, "turn", 0))
        .collect();
    let mut threads = Vec::new();
    for index in 0..shared.threads {
        let (mine, next) = (
            turns[index as usize].clone(),
            turns[(index as usize + 1) % turns.len()].clone(),
        );
        let (times, done) = (shared.passes(index), shared.done.clone());
        threads.push(spawn(
            world,
            Label::thread("player", index + 1),
            move |world| async move {
                let mut tally = done.tally(&world);
                for _ in 0..times {
                    mine.acquire().await; // py: wait
                    tally.one();
                    tally.tell();
                    world.checkpoint().await;
                    next.release().await; // py: pass
                }
            },
        )); // py: start
    }
    turns[0].release().await; // py: first
    for thread in threads {
        thread.join().await; // py: join
    }
}

// Variant: too-fine
/// Takes the lock for each step, which is shorter than taking it.
async fn fine<W: World>(world: &W, shared: &Shared<W>, task: u64) {
    for step in 0..ROUNDS / STEP {
        shared.lock.acquire().await; // py: acquire
        work(world, task + u64::from(step), STEP).await; // py: work
        shared.total.add(1).await; // py: work
        shared.lock.release().await; // py: release
    }
}

// Variant: too-coarse
/// Takes the lock once, for everything, so that nobody else gets on.
async fn coarse<W: World>(world: &W, shared: &Shared<W>, task: u64) {
    shared.lock.acquire().await; // py: acquire
    for step in 0..ROUNDS / STEP {
        work(world, task + u64::from(step), STEP).await; // py: work
        shared.total.add(1).await; // py: work
    }
    shared.lock.release().await; // py: release
}

// All variants
/// All tasks by one thread without a lock, and then again by all threads with it.
async fn locked<W: World>(world: &W, shared: &Arc<Shared<W>>, variant: Variant) {
    let begun = world.now();
    shared.alone.begin(begun);
    let mut tally = shared.done.tally(world);
    for number in 0..shared.tasks {
        for step in 0..ROUNDS / STEP {
            work(world, number + u64::from(step), STEP).await;
        }
        tally.one();
        tally.tell();
        shared.alone.ended(world.now(), 1);
        world.checkpoint().await;
    }
    let alone = world.now() - begun;
    shared.note(move |found| found.alone = alone).await;
    shared.together.begin(world.now());
    let mut threads = Vec::new();
    for index in 0..shared.threads {
        let (asked, shared) = (world.now(), shared.clone());
        threads.push(spawn(
            world,
            Label::thread("worker", index + 1),
            move |world| async move {
                shared.started(&world, asked).await;
                let mut tally = shared.done.tally(&world);
                for number in share(shared.tasks, shared.threads, index) {
                    match variant {
                        Variant::TooFine => fine(&world, &shared, number).await,
                        _ => coarse(&world, &shared, number).await,
                    }
                    tally.one();
                    tally.tell();
                    shared.together.ended(world.now(), 1);
                    world.checkpoint().await;
                }
            },
        ));
    }
    shared.keep_in_mind(world).await;
    for thread in threads {
        thread.join().await;
    }
}

async fn work<W: World>(world: &W, number: u64, rounds: u32) {
    let cost = costs::sha512_many(rounds.into(), 8);
    black_box(
        world
            .compute_pure(cost, (number, rounds), |(number, rounds)| busy(*number, *rounds))
            .await,
    );
}

async fn task<W: World>(world: W, shared: Arc<Shared<W>>, asked: u64) {
    shared.started(&world, asked).await;
    work(&world, asked, ROUNDS).await;
    shared.done.tally(&world).one();
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        Shared {
            threads: settings.threads,
            tasks: settings.tasks,
            amount: settings.amount(),
            done: WorkCounter::default(),
            alone: Ticks::default(),
            together: Ticks::default(),
            found: world.region(Label::new(Kind::Variable, "found"), Metrics::default()),
            total: world.cell(Label::new(Kind::Variable, "total"), 0),
            lock: Mutex::new(world, "lock"),
            ready: Queue::unbounded(world, "ready"),
        }
    }

    /// From which task to which, as many at a time as there are threads.
    fn rounds(&self) -> impl Iterator<Item = (u64, u64)> + use<W> {
        let (tasks, at_once) = (self.tasks, u64::from(self.threads.max(1)));
        (0..tasks.div_ceil(at_once)).map(move |round| (round * at_once, tasks.min((round + 1) * at_once)))
    }

    /// How often thread number `index` passes the token on.
    fn passes(&self, index: u32) -> u64 {
        let threads = u64::from(self.threads);
        self.tasks / threads + u64::from(u64::from(index) < self.tasks % threads)
    }

    async fn note(&self, note: impl FnOnce(&mut Metrics)) {
        self.found.with(Access::Signal, note).await;
    }

    /// A thread begins that was asked for at `asked`.
    async fn started(&self, world: &W, asked: u64) {
        let late = world.now().saturating_sub(asked);
        self.note(move |found| found.started = (found.started.0 + late, found.started.1 + 1))
            .await;
    }

    /// Keeps what memory is used now that all threads live for the first time; what is kept of threads that have ended comes later.
    async fn keep_in_mind(&self, world: &W) {
        let memory = world.memory();
        self.note(move |found| {
            if found.during == Memory::default() {
                found.during = memory;
            }
        })
        .await;
    }

    fn findings(&self) -> super::Metrics {
        let found = self.found.inspect(|found| *found);
        let threads = u64::from(self.threads).max(1);
        let grown = found.during.used.saturating_sub(found.before.used);
        let together = found.took.saturating_sub(found.alone);
        let tasks = self.tasks.max(1);
        let micros = |nanos: u64| Micros(Duration::from_nanos(nanos));
        let (alone, task) = (self.alone.spread(), self.together.spread());
        let bound = |spread: Option<Spread>, of: fn(Spread) -> u64| spread.map(|spread| micros(of(spread)));
        let middle = |spread: Option<Spread>, mean: u64| micros(spread.map_or(mean, |spread| spread.middle));
        super::Metrics {
            start_us: (found.started.1 > 0).then(|| micros(found.started.0 / found.started.1)),
            bytes: (found.during != Memory::default()).then_some(grown / threads),
            stack_bytes: found.before.stack,
            task_us: found.over.then(|| middle(task, together / tasks)),
            task_low_us: bound(task, |spread| spread.low),
            task_high_us: bound(task, |spread| spread.high),
            alone_us: (found.alone > 0).then(|| middle(alone, found.alone / tasks)),
            alone_low_us: bound(alone, |spread| spread.low),
            alone_high_us: bound(alone, |spread| spread.high),
            unfinished: self.amount.saturating_sub(self.done.sum()),
        }
    }
}

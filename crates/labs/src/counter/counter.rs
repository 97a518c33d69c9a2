//! `n += 1` by many threads: a read and a write, and whatever comes between them.

use super::Metrics;
use std::hint::black_box;
use workloads::batches::batches;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, variants};
use world::{Access, Cell, Kind, Label, Region, World, primitive::Mutex};

variants! {
    "How the number is protected.";
    /// Not at all.
    Unprotected = "unprotected",
    /// Not at all, and a call (so a check point) stands between the read and the write.
    CallBetween = "call-between",
    /// Not at all, and the lock may change hands between any two bytecodes, as in CPython 3.9 and before.
    Python39 = "python-3-9",
    /// By a lock held from the read to the write.
    Locked = "locked",
    /// By adding in one indivisible step.
    Atomic = "atomic",
    /// By giving each thread a number of its own.
    Own = "own",
    /// By the list that the threads append to, which does it in one indivisible step.
    Append = "append",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the number is protected.
    pub variant: Variant,
    /// How many threads add.
    pub threads: u32,
    /// How often each of them adds one.
    pub increments: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            increments: set.size,
        })
    }
}

/// Increments between two reports of progress.
const BATCH: u64 = 1_000;

/// Starts the threads. Finds `expected`, `got`, `lost` (really added, and overwritten) and `unfinished` (never added, in a run that did not come to
/// its end): the last three add up to the first.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    match settings.variant {
        Variant::Append => start_append(world, settings),
        _ => start_numbers(world, settings),
    }
}

fn start_numbers<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let numbers = match settings.variant {
        Variant::Own => (1..=settings.threads).map(|index| number(world, index)).collect(),
        _ => vec![number(world, 0)],
    };
    let lock = (settings.variant == Variant::Locked).then(|| Mutex::new(world, "lock"));
    let done = WorkCounter::default();
    for index in 0..settings.threads {
        let n = numbers[index as usize % numbers.len()].clone();
        let (variant, lock, times) = (settings.variant, lock.clone(), settings.increments);
        let done = done.clone();
        world.spawn(Label::thread("adder", index + 1), move |world| async move {
            match (variant, lock) {
                (Variant::CallBetween, _) => call_between(world, n, done, times).await,
                (Variant::Python39, _) => python_3_9(world, n, done, times).await,
                (Variant::Atomic, _) => atomic(world, n, done, times).await,
                (Variant::Own, _) => own(world, n, done, times).await,
                (_, Some(lock)) => locked(world, n, lock, done, times).await,
                (_, None) => unprotected(world, n, done, times).await,
            }
        });
    }
    findings(settings, done, move || numbers.iter().map(Cell::peek).sum())
}

fn findings(settings: &Settings, done: WorkCounter, got: impl FnOnce() -> u64 + Send + 'static) -> ResultCollector {
    let expected = u64::from(settings.threads) * settings.increments;
    ResultCollector::new(move || {
        let (got, done) = (got(), done.sum());
        Metrics {
            expected,
            got,
            lost: done.saturating_sub(got),
            unfinished: expected.saturating_sub(done),
        }
    })
}

fn number<W: World>(world: &W, index: u32) -> W::Cell {
    world.cell(Label::numbered(Kind::Variable, "n", index), 0)
}

// Variant: unprotected
async fn unprotected<W: World>(world: W, n: W::Cell, done: WorkCounter, times: u64) {
    let mut tally = done.tally(&world);
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            let seen = n.load().await; // py: read
            n.store(seen + 1).await; // py: write
            tally.one();
            world.checkpoint().await; // py: loop
        }
        tally.tell();
    }
}

// Variant: call-between
async fn call_between<W: World>(world: W, n: W::Cell, done: WorkCounter, times: u64) {
    let mut tally = done.tally(&world);
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            let seen = n.load().await; // py: read
            world.checkpoint().await; // py: call
            n.store(seen + 1).await; // py: write
            tally.one();
            world.checkpoint().await; // py: loop
        }
        tally.tell();
    }
}

// Variant: python-3-9
/// As slow as an interpreter: its turns last a switch interval, so how many a run has, and so how much it can lose, hangs on how long a bytecode
/// takes. Real threads would otherwise be done before the first request comes.
struct Interpreter(u64);

/// Multiplications, each of which waits for the one before: about ten nanoseconds. CPython 3.9.18 takes 45 to 80 ns for an increment of four
/// bytecodes that look, measured on a two-core Linux machine with and without other work.
const BYTECODE: u32 = 10;

impl Interpreter {
    #[inline(always)]
    fn bytecode(&mut self) {
        let spun = (0..BYTECODE).fold(self.0, |spun, _| spun.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        self.0 = black_box(spun);
    }
}

/// `ceval.c` up to 3.9 looks at the drop request before most bytecodes: `LOAD_GLOBAL n`, `INPLACE_ADD`, `STORE_GLOBAL n`, `FOR_ITER`.
async fn python_3_9<W: World>(world: W, n: W::Cell, done: WorkCounter, times: u64) {
    let (mut tally, mut interpreter) = (done.tally(&world), Interpreter(1));
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            let seen = n.load().await; // py: read
            interpreter.bytecode();
            world.checkpoint().await; // py: add
            let larger = seen + 1; // py: add
            interpreter.bytecode();
            world.checkpoint().await; // py: write
            n.store(larger).await; // py: write
            tally.one();
            interpreter.bytecode();
            world.checkpoint().await; // py: loop
            interpreter.bytecode();
            world.checkpoint().await; // py: next
        }
        tally.tell();
    }
}

// Variant: locked
async fn locked<W: World>(world: W, n: W::Cell, lock: Mutex<W>, done: WorkCounter, times: u64) {
    let mut tally = done.tally(&world);
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            lock.acquire().await; // py: acquire
            let seen = n.load().await; // py: read
            n.store(seen + 1).await; // py: write
            tally.one();
            lock.release().await; // py: release
            world.checkpoint().await; // py: loop
        }
        tally.tell();
    }
}

// Variant: atomic
async fn atomic<W: World>(world: W, n: W::Cell, done: WorkCounter, times: u64) {
    let mut tally = done.tally(&world);
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            n.add(1).await; // py: add
            tally.one();
            world.checkpoint().await; // py: loop
        }
        tally.tell();
    }
}

// Variant: own
async fn own<W: World>(world: W, mine: W::Cell, done: WorkCounter, times: u64) {
    let mut tally = done.tally(&world);
    for batch in batches(times, BATCH) {
        for _ in 0..batch {
            let seen = mine.load().await; // py: read
            mine.store(seen + 1).await; // py: write
            tally.one();
            world.checkpoint().await; // py: loop
        }
        tally.tell();
    }
}

// Variant: append
/// The elements are nothing and take no room: only how many there are counts.
fn start_append<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let done = WorkCounter::default();
    let list: W::Region<Vec<()>> = world.region(Label::new(Kind::Variable, "list"), Vec::new());
    for index in 1..=settings.threads {
        let (list, done, times) = (list.clone(), done.clone(), settings.increments);
        world.spawn(Label::thread("adder", index), move |world| async move {
            let mut tally = done.tally(&world);
            for batch in batches(times, BATCH) {
                for _ in 0..batch {
                    list.with(Access::Signal, |list| list.push(())).await; // py: append
                    tally.one();
                    world.checkpoint().await; // py: loop
                }
                tally.tell();
            }
        });
    }
    findings(settings, done, move || list.inspect(|list| list.len() as u64))
}

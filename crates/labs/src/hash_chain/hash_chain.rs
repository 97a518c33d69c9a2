//! `data = sha512(data).hexdigest()` on data that threads share: one lost round, and the digest is provably wrong.

use super::Metrics;
use std::{cell::RefCell, future::Future, sync::Arc};
use workloads::kernel::sha512::{chain_start, digest, hex, hex_digest};
use workloads::tally::{LocalCounter, WorkCounter};
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Access, Kind, Label, Region, World,
    primitive::{Mutex, Variable},
};

variants! {
    "How the data is protected.";
    /// Not at all.
    Unprotected = "unprotected",
    /// By a lock that every thread must remember to hold.
    Locked = "locked",
    /// By a lock inside the object that owns the data.
    Encapsulated = "encapsulated",
    /// By not being shared: a chain for each thread.
    NotShared = "not-shared",
    /// By not being changed: everyone hashes the same bytes for itself, again and again.
    Immutable = "immutable",
    /// By a lock inside the object, which then hands out the data itself, and a caller cuts it.
    HandedOut = "handed-out",
    /// By a lock inside the object, which hands out copies.
    Copied = "copied",
}

/// How the threads are started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// They gather and begin together, as behind a barrier.
    Together,
    /// One after another, by a thread that waits for each to begin, as `for thread in threads: thread.start()` does.
    Loop,
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How the data is protected.
    pub variant: Variant,
    /// How many threads hash.
    pub threads: u32,
    /// How often each of them does.
    pub rounds: u64,
    /// How the threads are started.
    pub start: Start,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            rounds: set.size,
            start: if set.choice("start") == "loop" {
                Start::Loop
            } else {
                Start::Together
            },
        })
    }

    /// The most threads that are ever alive at once: whoever starts the others in a loop is one more.
    pub fn alive(&self) -> u32 {
        self.threads + u32::from(self.start == Start::Loop)
    }
}

/// Bytes behind one pointer, so that reading and writing the variable is indivisible, as for a name in Python.
type Data = Arc<Link>;

/// A link of the chain, or what somebody made of one.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    bytes: Vec<u8>,
    /// How many links lie before it; `None` for what is no link any more, because somebody cut it or what it was made of.
    number: Option<u64>,
}

impl Link {
    fn first() -> Data {
        Arc::new(Link {
            bytes: chain_start(),
            number: Some(0),
        })
    }

    fn next(&self, digest: &[u8; 64]) -> Data {
        Arc::new(Link {
            bytes: hex(digest).into_bytes(),
            number: self.number.map(|number| number + 1),
        })
    }

    /// What fits on a label: the first twelve digits.
    fn cut(&self) -> Data {
        Arc::new(Link {
            bytes: self.bytes.iter().take(12).copied().collect(),
            number: None,
        })
    }
}

/// Starts the threads. Finds `rounds` (in all), `digest` and `expected_digest` (none in a run that did not come to its end), `kept` (rounds that
/// others built on, or that are the last), `lost` (rounds that were done, and overwritten) and `unfinished`: the last three add up to the first.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    match settings.variant {
        Variant::Unprotected => start_unprotected(world, settings),
        Variant::Locked => start_locked(world, settings),
        Variant::Encapsulated => start_encapsulated(world, settings),
        Variant::NotShared => start_not_shared(world, settings),
        Variant::Immutable => start_immutable(world, settings),
        Variant::HandedOut => start_handed_out(world, settings),
        Variant::Copied => start_copied(world, settings),
    }
}

fn variable<W: World>(world: &W) -> Variable<W, Data> {
    Variable::new(world, "data", Link::first())
}

/// Starts a thread for each body, in the way that is set.
fn launch<W, F, Fut>(world: &W, settings: &Settings, bodies: impl Iterator<Item = F>)
where
    W: World,
    F: FnOnce(W) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + 'static,
{
    let labelled = (1..).map(|index| Label::thread("hasher", index)).zip(bodies);
    match settings.start {
        Start::Together => labelled.for_each(|(label, body)| world.spawn(label, body)),
        Start::Loop => start_in_a_loop(world, labelled.collect()),
    }
}

/// `Thread.start` makes the thread and waits until it says that it has begun (`Lib/threading.py`); the wait lets go of the global lock.
fn start_in_a_loop<W, F, Fut>(world: &W, bodies: Vec<(Label, F)>)
where
    W: World,
    F: FnOnce(W) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + 'static,
{
    world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
        for (label, body) in bodies {
            world.compute(costs::start_thread(), || ()).await;
            let begun = world.region(Label::new(Kind::Event, "begun"), false);
            let wait = begun.idle();
            world.spawn(label, move |world| async move {
                begun.with(Access::Signal, |begun| *begun = true).await;
                body(world).await;
            });
            wait.when(Access::Observe, |begun| begun.then_some(())).await;
            world.checkpoint().await;
        }
    });
}

// Variant: unprotected
fn start_unprotected<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (data, done) = (variable(world), WorkCounter::default());
    let bodies = (0..settings.threads).map(|_| {
        let (shared, done, rounds) = (data.clone(), done.clone(), settings.rounds);
        move |world: W| async move {
            let mut tally = done.tally(&world);
            for _ in 0..rounds {
                let data = shared.get().await; // py: read
                let digest = world
                    .compute_pure(costs::sha512(data.bytes.len()), data.clone(), |data| {
                        digest(&data.bytes)
                    })
                    .await; // py: hash
                world.checkpoint().await; // py: hash
                shared.set(data.next(&digest)).await; // py: write
                tally.one();
                tally.tell();
                world.checkpoint().await; // py: loop
            }
        }
    });
    launch(world, settings, bodies);
    one_chain(data, done, settings)
}

// Variant: locked
fn start_locked<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (data, lock, done) = (variable(world), Mutex::new(world, "lock"), WorkCounter::default());
    let bodies = (0..settings.threads).map(|_| {
        let (shared, lock, done, rounds) = (data.clone(), lock.clone(), done.clone(), settings.rounds);
        move |world: W| async move {
            let mut tally = done.tally(&world);
            for _ in 0..rounds {
                lock.acquire().await; // py: acquire
                let data = shared.get().await; // py: read
                let digest = world
                    .compute_pure(costs::sha512(data.bytes.len()), data.clone(), |data| {
                        digest(&data.bytes)
                    })
                    .await; // py: hash
                shared.set(data.next(&digest)).await; // py: write
                tally.one();
                lock.release().await; // py: release
                tally.tell();
                world.checkpoint().await; // py: loop
            }
        }
    });
    launch(world, settings, bodies);
    one_chain(data, done, settings)
}

// Variant: encapsulated, handed-out, copied
struct DataHasher<W: World> {
    data: Variable<W, Data>,
    lock: Mutex<W>,
}

impl<W: World> DataHasher<W> {
    fn new(world: &W) -> Arc<Self> {
        Arc::new(DataHasher {
            data: variable(world),
            lock: Mutex::new(world, "hasher's lock"),
        })
    }

    async fn hash(&self, world: &W, tally: &mut LocalCounter<'_, W>) {
        self.lock.acquire().await; // py: acquire
        let data = self.data.get().await; // py: read
        let digest = world
            .compute_pure(costs::sha512(data.bytes.len()), data.clone(), |data| {
                digest(&data.bytes)
            })
            .await; // py: hash
        self.data.set(data.next(&digest)).await; // py: write
        tally.one();
        self.lock.release().await; // py: release
    }

    async fn hash_on(&self, world: &W, done: &WorkCounter, rounds: u64) {
        let mut tally = done.tally(world);
        for _ in 0..rounds {
            self.hash(world, &mut tally).await;
            tally.tell();
            world.checkpoint().await; // py: loop
        }
    }
}

// Variant: encapsulated
fn start_encapsulated<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (hasher, done) = (DataHasher::new(world), WorkCounter::default());
    let bodies = (0..settings.threads).map(|_| {
        let (hasher, done, rounds) = (hasher.clone(), done.clone(), settings.rounds);
        move |world: W| async move { hasher.hash_on(&world, &done, rounds).await }
    });
    launch(world, settings, bodies);
    one_chain(hasher.data.clone(), done, settings)
}

// Variant: handed-out
impl<W: World> DataHasher<W> {
    /// The data itself, as `return self._data` hands it out: whoever has it can change it, and no lock is asked.
    fn handed_out(&self) -> Variable<W, Data> {
        self.data.clone() // py: hand out
    }
}

fn start_handed_out<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (hasher, done) = (DataHasher::new(world), WorkCounter::default());
    let bodies = (0..settings.threads).map(|_| {
        let (hasher, done, rounds) = (hasher.clone(), done.clone(), settings.rounds);
        move |world: W| async move {
            hasher.hash_on(&world, &done, rounds).await;
            let label = hasher.handed_out();
            let digits = label.get().await; // py: look
            label.set(digits.cut()).await; // py: cut
            world.checkpoint().await; // py: cut
        }
    });
    launch(world, settings, bodies);
    one_chain(hasher.data.clone(), done, settings)
}

// Variant: copied
impl<W: World> DataHasher<W> {
    /// A copy, made under the lock: whoever has it can change it as they like.
    async fn copied(&self) -> Data {
        self.lock.acquire().await; // py: copy
        let copy = self.data.get().await; // py: copy
        self.lock.release().await; // py: copy
        copy
    }
}

fn start_copied<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (hasher, done) = (DataHasher::new(world), WorkCounter::default());
    let bodies = (0..settings.threads).map(|_| {
        let (hasher, done, rounds) = (hasher.clone(), done.clone(), settings.rounds);
        let printed = Variable::new(world, "label", Link::first());
        move |world: W| async move {
            hasher.hash_on(&world, &done, rounds).await;
            let label = hasher.copied().await;
            printed.set(label.cut()).await; // py: cut
            world.checkpoint().await; // py: cut
        }
    });
    launch(world, settings, bodies);
    one_chain(hasher.data.clone(), done, settings)
}

// Variant: not-shared
fn start_not_shared<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (ends, done) = (results(world, settings), WorkCounter::default());
    let bodies = ends.clone().into_iter().map(|mine| {
        let (done, rounds) = (done.clone(), settings.rounds);
        move |world: W| async move {
            let mut tally = done.tally(&world);
            let mut data = Link::first();
            for _ in 0..rounds {
                let digest = world
                    .compute_pure(costs::sha512(data.bytes.len()), data.clone(), |data| {
                        digest(&data.bytes)
                    })
                    .await; // py: hash
                data = data.next(&digest);
                tally.one();
                tally.tell();
                world.checkpoint().await; // py: loop
            }
            mine.set(data).await; // py: result
        }
    });
    launch(world, settings, bodies);
    many_ends(ends, done, settings, settings.rounds)
}

// Variant: immutable
fn start_immutable<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let (data, ends, done) = (variable(world), results(world, settings), WorkCounter::default());
    let bodies = ends.clone().into_iter().map(|mine| {
        let (shared, done, rounds) = (data.clone(), done.clone(), settings.rounds);
        move |world: W| async move {
            let mut tally = done.tally(&world);
            let mut last = Link::first();
            for _ in 0..rounds {
                let data = shared.get().await; // py: read
                let digest = world
                    .compute_pure(costs::sha512(data.bytes.len()), data.clone(), |data| {
                        digest(&data.bytes)
                    })
                    .await; // py: hash
                last = data.next(&digest);
                tally.one();
                tally.tell();
                world.checkpoint().await; // py: loop
            }
            mine.set(last).await; // py: result
        }
    });
    launch(world, settings, bodies);
    many_ends(ends, done, settings, 1)
}

// All variants
/// A run that came to its end is checked by walking the chain again, on one thread and for as long as all of its rounds took. One that did not has
/// no digest that could be right or wrong, and only counts.
fn one_chain<W: World>(data: Variable<W, Data>, done: WorkCounter, settings: &Settings) -> ResultCollector {
    let rounds = u64::from(settings.threads) * settings.rounds;
    ResultCollector::checking(move |give_up| {
        let (data, done) = (data.peek(), done.sum());
        let unchecked = |kept| findings(rounds, done, kept, None);
        if done < rounds {
            return unchecked(data.number.unwrap_or(0));
        }
        let Some(right) = walk(&data.bytes, rounds, give_up) else {
            return unchecked(data.number.unwrap_or(0));
        };
        findings(
            rounds,
            done,
            right.found_at.unwrap_or(0),
            Some((&data.bytes, &right.last)),
        )
    })
}

fn results<W: World>(world: &W, settings: &Settings) -> Vec<Variable<W, Data>> {
    let nothing = Link::first();
    (0..settings.threads)
        .map(|_| Variable::new(world, "result", nothing.clone()))
        .collect()
}

/// Every thread must end with the digest after so many links.
fn many_ends<W: World>(
    ends: Vec<Variable<W, Data>>,
    done: WorkCounter,
    settings: &Settings,
    links: u64,
) -> ResultCollector {
    let (threads, rounds) = (u64::from(settings.threads), settings.rounds);
    ResultCollector::checking(move |give_up| {
        let (all, done) = (threads * rounds, done.sum());
        let ends: Vec<Data> = ends.iter().map(Variable::peek).collect();
        let handed_over = |end: &Data| end.number != Some(0) || rounds == 0;
        if done < all || !ends.iter().all(handed_over) {
            return findings(all, done, done, None);
        }
        let Some(Walked { last: right, .. }) = walk(b"", links, give_up) else {
            return findings(all, done, done, None);
        };
        let wrong = ends.iter().find(|&end| end.bytes != right);
        let shown = wrong.or(ends.first()).cloned().unwrap_or_else(Link::first);
        let kept = if wrong.is_some() { all - rounds } else { all };
        findings(all, done, kept, Some((&shown.bytes, &right)))
    })
}

fn findings(rounds: u64, done: u64, kept: u64, digests: Option<(&[u8], &[u8])>) -> Metrics {
    let digest = |of: Option<&[u8]>| of.map(shown);
    Metrics {
        rounds,
        digest: digest(digests.map(|(digest, _)| digest)),
        expected_digest: digest(digests.map(|(_, right)| right)),
        kept,
        lost: done.saturating_sub(kept),
        unfinished: rounds.saturating_sub(done),
    }
}

/// Nothing, rather than 5,000 letters, as long as nobody has hashed.
fn shown(data: &[u8]) -> String {
    if data == chain_start() {
        String::new()
    } else {
        String::from_utf8_lossy(data).into_owned()
    }
}

struct Walked {
    last: Vec<u8>,
    found_at: Option<u64>,
}

/// Rounds between two looks whether to give up: a few milliseconds at most.
const LOOK_EVERY: u64 = 4_096;

/// Rounds from the start whose digests are kept: searches ask for the same few again and again.
const KEPT: usize = 64;

/// A link's digits alone.
type Digits = Arc<Vec<u8>>;

thread_local! {
    static FIRST: RefCell<Vec<Digits>> = const { RefCell::new(Vec::new()) };
}

/// Walks the chain on this one thread, looking for `wanted`; `None` when it is to give up. Whatever threads did that only hash, their data is somewhere
/// on the chain, for each wrote the successor of what it had read; data that somebody cut is nowhere on it.
fn walk(wanted: &[u8], rounds: u64, give_up: &dyn Fn() -> bool) -> Option<Walked> {
    let mut last = Arc::new(chain_start());
    let mut found_at = (*last == wanted).then_some(0);
    for round in 1..=rounds {
        if round % LOOK_EVERY == 0 && give_up() {
            return None;
        }
        last = successor(&last, round as usize);
        if *last == wanted {
            found_at = Some(round);
        }
    }
    Some(Walked {
        last: last.to_vec(),
        found_at,
    })
}

/// The digest after so many rounds, which follows `last`.
fn successor(last: &[u8], round: usize) -> Digits {
    let known = FIRST.with_borrow(|first| first.get(round - 1).cloned());
    known.unwrap_or_else(|| {
        let next = Arc::new(hex_digest(last).into_bytes());
        FIRST.with_borrow_mut(|first| {
            if round <= KEPT && first.len() == round - 1 {
                first.push(next.clone());
            }
        });
        next
    })
}

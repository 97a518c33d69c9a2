//! `data = sha512(data).hexdigest()` on data that threads share: one lost round, and the digest is provably wrong.

use crate::costs;
use crate::harvest::{Findings, Harvest};
use crate::kernel::sha512::{chain_start, digest, hex, hex_digest};
use crate::program::Parameters;
use crate::variant::variants;
use std::sync::Arc;
use world::{
    Label, World,
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
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            rounds: set.size,
        })
    }
}

/// Bytes behind one pointer, so that reading and writing the variable is indivisible, as for a name in Python.
type Data = Arc<Vec<u8>>;

/// Starts the threads. Finds `rounds`, `digest`, `expected_digest` and `lost` (rounds whose work was overwritten).
pub fn start<W: World>(world: &W, settings: &Settings) -> Harvest {
    match settings.variant {
        Variant::Unprotected => start_unprotected(world, settings),
        Variant::Locked => start_locked(world, settings),
        Variant::Encapsulated => start_encapsulated(world, settings),
        Variant::NotShared => start_not_shared(world, settings),
    }
}

fn variable<W: World>(world: &W) -> Variable<W, Data> {
    Variable::new(world, "data", Arc::new(chain_start()))
}

fn hashers(settings: &Settings) -> impl Iterator<Item = Label> {
    (1..=settings.threads).map(|index| Label::thread("hasher", index))
}

// Variant: unprotected
fn start_unprotected<W: World>(world: &W, settings: &Settings) -> Harvest {
    let data = variable(world);
    for label in hashers(settings) {
        let (shared, rounds) = (data.clone(), settings.rounds);
        world.spawn(label, move |world| async move {
            for _ in 0..rounds {
                let data = shared.get().await; // py: read
                let digest = world.compute(costs::sha512(data.len()), || digest(&data)).await; // py: hash
                world.checkpoint().await; // py: hash
                shared.set(Arc::new(hex(&digest).into_bytes())).await; // py: write
                world.progress(1);
                world.checkpoint().await; // py: loop
            }
        });
    }
    one_chain(data, settings)
}

// Variant: locked
fn start_locked<W: World>(world: &W, settings: &Settings) -> Harvest {
    let (data, lock) = (variable(world), Mutex::new(world, "lock"));
    for label in hashers(settings) {
        let (shared, lock, rounds) = (data.clone(), lock.clone(), settings.rounds);
        world.spawn(label, move |world| async move {
            for _ in 0..rounds {
                lock.acquire().await; // py: acquire
                let data = shared.get().await; // py: read
                let digest = world.compute(costs::sha512(data.len()), || digest(&data)).await; // py: hash
                shared.set(Arc::new(hex(&digest).into_bytes())).await; // py: write
                lock.release().await; // py: release
                world.progress(1);
                world.checkpoint().await; // py: loop
            }
        });
    }
    one_chain(data, settings)
}

// Variant: encapsulated
struct DataHasher<W: World> {
    data: Variable<W, Data>,
    lock: Mutex<W>,
}

impl<W: World> DataHasher<W> {
    async fn hash(&self, world: &W) {
        self.lock.acquire().await; // py: acquire
        let data = self.data.get().await; // py: read
        let digest = world.compute(costs::sha512(data.len()), || digest(&data)).await; // py: hash
        self.data.set(Arc::new(hex(&digest).into_bytes())).await; // py: write
        self.lock.release().await; // py: release
    }
}

fn start_encapsulated<W: World>(world: &W, settings: &Settings) -> Harvest {
    let (data, lock) = (variable(world), Mutex::new(world, "hasher's lock"));
    let hasher = Arc::new(DataHasher {
        data: data.clone(),
        lock,
    });
    for label in hashers(settings) {
        let (hasher, rounds) = (hasher.clone(), settings.rounds);
        world.spawn(label, move |world| async move {
            for _ in 0..rounds {
                hasher.hash(&world).await;
                world.progress(1);
                world.checkpoint().await; // py: loop
            }
        });
    }
    one_chain(data, settings)
}

// Variant: not-shared
fn start_not_shared<W: World>(world: &W, settings: &Settings) -> Harvest {
    let mut chains = Vec::new();
    for label in hashers(settings) {
        let (mine, rounds) = (Variable::new(world, "result", Arc::new(chain_start())), settings.rounds);
        chains.push(mine.clone());
        world.spawn(label, move |world| async move {
            let mut data = Arc::new(chain_start());
            for _ in 0..rounds {
                let digest = world.compute(costs::sha512(data.len()), || digest(&data)).await; // py: hash
                data = Arc::new(hex(&digest).into_bytes());
                world.progress(1);
                world.checkpoint().await; // py: loop
            }
            mine.set(data).await; // py: result
        });
    }
    many_chains(chains, settings)
}

// All variants
fn one_chain<W: World>(data: Variable<W, Data>, settings: &Settings) -> Harvest {
    let rounds = u64::from(settings.threads) * settings.rounds;
    Harvest::new(move || {
        let data = data.peek();
        let right = walk(&data, rounds);
        findings(rounds, &data, &right.last, rounds - right.found_at.unwrap_or(0))
    })
}

fn many_chains<W: World>(chains: Vec<Variable<W, Data>>, settings: &Settings) -> Harvest {
    let (threads, rounds) = (u64::from(settings.threads), settings.rounds);
    Harvest::new(move || {
        let right = walk(b"", rounds).last;
        let ends: Vec<Data> = chains.iter().map(Variable::peek).collect();
        let wrong = ends.iter().find(|&end| **end != right);
        let shown = wrong.or(ends.first()).cloned().unwrap_or_default();
        findings(
            threads * rounds,
            &shown,
            &right,
            if wrong.is_some() { rounds } else { 0 },
        )
    })
}

fn findings(rounds: u64, data: &[u8], right: &[u8], lost: u64) -> Findings {
    vec![
        ("rounds", rounds.into()),
        ("digest", shown(data).into()),
        ("expected_digest", shown(right).into()),
        ("lost", lost.into()),
    ]
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

/// Walks the chain on this one thread, looking for `wanted`: whatever threads did, their data is somewhere on the
/// chain, for each wrote the successor of what it had read.
fn walk(wanted: &[u8], rounds: u64) -> Walked {
    let mut last = chain_start();
    let mut found_at = (last == wanted).then_some(0);
    for round in 1..=rounds {
        last = hex_digest(&last).into_bytes();
        if last == wanted {
            found_at = Some(round);
        }
    }
    Walked { last, found_at }
}

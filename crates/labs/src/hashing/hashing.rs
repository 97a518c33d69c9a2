//! SHA-512 of many independent messages: work that a global lock serialises, unless it is let go of while hashing.

use super::Metrics;
use std::ops::Range;
use workloads::batches::{batches, share};
use workloads::kernel::sha512::{digest, hex};
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Cost, Kind, Label, World,
    primitive::{Mutex, Variable},
};

variants! {
    "What the threads share.";
    /// Nothing until each of them has finished.
    Independent = "independent",
    /// One lock, held around every hash.
    CoarseLock = "coarse-lock",
    /// Sums, each with a lock that is held only to add to it.
    FineLocks = "fine-locks",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What the threads share.
    pub variant: Variant,
    /// How many threads hash.
    pub threads: u32,
    /// How many messages there are in all.
    pub messages: u64,
    /// Length of each message in bytes.
    pub message: usize,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            messages: set.size,
            message: usize::try_from(set.number("message")).unwrap_or(usize::MAX),
        })
    }
}

/// The exclusive or of digests: the same in whatever order they come.
type Sum = [u8; 64];

/// A part of the sum of all digests, read when the run is over; `None` if whoever adds it up was stopped before it was handed over.
type Part = Box<dyn Fn() -> Option<Sum> + Send>;

/// How many sums `fine-locks` spreads the results over.
const STRIPES: u32 = 4;

/// Bytes that are hashed between two check points when messages are short: far less than a switch interval's worth.
const BATCH_BYTES: u64 = 8_192;

/// From this length on CPython lets go of its lock while it hashes (`HASHLIB_GIL_MINSIZE`).
pub const DETACHED: usize = 2_048;

/// Starts the threads. Finds `messages` and `bytes` (that were hashed), `digest` (the exclusive or of all digests; none as long as any is missing)
/// and `unfinished`, the messages that were not.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let done = WorkCounter::default();
    let sums = match settings.variant {
        Variant::Independent => start_independent(world, settings, &done),
        Variant::CoarseLock => start_coarse(world, settings, &done),
        Variant::FineLocks => start_fine(world, settings, &done),
    };
    let (messages, message) = (settings.messages, settings.message as u64);
    ResultCollector::new(move || {
        let sum = sums.iter().try_fold([0; 64], |sum, part| Some(xor(sum, part()?)));
        let hashed = done.sum();
        let digest = match sum {
            Some(sum) if hashed == messages => Some(hex(&sum)),
            _ => None,
        };
        Metrics {
            messages: hashed,
            bytes: hashed * message,
            digest,
            unfinished: messages.saturating_sub(hashed),
        }
    })
}

fn hashers(settings: &Settings) -> impl Iterator<Item = (Label, Range<u64>, Message)> {
    let (threads, messages, length) = (settings.threads, settings.messages, settings.message);
    (0..threads).map(move |index| {
        (
            Label::thread("hasher", index + 1),
            share(messages, threads, index),
            Message::new(length),
        )
    })
}

// Variant: independent
fn start_independent<W: World>(world: &W, settings: &Settings, done: &WorkCounter) -> Vec<Part> {
    let mut sums: Vec<Part> = Vec::new();
    for (label, share, mut message) in hashers(settings) {
        let (result, done) = (Variable::new(world, "sum", None), done.clone());
        let part = result.clone();
        sums.push(Box::new(move || part.peek()));
        world.spawn(label, move |world| async move {
            let mut tally = done.tally(&world);
            let mut sum = [0; 64];
            let mut next = share.start;
            for batch in batches(share.end - share.start, message.batch()) {
                let (cost, numbers) = (message.cost(batch), (sum, next, next + batch));
                let all = |&(sum, from, to): &(Sum, u64, u64)| {
                    (from..to).fold(sum, |sum, number| xor(sum, message.digest(number)))
                };
                sum = world.compute_pure(cost, numbers, all).await; // py: hash
                next += batch;
                tally.many(batch);
                tally.tell();
                world.checkpoint().await; // py: loop
            }
            result.set(Some(sum)).await; // py: result
        });
    }
    sums
}

// Variant: coarse-lock
fn start_coarse<W: World>(world: &W, settings: &Settings, done: &WorkCounter) -> Vec<Part> {
    let (lock, sum) = (Mutex::new(world, "lock"), Variable::new(world, "sum", [0; 64]));
    for (label, share, mut message) in hashers(settings) {
        let (lock, sum, done) = (lock.clone(), sum.clone(), done.clone());
        world.spawn(label, move |world| async move {
            let mut tally = done.tally(&world);
            for number in share {
                lock.acquire().await; // py: acquire
                let digest = world
                    .compute_pure(message.cost(1), number, |number| message.digest(*number))
                    .await; // py: hash
                let before = sum.get().await; // py: add
                sum.set(xor(before, digest)).await; // py: add
                tally.one();
                lock.release().await; // py: release
                tally.tell();
                world.checkpoint().await; // py: loop
            }
        });
    }
    vec![Box::new(move || Some(sum.peek()))]
}

// Variant: fine-locks
fn start_fine<W: World>(world: &W, settings: &Settings, done: &WorkCounter) -> Vec<Part> {
    let locks: Vec<Mutex<W>> = (1..=STRIPES)
        .map(|index| Mutex::labelled(world, Label::numbered(Kind::Lock, "lock", index)))
        .collect();
    let sums: Vec<Variable<W, Sum>> = (0..STRIPES).map(|_| Variable::new(world, "sum", [0; 64])).collect();
    for (label, share, mut message) in hashers(settings) {
        let (locks, sums, done) = (locks.clone(), sums.clone(), done.clone());
        world.spawn(label, move |world| async move {
            let mut tally = done.tally(&world);
            for number in share {
                let digest = world
                    .compute_pure(message.cost(1), number, |number| message.digest(*number))
                    .await; // py: hash
                let stripe = (number % u64::from(STRIPES)) as usize;
                locks[stripe].acquire().await; // py: acquire
                let before = sums[stripe].get().await; // py: add
                sums[stripe].set(xor(before, digest)).await; // py: add
                tally.one();
                locks[stripe].release().await; // py: release
                tally.tell();
                world.checkpoint().await; // py: loop
            }
        });
    }
    let part = |sum: Variable<W, Sum>| -> Part { Box::new(move || Some(sum.peek())) };
    sums.into_iter().map(part).collect()
}

// All variants
/// The number of the message in little-endian bytes, then as many `x` as it takes.
struct Message(Vec<u8>);

impl Message {
    fn new(length: usize) -> Self {
        Message(vec![b'x'; length])
    }

    /// What hashing `count` messages costs.
    fn cost(&self, count: u64) -> Cost {
        if self.goes_alone() {
            costs::sha512(self.0.len())
        } else {
            costs::sha512_many(count, self.0.len())
        }
    }

    fn digest(&mut self, number: u64) -> Sum {
        for (byte, digit) in self.0.iter_mut().zip(number.to_le_bytes()) {
            *byte = digit;
        }
        digest(&self.0)
    }

    /// How many messages are hashed between two check points.
    fn batch(&self) -> u64 {
        if self.goes_alone() {
            1
        } else {
            BATCH_BYTES / (self.0.len() as u64).max(64)
        }
    }

    /// CPython lets go of its lock for each message of this length, so that they cannot be hashed in one go.
    fn goes_alone(&self) -> bool {
        self.0.len() >= DETACHED
    }
}

fn xor(mut sum: Sum, part: Sum) -> Sum {
    sum.iter_mut().zip(part).for_each(|(sum, part)| *sum ^= part);
    sum
}

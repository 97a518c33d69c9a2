//! A thread that mostly waits for input and output, behind threads that only compute: how long it takes to get going again.
//!
//! Under CPython's lock the waiting thread has let go of the lock, and to go on it must have it again. Whoever computes is asked for it
//! only after the switch interval, so each round costs the whole interval for a moment's work: the convoy (David Beazley,
//! "Understanding the Python GIL", 2010).

use super::Metrics;
use std::time::Duration;
use workloads::kernel::sha512::digest;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, costs, percentile, variants};
use world::{Access, Cell, Kind, Label, Region, World, primitive::Event};

variants! {
    "Which threads there are.";
    /// One that waits, and others that compute until it is done.
    Mixed = "mixed",
    /// Only those that compute: how long each waits for its turn.
    CpuOnly = "cpu-only",
    /// Only the one that waits.
    IoOnly = "io-only",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which threads there are.
    pub variant: Variant,
    /// How many threads compute.
    pub cpu: u32,
    /// How often the other waits for input; without it, how many milliseconds' worth each of the others computes.
    pub rounds: u64,
    /// How long an answer takes to come.
    pub answer: Duration,
    /// Whether nothing is really hashed. Nobody reads the hashes, so where time is virtual a check that plays seconds of it can leave them out.
    pub idle: bool,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            cpu: set.threads,
            rounds: set.size,
            answer: Duration::from_micros(set.number("answer")),
            idle: set.number("idle") > 0,
        })
    }
}

/// Messages of 64 bytes that are hashed between two check points: some 20 microseconds of work.
const SLICE: u64 = 60;
/// Slices in about a millisecond.
const SLICES_A_MILLISECOND: u64 = 50;
/// What the waiting thread does with an answer.
const MOMENT: u64 = 3;
/// From so many nanoseconds on, a check point was a wait for the next turn: without one it takes far less than a slice.
const TURN: u64 = 100_000;
/// Upper bounds of the histogram's bars, in microseconds; a last bar is for what is longer.
const BARS: [u64; 14] = [
    20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
];

/// The most threads at once.
pub fn threads(settings: &Settings) -> u32 {
    match settings.variant {
        Variant::Mixed => settings.cpu + 1,
        Variant::CpuOnly => settings.cpu,
        Variant::IoOnly => 1,
    }
}

/// How much there is to do.
pub fn amount(settings: &Settings) -> u64 {
    match settings.variant {
        Variant::CpuOnly => settings.rounds * u64::from(settings.cpu),
        Variant::Mixed | Variant::IoOnly => settings.rounds,
    }
}

/// Starts the threads. Finds the median, the 90th, 95th and 99th percentile and the longest wait, how many there were, what was computed meanwhile in
/// slices, how often a wait took how long, and `unfinished`: rounds, or milliseconds' worth of computing, that nobody came to do.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let waits = world.region(Label::new(Kind::Variable, "waits"), Vec::<u64>::new());
    let slices = world.cell(Label::new(Kind::Variable, "slices"), 0);
    let (done, over) = (WorkCounter::default(), Event::new(world, "done"));
    if settings.variant != Variant::CpuOnly {
        let (waits, over, done, settings) = (waits.clone(), over.clone(), done.clone(), settings.clone());
        world.spawn(Label::thread("io", 0), move |world| async move {
            input(&world, &waits, &done, &settings).await;
            finish(&over).await;
        });
    }
    let computing = if settings.variant == Variant::IoOnly {
        0
    } else {
        settings.cpu
    };
    for index in 1..=computing {
        let (waits, slices, over) = (waits.clone(), slices.clone(), over.clone());
        let (done, settings) = (done.clone(), settings.clone());
        world.spawn(Label::thread("cpu", index), move |world| async move {
            let computed = match settings.variant {
                Variant::CpuOnly => for_a_time(&world, &waits, &done, &settings).await,
                _ => until_done(&world, &over, &settings).await,
            };
            slices.add(computed).await;
        });
    }
    let amount = amount(settings);
    ResultCollector::new(move || {
        let waits = waits.inspect(|waits| waits.clone());
        let at = |percent| percentile(&waits, percent).map(Duration::from_nanos);
        Metrics {
            p50_ms: at(50),
            p90_ms: at(90),
            p95_ms: at(95),
            p99_ms: at(99),
            max_ms: at(100),
            waits: waits.len() as u64,
            slices: slices.peek(),
            latency: histogram(&waits),
            unfinished: amount.saturating_sub(done.sum()),
        }
    })
}

// Variant: mixed, io-only
/// Asks and waits, round after round: what counts is how long after the answer it runs again.
async fn input<W: World>(world: &W, waits: &W::Region<Vec<u64>>, done: &WorkCounter, settings: &Settings) {
    let mut tally = done.tally(world);
    let answer = u64::try_from(settings.answer.as_nanos()).unwrap_or(u64::MAX);
    for _ in 0..settings.rounds {
        let asked = world.now();
        world.sleep(settings.answer).await; // py: wait
        let late = (world.now() - asked).saturating_sub(answer); // py: late
        waits.with(Access::Signal, |waits| waits.push(late)).await;
        compute(world, MOMENT, settings).await; // py: moment
        tally.one();
        tally.tell();
        world.checkpoint().await; // py: round
    }
}

async fn finish<W: World>(over: &Event<W>) {
    over.set().await; // py: done
}

// Variant: mixed
async fn until_done<W: World>(world: &W, over: &Event<W>, settings: &Settings) -> u64 {
    let mut slices = 0;
    while !over.is_set().await {
        compute(world, SLICE, settings).await; // py: compute
        slices += 1;
        world.checkpoint().await; // py: loop
    }
    slices
}

// Variant: cpu-only
async fn for_a_time<W: World>(world: &W, waits: &W::Region<Vec<u64>>, done: &WorkCounter, settings: &Settings) -> u64 {
    let mut tally = done.tally(world);
    for _ in 0..settings.rounds {
        for _ in 0..SLICES_A_MILLISECOND {
            compute(world, SLICE, settings).await; // py: compute
            let before = world.now();
            world.checkpoint().await; // py: loop
            let waited = world.now() - before;
            if waited >= TURN {
                waits.with(Access::Signal, |waits| waits.push(waited)).await; // py: waited
            }
        }
        tally.one();
        tally.tell();
    }
    settings.rounds * SLICES_A_MILLISECOND
}

// All variants
async fn compute<W: World>(world: &W, messages: u64, settings: &Settings) {
    let hashed = if settings.idle { 0 } else { messages };
    let work = |hashed: &u64| (0..*hashed).fold(0, |sum, message| sum ^ digest(&[message as u8; 64])[0]);
    world.compute_pure(costs::sha512_many(messages, 64), hashed, work).await;
}

/// Upper bounds in nanoseconds and how many waits were that long, from the first bar that has any to the last.
fn histogram(waits: &[u64]) -> Vec<(u64, u64)> {
    let longest = waits.iter().copied().max().unwrap_or(0);
    let bounds = BARS
        .iter()
        .map(|bound| bound * 1_000)
        .chain([longest.max(1_000_000_000)]);
    let mut below = 0;
    let mut bars: Vec<(u64, u64)> = bounds
        .map(|bound| {
            let up_to = waits.iter().filter(|wait| **wait <= bound).count() as u64;
            let bar = (bound, up_to - below);
            below = up_to;
            bar
        })
        .collect();
    while bars.last().is_some_and(|(_, count)| *count == 0) {
        bars.pop();
    }
    let empty = bars.iter().take_while(|(_, count)| *count == 0).count();
    bars.split_off(empty)
}

#[cfg(test)]
mod tests {
    use super::histogram;

    #[test]
    fn every_wait_is_in_one_bar() {
        let bars = histogram(&[60_000, 5_000_000, 5_000_001, 4_000_000_000]);
        assert_eq!((bars[0], bars.last()), ((100_000, 1), Some(&(4_000_000_000, 1))));
        assert_eq!(bars.iter().map(|(_, count)| count).sum::<u64>(), 4);
        assert_eq!(
            bars.iter().find(|(bound, _)| *bound == 5_000_000),
            Some(&(5_000_000, 1))
        );
        assert_eq!(histogram(&[]), []);
    }
}

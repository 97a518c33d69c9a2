//! A thousand URLs and a pool: each is waited for long and worked on shortly, so that more threads help with and without a global lock.
//!
//! The network is simulated: how long an answer takes is drawn from a seed, and waiting is sleeping. Times are divided by `speed`, for nobody
//! wants to wait for quarters of an hour; where time is virtual, it is 1.

use super::Metrics;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use workloads::batches::share;
use workloads::kernel::network::{Answer, Network, Spread, links};
use workloads::kernel::pace::Pace;
use workloads::{Parameters, ResultCollector, variants};
use world::{Access, Cost, Kind, Label, Region, World, primitive::Queue};

variants! {
    "Who waits for the pages.";
    /// Threads of a pool, each of which takes the next URL.
    Threads = "threads",
    /// Processes, each with a share of the URLs, a memory and a global lock of its own.
    Processes = "processes",
    /// One thread, one URL after another.
    Serial = "serial",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who waits for the pages.
    pub variant: Variant,
    /// How many of them there are.
    pub threads: u32,
    /// How many URLs there are.
    pub urls: u64,
    /// What answers.
    pub network: Network,
    /// How many milliseconds of work a page is.
    pub parse: u64,
    /// How many simulated milliseconds pass in one.
    pub speed: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        let spread = match set.choice("latency") {
            "constant" => Spread::Constant,
            "uniform" => Spread::Uniform,
            _ => Spread::LogNormal,
        };
        Some(Settings {
            variant: Variant::named(variant)?,
            threads: set.threads,
            urls: set.size,
            network: Network {
                spread,
                mean: set.number("mean"),
                timeout: set.number("timeout"),
                errors: set.number("errors"),
                seed: set.seed,
            },
            parse: set.number("parse"),
            speed: set.number("speed").max(1),
        })
    }

    /// How many threads there are at most.
    pub fn alive(&self) -> u32 {
        match self.variant {
            Variant::Serial => 1,
            Variant::Threads | Variant::Processes => self.threads,
        }
    }

    /// So many simulated microseconds, in nanoseconds of the run.
    fn nanos(&self, micros: u64) -> u64 {
        micros.saturating_mul(1_000) / self.speed
    }
}

/// Simulated microseconds that a process takes to start: CPython's own start (`python -c pass`), which is work and no waiting.
const START: u64 = 20_000;
/// Simulated microseconds of work between two check points.
const PIECE: u64 = 1_000;
/// The length of a page in bytes, or nearly. It is looked through as often as the work takes.
const PAGE_BYTES: usize = 32_768;
/// What pages are made of.
const LINE: &str = "<li><a href=\"/page\">A page about threads</a>, and another</li>\n";

/// What became of the URLs.
#[derive(Clone, Copy, Default)]
struct Tally {
    ok: u64,
    timed_out: u64,
    failed: u64,
}

/// What the threads share; a process has a copy of all but the tally.
struct Shared<W: World> {
    settings: Settings,
    urls: Queue<W, u64>,
    page: String,
    /// How fast pages are looked through here.
    pace: Arc<Pace>,
    tally: W::Region<Tally>,
}

/// Starts the threads. Finds `sent` (all URLs there are), `ok`, `timed_out`, `failed`, and `unfinished`: what was not fetched, or by a process
/// that was ended before it handed over what it had.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W>::new(world, settings));
    for index in 0..settings.alive() {
        let shared = shared.clone();
        match settings.variant {
            Variant::Threads => world.spawn(Label::thread("fetcher", index + 1), move |world| fetcher(world, shared)),
            Variant::Processes => {
                world.spawn_process(Label::thread("process", index + 1), move |world| {
                    process(world, shared, index)
                });
            }
            Variant::Serial => world.spawn(Label::thread("main", 0), move |world| one_by_one(world, shared)),
        }
    }
    ResultCollector::new(move || shared.findings())
}

// Variant: threads
async fn fetcher<W: World>(world: W, shared: Arc<Shared<W>>) {
    let mut next = shared.urls.try_get().await; // py: take
    while let Some(url) = next {
        let answer = fetch(&world, &shared.settings, &shared.page, &shared.pace, url).await;
        shared.tally.with(Access::Signal, |tally| tally.add(answer)).await; // py: tally
        world.progress(1);
        next = shared.urls.try_get().await; // py: take
    }
}

// Variant: serial
async fn one_by_one<W: World>(world: W, shared: Arc<Shared<W>>) {
    for url in 0..shared.settings.urls {
        let answer = fetch(&world, &shared.settings, &shared.page, &shared.pace, url).await;
        shared.tally.with(Access::Signal, |tally| tally.add(answer)).await; // py: tally
        world.progress(1);
    }
}

// Variant: processes
/// Shares nothing until it hands over what it found: it has its own copy of the page, and counts for itself.
async fn process<W: World>(world: W, shared: Arc<Shared<W>>, index: u32) {
    let nanos = shared.settings.nanos(START);
    let cost = Cost::nanos(nanos);
    let own = || {
        look_through(&world, &shared.page, &shared.pace, nanos);
        (shared.settings.clone(), shared.page.clone(), shared.pace.clone())
    };
    let (settings, page, pace) = world.compute(cost, own).await; // py: start
    let mut found = Tally::default();
    for url in share(settings.urls, settings.threads, index) {
        found.add(fetch(&world, &settings, &page, &pace, url).await);
        world.progress(1);
    }
    shared.tally.with(Access::Signal, |tally| tally.merge(found)).await; // py: tally
}

// All variants
/// Waits for the answer, and works on it if it is a page.
async fn fetch<W: World>(world: &W, settings: &Settings, page: &str, pace: &Pace, url: u64) -> Answer {
    let (waited, answer) = settings.network.answer(url);
    let waited = Duration::from_nanos(settings.nanos(waited));
    world.sleep(waited).await; // py: wait
    if answer == Answer::Page {
        parse(world, settings, page, pace).await;
    }
    world.checkpoint().await;
    answer
}

/// Looks for links, a piece at a time, for as long as the work on a page is said to take.
async fn parse<W: World>(world: &W, settings: &Settings, page: &str, pace: &Pace) {
    let mut left = settings.parse.saturating_mul(1_000);
    while left > 0 {
        let micros = left.min(PIECE.saturating_mul(settings.speed));
        let nanos = settings.nanos(micros);
        let look = || look_through(world, page, pace, nanos);
        world.compute(Cost::nanos(nanos), look).await; // py: parse
        world.checkpoint().await;
        left -= micros;
    }
}

/// Looks through the page again and again for so many nanoseconds.
fn look_through<W: World>(world: &W, page: &str, pace: &Pace, nanos: u64) {
    let look = |bytes: usize| _ = black_box(links(page.get(..bytes).unwrap_or(page)));
    pace.work(nanos, page.len(), || world.now(), look);
}

impl<W: World> Shared<W> {
    fn new(world: &W, settings: &Settings) -> Self {
        let urls = Queue::unbounded(world, "urls");
        if settings.variant == Variant::Threads {
            (0..settings.urls).for_each(|url| urls.fill(url));
        }
        Shared {
            settings: settings.clone(),
            urls,
            page: LINE.repeat(PAGE_BYTES / LINE.len()),
            pace: Arc::default(),
            tally: world.region(Label::new(Kind::Queue, "tally"), Tally::default()),
        }
    }

    fn findings(&self) -> Metrics {
        let tally = self.tally.inspect(|tally| *tally);
        let ended = tally.ok + tally.timed_out + tally.failed;
        Metrics {
            sent: self.settings.urls,
            ok: tally.ok,
            timed_out: tally.timed_out,
            failed: tally.failed,
            unfinished: self.settings.urls.saturating_sub(ended),
        }
    }
}

impl Tally {
    fn add(&mut self, answer: Answer) {
        match answer {
            Answer::Page => self.ok += 1,
            Answer::TimedOut => self.timed_out += 1,
            Answer::Failed => self.failed += 1,
        }
    }

    fn merge(&mut self, other: Tally) {
        self.ok += other.ok;
        self.timed_out += other.timed_out;
        self.failed += other.failed;
    }
}

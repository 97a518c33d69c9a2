//! Producers, a queue, consumers; and how the consumers learn that it is over, which decides what is lost.
//!
//! | variant       | ends                                      | can lose                                  |
//! |---------------|-------------------------------------------|-------------------------------------------|
//! | pill          | always                                    | nothing: a pill is queued behind all items |
//! | event         | always                                    | what is queued when the flag is set       |
//! | daemon        | always                                    | what is queued, and what is in hand       |
//! | too-few-pills | never: one consumer waits for ever         | nothing                                   |
//! | empty-get     | by chance: the last item may go to another | nothing                                   |
//! | dead-reader   | unless there are more items than room      | what nobody took, and what was in hand    |
//!
//! With the lock `held`, a consumer that waits for an item keeps the lock that producers need, so any of them can get stuck.

use super::Metrics;
use std::collections::BTreeSet;
use std::sync::Arc;
use workloads::batches::share;
use workloads::instrumented_queue::InstrumentedQueue;
use workloads::kernel::sha512::hex_digest;
use workloads::{Parameters, ResultCollector, costs, variants};
use world::{
    Access, Cell, Kind, Label, Region, World,
    primitive::{Join, spawn},
};

variants! {
    "How consumers learn that there is nothing more to come.";
    /// By one pill for each of them, queued behind the last item.
    Pill = "pill",
    /// By a flag that they look at before each item.
    Event = "event",
    /// Not at all: the program ends, and takes them with it.
    Daemon = "daemon",
    /// By pills, one fewer than there are consumers.
    TooFewPills = "too-few-pills",
    /// By a flag, and by looking whether the queue is empty before they take an item.
    EmptyGet = "empty-get",
    /// By pills, if they live that long: each dies of its first item.
    DeadReader = "dead-reader",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How consumers learn that it is over.
    pub variant: Variant,
    /// How many consumers there are.
    pub consumers: u32,
    /// How many producers there are.
    pub producers: u32,
    /// How many items there are in all.
    pub items: u64,
    /// How many entries fit into the queue; 0 for as many as there are.
    pub capacity: u64,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            consumers: set.threads,
            producers: set.narrow("producers").max(1),
            items: set.size,
            capacity: set.number("capacity"),
        })
    }
}

impl Settings {
    /// Whether producers or the main thread wait for ever for room that the dead do not make: what is not taken are as many entries as there are items.
    pub fn is_blocked(&self) -> bool {
        self.variant == Variant::DeadReader && self.capacity > 0 && self.items > self.capacity
    }
}

/// Hashes it takes to make an item, and to work on one: consumers are slower, so the queue fills.
const MAKING: u64 = 10;
const WORKING: u64 = 40;
/// Items of a list that are told.
const LISTED: usize = 1_000;

/// The number of an item, counted from 1; `None` is the pill.
type Message = Option<u64>;

/// What the threads share.
struct Line<W: World> {
    queue: InstrumentedQueue<W, Message>,
    file: W::Region<File>,
    /// How many items each producer has sent, by its own count.
    sent: Vec<W::Cell>,
    settings: Settings,
}

/// What was written, in order; nothing more once the program has ended.
#[derive(Default)]
struct File {
    lines: Vec<u64>,
    closed: bool,
}

/// The most threads at once: producers, consumers and the main thread.
pub fn threads(settings: &Settings) -> u32 {
    settings.producers + settings.consumers + 1
}

/// Starts everybody. Finds `sent`, `written`, `lost`, `unfinished` (neither of them yet, in a run that did not come to its end), `unsent`, the lost items,
/// the first items written in their order, the deepest the queue was, and how deep it was when.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let cell = |index| world.cell(Label::numbered(Kind::Variable, "sent", index), 0);
    let line = Arc::new(Line::<W> {
        queue: InstrumentedQueue::new(world, "queue", usize::try_from(settings.capacity).unwrap_or(usize::MAX)),
        file: world.region(Label::new(Kind::Variable, "file"), File::default()),
        sent: (1..=settings.producers).map(cell).collect(),
        settings: settings.clone(),
    });
    let producers = (0..settings.producers).map(|index| {
        let line = line.clone();
        spawn(world, Label::thread("producer", index + 1), move |world| async move {
            produce(&world, &line, index).await
        })
    });
    let producers: Vec<_> = producers.collect();
    let consumers = (1..=settings.consumers).map(|index| {
        let line = line.clone();
        spawn(world, Label::thread("consumer", index), move |world| async move {
            consume(&world, &line).await
        })
    });
    let consumers: Vec<_> = consumers.collect();
    let end = world.region(Label::new(Kind::Join, "main"), ());
    // Items come from the producers, pills and the flag from the main thread as long as it has any to give; room from the consumers.
    let givers = producers.iter().map(Join::id).chain([end.id()]);
    givers.for_each(|giver| world.needs(line.queue.id(), giver));
    consumers
        .iter()
        .for_each(|consumer| world.needs_room(line.queue.id(), consumer.id()));
    let main = end.id();
    let shared = line.clone();
    world.spawn_holding(Label::new(Kind::Thread, "main"), Some(main), move |world| async move {
        for producer in producers {
            producer.join().await; // py: produced
        }
        // From then on nothing comes into the queue any more.
        let no_more = || world.gives_no_more(shared.queue.id(), main);
        match shared.settings.variant {
            Variant::Pill => with_pills(&shared, consumers, no_more).await,
            Variant::TooFewPills => with_too_few_pills(&shared, consumers, no_more).await,
            Variant::Event => with_an_event(&shared, consumers, no_more).await,
            Variant::Daemon => without_waiting(&shared).await,
            Variant::EmptyGet => with_a_look(&shared, consumers, no_more).await,
            Variant::DeadReader => with_the_dead(&shared, consumers, no_more).await,
        }
    });
    ResultCollector::new(move || account(&line))
}

async fn produce<W: World>(world: &W, line: &Line<W>, index: u32) {
    for number in share(line.settings.items, line.settings.producers, index) {
        hashes(world, MAKING).await; // py: make
        // Counted first, so that an item is never anywhere without having been sent.
        line.sent[index as usize].add(1).await;
        line.queue.put(Some(number + 1)).await; // py: put
        world.checkpoint().await; // py: more
    }
}

async fn consume<W: World>(world: &W, line: &Line<W>) {
    while let Some(item) = take(line).await {
        if line.settings.variant == Variant::DeadReader {
            return die().await;
        }
        hashes(world, WORKING).await; // py: work
        let written = line.file.with(Access::Signal, |file| file.write(item)).await; // py: write
        if !written {
            // The program has ended: this thread is a daemon, and gone.
            return;
        }
        world.progress(1);
        world.checkpoint().await; // py: loop
    }
}

// Variant: pill, event, daemon, too-few-pills, dead-reader
/// The next item; `None` for no more. Python's way of looking at a flag while waiting, again and again with a time limit, is here one
/// wait that either ends.
async fn take<W: World>(line: &Line<W>) -> Message {
    match line.settings.variant {
        Variant::Pill | Variant::TooFewPills | Variant::DeadReader => line.queue.get().await, // py: get
        Variant::EmptyGet => look_and_get(line).await,
        Variant::Event | Variant::Daemon => line.queue.get_until_stopped().await.flatten(), // py: get
    }
}

// Variant: pill
async fn with_pills<W: World>(line: &Line<W>, consumers: Vec<Join<W, ()>>, no_more: impl FnOnce()) {
    for _ in 0..consumers.len() {
        line.queue.put(None).await; // py: pill
    }
    no_more();
    for consumer in consumers {
        consumer.join().await; // py: end
    }
}

// Variant: too-few-pills
async fn with_too_few_pills<W: World>(line: &Line<W>, consumers: Vec<Join<W, ()>>, no_more: impl FnOnce()) {
    for _ in 1..consumers.len() {
        line.queue.put(None).await; // py: pill
    }
    no_more();
    for consumer in consumers {
        consumer.join().await; // py: end
    }
}

// Variant: event
async fn with_an_event<W: World>(line: &Line<W>, consumers: Vec<Join<W, ()>>, no_more: impl FnOnce()) {
    line.queue.stop().await; // py: set
    no_more();
    for consumer in consumers {
        consumer.join().await; // py: end
    }
}

// Variant: daemon
/// The main thread's end is the program's. Daemons do not feel it where they are, as in CPython: each ends at the next thing it does
/// with others. What counts is the moment at which nothing can be written any more.
async fn without_waiting<W: World>(line: &Line<W>) {
    line.file.with(Access::Signal, |file| file.closed = true).await; // py: exit
    line.queue.stop().await; // py: exit
}

// Variant: empty-get
/// What was there when it looked may be gone when it takes.
async fn look_and_get<W: World>(line: &Line<W>) -> Message {
    match line.queue.is_over().await {
        true => None,
        false => line.queue.get().await, // py: get
    }
}

// Variant: empty-get
async fn with_a_look<W: World>(line: &Line<W>, consumers: Vec<Join<W, ()>>, no_more: impl FnOnce()) {
    line.queue.stop().await; // py: set
    no_more();
    for consumer in consumers {
        consumer.join().await; // py: end
    }
}

// Variant: dead-reader
/// An exception that nobody catches, and nobody hears of.
async fn die() {}

// Variant: dead-reader
async fn with_the_dead<W: World>(line: &Line<W>, consumers: Vec<Join<W, ()>>, no_more: impl FnOnce()) {
    for _ in 0..consumers.len() {
        line.queue.put(None).await; // py: pill
    }
    no_more();
    for consumer in consumers {
        consumer.join().await; // py: end
    }
    line.file.with(Access::Signal, |file| file.closed = true).await;
}

// All variants
async fn hashes<W: World>(world: &W, count: u64) {
    let work = |count: &u64| (0..*count).fold(String::new(), |data, _| hex_digest(data.as_bytes()));
    world.compute_pure(costs::sha512_many(count, 128), count, work).await;
}

impl File {
    /// Whether it took place.
    fn write(&mut self, item: u64) -> bool {
        if !self.closed {
            self.lines.push(item);
        }
        !self.closed
    }
}

/// Lost is what nobody took, and what somebody took and did not write, once it is sure that nobody will: the queue is not looked at any more, or
/// the file is closed. Until then it is unfinished, as is what a producer still has in hand.
fn account<W: World>(line: &Line<W>) -> Metrics {
    let (left, stopped, record) = line.queue.empty();
    let (lines, closed) = line.file.inspect(|file| (file.lines.clone(), file.closed));
    let written: BTreeSet<u64> = lines.iter().copied().collect();
    let in_hand = record.taken().iter().flatten().filter(|item| !written.contains(item));
    let left = left.into_iter().flatten().filter(|_| stopped || closed);
    let mut lost: Vec<u64> = left.chain(in_hand.copied().filter(|_| closed)).collect();
    lost.sort_unstable();
    let sent = line.sent.iter().map(Cell::peek).sum::<u64>();
    let listed = |items: &[u64]| items.iter().take(LISTED).copied().collect();
    Metrics {
        sent,
        written: lines.len() as u64,
        lost: lost.len() as u64,
        unfinished: sent.saturating_sub((lines.len() + lost.len()) as u64),
        unsent: line.settings.items.saturating_sub(sent),
        lost_items: listed(&lost),
        order: listed(&lines),
        deepest: record.deepest(),
        depth: record.points(),
    }
}

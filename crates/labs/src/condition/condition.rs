//! A bounded buffer on one condition variable: the right way to wait and to wake, and three that are nearly right.
//!
//! | variant     | deadlocks                                 | goes wrong                                       |
//! |-------------|-------------------------------------------|--------------------------------------------------|
//! | right       | never                                     | never                                            |
//! | if          | can, with two or more consumers           | takes from an empty buffer, puts into a full one |
//! | notify-one  | can, with three or more threads           | nothing else                                     |
//! | lost-notify | can                                       | nothing else                                     |
//!
//! With the lock `held`, a thread that waits keeps the lock that the others need, so any of them can deadlock.

use super::Metrics;
use std::{collections::VecDeque, sync::Arc};
use workloads::batches::share;
use workloads::tally::WorkCounter;
use workloads::{Parameters, ResultCollector, variants};
use world::{
    Access, Kind, Label, LockKind, Region, World,
    primitive::{Condvar, Mutex},
};

variants! {
    "How threads wait for the buffer, and how they wake each other.";
    /// Looks again after each wait, and wakes everybody.
    Right = "right",
    /// Looks once, before the wait.
    If = "if",
    /// Wakes one thread, whichever waits.
    NotifyOne = "notify-one",
    /// Looks before it takes the lock.
    LostNotify = "lost-notify",
}

/// One run's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How threads wait and wake.
    pub variant: Variant,
    /// How many consumers there are.
    pub consumers: u32,
    /// How many producers there are.
    pub producers: u32,
    /// How many items there are in all.
    pub items: u64,
    /// How many items the buffer has room for.
    pub capacity: usize,
}

impl Settings {
    /// From what is set; `None` if there is no such variant.
    pub fn read(variant: &str, set: &Parameters) -> Option<Self> {
        Some(Settings {
            variant: Variant::named(variant)?,
            consumers: set.threads,
            producers: set.narrow("producers").max(1),
            items: set.size,
            capacity: usize::try_from(set.number("capacity")).unwrap_or(usize::MAX).max(1),
        })
    }

    /// Whether some schedule deadlocks: the table above.
    pub fn can_deadlock(&self, lock: LockKind) -> bool {
        lock == LockKind::Held
            || match self.variant {
                Variant::Right => false,
                Variant::If => self.consumers > 1,
                Variant::NotifyOne => self.consumers + self.producers > 2,
                Variant::LostNotify => true,
            }
    }
}

/// What the threads share.
struct Shared<W: World> {
    /// The condition's own lock.
    lock: Mutex<W>,
    ready: Condvar<W>,
    buffer: W::Region<Buffer>,
    settings: Settings,
    taken: WorkCounter,
}

/// The items, and what became of them.
#[derive(Default)]
struct Buffer {
    items: VecDeque<u64>,
    sent: u64,
    taken: u64,
    /// Takes that found nothing.
    errors: u64,
    /// Puts that found no room.
    overfull: u64,
    /// Consumers that take no more.
    ended: u32,
}

/// Starts producers and consumers. Finds `sent`, `taken`, `lost` (in the buffer when the last consumer has ended), `unfinished` (neither of them yet),
/// `unsent`, `errors` and `overfull`.
pub fn start<W: World>(world: &W, settings: &Settings) -> ResultCollector {
    let shared = Arc::new(Shared::<W> {
        lock: Mutex::new(world, "lock"),
        ready: Condvar::new(world, "ready"),
        buffer: world.region(Label::new(Kind::Variable, "buffer"), Buffer::default()),
        settings: settings.clone(),
        taken: WorkCounter::default(),
    });
    for index in 0..settings.producers {
        let shared = shared.clone();
        world.spawn(Label::thread("producer", index + 1), move |world| async move {
            produce(&world, &shared, index).await
        });
    }
    for index in 0..settings.consumers {
        let shared = shared.clone();
        world.spawn(Label::thread("consumer", index + 1), move |world| async move {
            consume(&world, &shared, index).await
        });
    }
    ResultCollector::new(move || shared.buffer.inspect(|buffer| buffer.found(&shared.settings)))
}

async fn produce<W: World>(world: &W, shared: &Shared<W>, index: u32) {
    for number in share(shared.settings.items, shared.settings.producers, index) {
        let item = number + 1; // py: item
        match shared.settings.variant {
            Variant::Right => put(shared, item).await,
            Variant::NotifyOne => put_and_wake_one(shared, item).await,
            Variant::If => put_if(shared, item).await,
            Variant::LostNotify => look_and_put(shared, item).await,
        }
        world.checkpoint().await;
    }
}

async fn consume<W: World>(world: &W, shared: &Shared<W>, index: u32) {
    let mut tally = shared.taken.tally(world);
    let mine = share(shared.settings.items, shared.settings.consumers, index);
    let mut left = mine.end - mine.start;
    if left == 0 {
        shared.buffer.with(Access::Signal, |buffer| buffer.ended += 1).await;
    }
    while left > 0 {
        left -= 1; // py: count
        let took = match shared.settings.variant {
            Variant::Right => take(shared, left).await,
            Variant::NotifyOne => take_and_wake_one(shared, left).await,
            Variant::If => take_if(shared, left).await,
            Variant::LostNotify => look_and_take(shared, left).await,
        };
        if !took {
            // In Python an IndexError, which ends the thread.
            return;
        }
        tally.one();
        tally.tell();
        world.checkpoint().await;
    }
}

// Variant: right
async fn put<W: World>(shared: &Shared<W>, item: u64) {
    shared.lock.acquire().await; // py: put lock
    while shared.is_full().await {
        shared.ready.wait(&shared.lock).await; // py: put wait
    }
    shared.push(item).await; // py: put
    shared.ready.notify_all().await; // py: put wake
    shared.lock.release().await;
}

// Variant: right
async fn take<W: World>(shared: &Shared<W>, left: u64) -> bool {
    shared.lock.acquire().await; // py: take lock
    while shared.is_empty().await {
        shared.ready.wait(&shared.lock).await; // py: take wait
    }
    let took = shared.pop(left).await; // py: take
    shared.ready.notify_all().await; // py: take wake
    shared.lock.release().await;
    took
}

// Variant: notify-one
async fn put_and_wake_one<W: World>(shared: &Shared<W>, item: u64) {
    shared.lock.acquire().await; // py: put lock
    while shared.is_full().await {
        shared.ready.wait(&shared.lock).await; // py: put wait
    }
    shared.push(item).await; // py: put
    shared.ready.notify_one().await; // py: put wake
    shared.lock.release().await;
}

// Variant: notify-one
async fn take_and_wake_one<W: World>(shared: &Shared<W>, left: u64) -> bool {
    shared.lock.acquire().await; // py: take lock
    while shared.is_empty().await {
        shared.ready.wait(&shared.lock).await; // py: take wait
    }
    let took = shared.pop(left).await; // py: take
    shared.ready.notify_one().await; // py: take wake
    shared.lock.release().await;
    took
}

// Variant: if
async fn put_if<W: World>(shared: &Shared<W>, item: u64) {
    shared.lock.acquire().await; // py: put lock
    if shared.is_full().await {
        shared.ready.wait(&shared.lock).await; // py: put wait
    }
    shared.push(item).await; // py: put
    shared.ready.notify_all().await; // py: put wake
    shared.lock.release().await;
}

// Variant: if
async fn take_if<W: World>(shared: &Shared<W>, left: u64) -> bool {
    shared.lock.acquire().await; // py: take lock
    if shared.is_empty().await {
        shared.ready.wait(&shared.lock).await; // py: take wait
    }
    let took = shared.pop(left).await; // py: take
    if took {
        shared.ready.notify_all().await; // py: take wake
    }
    shared.lock.release().await;
    took
}

// Variant: lost-notify
async fn look_and_put<W: World>(shared: &Shared<W>, item: u64) {
    loop {
        while shared.is_full().await {
            shared.lock.acquire().await; // py: put late
            shared.ready.wait(&shared.lock).await; // py: put wait
            shared.lock.release().await;
        }
        shared.lock.acquire().await; // py: put lock
        if !shared.is_full().await {
            break;
        }
        shared.lock.release().await;
    }
    shared.push(item).await; // py: put
    shared.ready.notify_all().await; // py: put wake
    shared.lock.release().await;
}

// Variant: lost-notify
async fn look_and_take<W: World>(shared: &Shared<W>, left: u64) -> bool {
    loop {
        while shared.is_empty().await {
            shared.lock.acquire().await; // py: take late
            shared.ready.wait(&shared.lock).await; // py: take wait
            shared.lock.release().await;
        }
        shared.lock.acquire().await; // py: take lock
        if !shared.is_empty().await {
            break;
        }
        shared.lock.release().await;
    }
    let took = shared.pop(left).await; // py: take
    shared.ready.notify_all().await; // py: take wake
    shared.lock.release().await;
    took
}

// All variants
impl<W: World> Shared<W> {
    #[track_caller]
    fn is_full(&self) -> impl Future<Output = bool> {
        let room = self.settings.capacity;
        self.buffer
            .with(Access::Observe, move |buffer| buffer.items.len() >= room)
    }

    #[track_caller]
    fn is_empty(&self) -> impl Future<Output = bool> {
        self.buffer.with(Access::Observe, |buffer| buffer.items.is_empty())
    }

    #[track_caller]
    fn push(&self, item: u64) -> impl Future<Output = ()> {
        let room = self.settings.capacity;
        self.buffer.with(Access::Signal, move |buffer| buffer.push(item, room))
    }

    /// Whether there was an item; the consumer takes `left` more.
    #[track_caller]
    fn pop(&self, left: u64) -> impl Future<Output = bool> {
        self.buffer.with(Access::Signal, move |buffer| buffer.pop(left))
    }
}

impl Buffer {
    fn push(&mut self, item: u64, room: usize) {
        self.overfull += u64::from(self.items.len() >= room);
        self.items.push_back(item);
        self.sent += 1;
    }

    fn pop(&mut self, left: u64) -> bool {
        let took = self.items.pop_front().is_some();
        self.taken += u64::from(took);
        self.errors += u64::from(!took);
        self.ended += u32::from(left == 0 || !took);
        took
    }

    fn found(&self, settings: &Settings) -> Metrics {
        let left = self.items.len() as u64;
        let lost = if self.ended == settings.consumers { left } else { 0 };
        Metrics {
            sent: self.sent,
            taken: self.taken,
            lost,
            unfinished: left - lost,
            unsent: settings.items.saturating_sub(self.sent),
            errors: self.errors,
            overfull: self.overfull,
        }
    }
}

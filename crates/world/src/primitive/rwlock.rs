//! A reader-writer lock that prefers the one or the other.

use crate::{Access, Kind, Label, Region, World};
use std::future::Future;

/// Many readers or one writer. New readers wait while a writer waits, so that writers are not starved
/// (Courtois, Heymans and Parnas, "Concurrent control with readers and writers", 1971, second problem).
///
/// So a reader that reads again while a writer waits deadlocks with it:
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{Label, World, primitive::RwLock};
///
/// // The reader acquires; the writer announces itself; neither can go on.
/// let schedule = Schedule::read("1.2.f").expect("a schedule");
/// let mut run = Run::new(Machine::default(), 0, schedule, |world| {
///     let table = RwLock::new(world, "table");
///     let again = table.clone();
///     world.spawn(Label::thread("reader", 1), move |_| async move {
///         again.acquire_read().await;
///         again.acquire_read().await;
///     });
///     world.spawn(Label::thread("writer", 1), move |_| async move { table.acquire_write().await });
/// });
/// run.advance(100);
/// assert_eq!(run.ending(), Ending::Deadlock);
/// ```
///
/// # Memory ordering
/// A writer sees what all earlier holders did; a reader what all earlier writers did.
pub struct RwLock<W: World>(W::Region<State>);

struct State {
    preference: Preference,
    /// How many reads were ever admitted.
    admitted: u64,
    readers: usize,
    writing: bool,
    writers_waiting: usize,
}

/// Who goes first where a reader and a writer wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// New readers wait while a writer waits, so that writers are not starved (the second problem of Courtois, Heymans and Parnas).
    Writers,
    /// New readers enter whenever no thread writes, so that a writer can be starved (their first problem).
    Readers,
}

impl<W: World> RwLock<W> {
    /// A free lock that prefers writers.
    pub fn new(world: &W, name: &'static str) -> Self {
        Self::preferring(world, name, Preference::Writers)
    }

    /// A free lock.
    pub fn preferring(world: &W, name: &'static str, preference: Preference) -> Self {
        let state = State {
            preference,
            admitted: 0,
            readers: 0,
            writing: false,
            writers_waiting: 0,
        };
        RwLock(world.region(Label::new(Kind::Lock, name), state))
    }

    /// Waits until no thread writes or waits to write, and reads.
    #[track_caller]
    pub fn acquire_read(&self) -> impl Future<Output = ()> {
        self.0.when(Access::Acquire, |state| {
            state.admits_readers().then(|| {
                state.readers += 1;
                state.admitted += 1;
            })
        })
    }

    /// Ends reading.
    #[track_caller]
    pub fn release_read(&self) -> impl Future<Output = ()> {
        self.0
            .with(Access::Release, |state| state.readers = state.readers.saturating_sub(1))
    }

    /// Waits until no thread reads or writes, and writes.
    #[track_caller]
    pub fn acquire_write(&self) -> impl Future<Output = ()> {
        let counted = self.acquire_write_counting();
        async move {
            counted.await;
        }
    }

    /// As [`RwLock::acquire_write`]. How many reads went first although this thread was waiting already: the bypass count.
    #[track_caller]
    pub fn acquire_write_counting(&self) -> impl Future<Output = u64> {
        let announce = self.0.with(Access::Signal, |state| {
            state.writers_waiting += 1;
            state.admitted
        });
        let enter = self.0.when(Access::Acquire, |state| {
            (!state.writing && state.readers == 0).then(|| {
                state.writing = true;
                state.writers_waiting -= 1;
                state.admitted
            })
        });
        async move {
            let before = announce.await;
            enter.await - before
        }
    }

    /// Ends writing.
    #[track_caller]
    pub fn release_write(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Release, |state| state.writing = false)
    }
}

impl State {
    fn admits_readers(&self) -> bool {
        let behind = self.preference == Preference::Writers && self.writers_waiting > 0;
        !self.writing && !behind
    }
}

impl<W: World> Clone for RwLock<W> {
    fn clone(&self) -> Self {
        RwLock(self.0.clone())
    }
}

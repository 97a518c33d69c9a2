//! A reader-writer lock that lets a waiting writer go first.

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
    readers: usize,
    writing: bool,
    writers_waiting: usize,
}

impl<W: World> RwLock<W> {
    /// A free lock.
    pub fn new(world: &W, name: &'static str) -> Self {
        RwLock(world.region(
            Label::new(Kind::Lock, name),
            State {
                readers: 0,
                writing: false,
                writers_waiting: 0,
            },
        ))
    }

    /// Waits until no thread writes or waits to write, and reads.
    #[track_caller]
    pub fn acquire_read(&self) -> impl Future<Output = ()> {
        self.0.when(Access::Acquire, |state| {
            (!state.writing && state.writers_waiting == 0).then(|| state.readers += 1)
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
        let announce = self.0.with(Access::Signal, |state| state.writers_waiting += 1);
        let enter = self.0.when(Access::Acquire, |state| {
            (!state.writing && state.readers == 0).then(|| {
                state.writing = true;
                state.writers_waiting -= 1;
            })
        });
        async move {
            announce.await;
            enter.await
        }
    }

    /// Ends writing.
    #[track_caller]
    pub fn release_write(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Release, |state| state.writing = false)
    }
}

impl<W: World> Clone for RwLock<W> {
    fn clone(&self) -> Self {
        RwLock(self.0.clone())
    }
}

//! A reader-writer lock that lets a waiting writer go first.

use crate::{Access, Kind, Label, Region, World};
use std::future::Future;

/// Many readers or one writer. New readers wait while a writer waits, so that writers are not starved
/// (Courtois, Heymans and Parnas, "Concurrent control with readers and writers", 1971, second problem).
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

    /// Waits until nobody writes or waits to write, and reads.
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

    /// Waits until nobody reads or writes, and writes.
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

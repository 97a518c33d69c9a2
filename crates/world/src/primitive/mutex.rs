//! A mutual exclusion lock without a guard: critical sections are written out, acquire to release, because they are the lesson.

use crate::{Access, Kind, Label, Place, Region, World};
use std::{future::Future, panic::Location, time::Duration};

/// Held by at most one thread at a time. Like Python's `threading.Lock`, any thread may release it.
pub struct Mutex<W: World>(W::Region<bool>);

impl<W: World> Mutex<W> {
    /// A free lock.
    pub fn new(world: &W, name: &'static str) -> Self {
        Self::labelled(world, Label::new(Kind::Lock, name))
    }

    /// A free lock, one of several.
    pub fn labelled(world: &W, label: Label) -> Self {
        Mutex(world.region(label, false))
    }

    /// Waits until the lock is free and takes it.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = ()> {
        self.acquire_at(Location::caller())
    }

    /// See [`Mutex::acquire`].
    pub fn acquire_at(&self, place: Place) -> impl Future<Output = ()> {
        self.0.when_at(place, Access::Acquire, take)
    }

    /// Takes the lock if it gets free within `limit`, and says whether it did.
    #[track_caller]
    pub fn acquire_within(&self, limit: Duration) -> impl Future<Output = bool> {
        let wait = self.0.when_within(Access::Acquire, limit, take);
        async move { wait.await.is_some() }
    }

    /// Lets go and wakes those who wait.
    #[track_caller]
    pub fn release(&self) -> impl Future<Output = ()> {
        self.release_at(Location::caller())
    }

    /// See [`Mutex::release`].
    pub fn release_at(&self, place: Place) -> impl Future<Output = ()> {
        self.0.with_at(place, Access::Release, |held| *held = false)
    }
}

fn take(held: &mut bool) -> Option<()> {
    (!*held).then(|| *held = true)
}

impl<W: World> Clone for Mutex<W> {
    fn clone(&self) -> Self {
        Mutex(self.0.clone())
    }
}

//! A mutual exclusion lock without a guard: critical sections are written out, acquire to release, because they are the lesson.

use crate::{Access, Kind, Label, Place, Region, World};
use std::{future::Future, panic::Location, time::Duration};

/// Held by at most one thread at a time. Like Python's `threading.Lock`, any thread may release it.
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use std::time::Duration;
/// use world::{Label, World, primitive::{Mutex, Variable}};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let (lock, got) = (Mutex::new(world, "lock"), Variable::new(world, "got", true));
///     let result = got.clone();
///     world.spawn(Label::thread("thread", 1), move |_| async move {
///         lock.acquire().await;
///         // It is not re-entrant, so this waits for its own thread, and times out.
///         got.set(lock.acquire_within(Duration::from_millis(5)).await).await;
///         lock.release().await;
///     });
///     result
/// });
/// run.advance(100);
/// assert_eq!((run.ending(), run.read(|got| got.peek())), (Ending::Finished, Some(false)));
/// ```
///
/// # Memory ordering
/// What a thread did before it released the lock is visible to the thread that acquires it next.
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

    /// Releases the lock, whoever holds it, and wakes those who wait.
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

//! A flag that threads wait for.

use crate::{Access, Kind, Label, ObjectId, Region, World};
use std::{future::Future, panic::Location};

/// Like Python's `threading.Event`.
///
/// Taking it back at once loses the wake-up of a thread that was about to wait:
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{Label, World, primitive::Event};
///
/// let schedule = Schedule::read("2x2.f").expect("a schedule");
/// let mut run = Run::new(Machine::default(), 0, schedule, |world| {
///     let ready = Event::new(world, "ready");
///     let waits = ready.clone();
///     world.spawn(Label::thread("thread", 1), move |_| async move { waits.wait().await });
///     world.spawn(Label::thread("thread", 2), move |_| async move {
///         ready.set().await;
///         ready.clear().await;
///     });
/// });
/// run.advance(100);
/// assert_eq!(run.ending(), Ending::LostWakeUp);
/// ```
///
/// # Memory ordering
/// What a thread did before it set the flag is visible to a thread that sees it set.
pub struct Event<W: World>(W::Region<bool>);

impl<W: World> Event<W> {
    /// A flag that is not set.
    pub fn new(world: &W, name: &'static str) -> Self {
        Event(world.region(Label::new(Kind::Event, name), false))
    }

    /// Sets the flag and wakes those who wait.
    #[track_caller]
    pub fn set(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |set| *set = true)
    }

    /// Takes the flag back.
    #[track_caller]
    pub fn clear(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |set| *set = false)
    }

    /// Whether the flag is set now.
    #[track_caller]
    pub fn is_set(&self) -> impl Future<Output = bool> {
        self.0.with(Access::Observe, |set| *set)
    }

    /// Waits until the flag is set.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = ()> {
        self.0.when(Access::Observe, |set| set.then_some(()))
    }

    /// Like [`Event::wait`], for threads that have nothing to do before: releases a global lock of any kind while it waits.
    #[track_caller]
    pub fn wait_idle(&self) -> impl Future<Output = ()> {
        let (idle, place) = (self.0.idle(), Location::caller());
        async move { idle.when_at(place, Access::Observe, |set| set.then_some(())).await }
    }

    /// The flag's number in its run.
    pub fn id(&self) -> ObjectId {
        self.0.id()
    }
}

impl<W: World> Clone for Event<W> {
    fn clone(&self) -> Self {
        Event(self.0.clone())
    }
}

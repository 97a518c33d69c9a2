//! A counting semaphore (Dijkstra, EWD 74).

use crate::{Access, Kind, Label, ObjectId, Region, World};
use std::future::Future;

/// Permits that threads take and give back.
pub struct Semaphore<W: World>(W::Region<usize>);

impl<W: World> Semaphore<W> {
    /// A semaphore with `permits` free.
    pub fn new(world: &W, name: &'static str, permits: usize) -> Self {
        Semaphore(world.region(Label::new(Kind::Semaphore, name), permits))
    }

    /// Waits for a permit and takes it.
    #[track_caller]
    pub fn acquire(&self) -> impl Future<Output = ()> {
        self.0.when(Access::Acquire, |permits| {
            permits.checked_sub(1).map(|left| *permits = left)
        })
    }

    /// Gives a permit back.
    #[track_caller]
    pub fn release(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Release, |permits| *permits += 1)
    }

    /// The semaphore's number in its run.
    pub fn id(&self) -> ObjectId {
        self.0.id()
    }
}

impl<W: World> Clone for Semaphore<W> {
    fn clone(&self) -> Self {
        Semaphore(self.0.clone())
    }
}

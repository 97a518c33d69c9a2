//! A condition variable, with the bugs it invites left possible: a notification nobody waits for is lost.

use crate::{Access, Kind, Label, Place, Region, World, primitive::Mutex};
use std::{future::Future, panic::Location};

/// Threads wait on it with a [`Mutex`] held, and are woken in the order in which they came.
pub struct Condvar<W: World>(W::Region<Tickets>);

#[derive(Default)]
struct Tickets {
    given: u64,
    woken: u64,
}

impl<W: World> Condvar<W> {
    /// A condition nobody waits for.
    pub fn new(world: &W, name: &'static str) -> Self {
        Condvar(world.region(Label::new(Kind::Condition, name), Tickets::default()))
    }

    /// Releases `mutex`, waits to be notified, acquires `mutex` again. The condition itself must be checked anew by the caller.
    #[track_caller]
    pub fn wait(&self, mutex: &Mutex<W>) -> impl Future<Output = ()> {
        self.wait_at(Location::caller(), mutex)
    }

    async fn wait_at(&self, place: Place, mutex: &Mutex<W>) {
        let take = |tickets: &mut Tickets| {
            tickets.given += 1;
            tickets.given
        };
        let ticket = self.0.with_at(place, Access::Signal, take).await;
        mutex.release_at(place).await;
        self.0
            .when_at(place, Access::Observe, |tickets| {
                (tickets.woken >= ticket).then_some(())
            })
            .await;
        mutex.acquire_at(place).await;
    }

    /// Wakes the thread that has waited longest; does nothing when nobody waits.
    #[track_caller]
    pub fn notify_one(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |tickets| {
            tickets.woken = tickets.given.min(tickets.woken + 1)
        })
    }

    /// Wakes everybody who waits now.
    #[track_caller]
    pub fn notify_all(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |tickets| tickets.woken = tickets.given)
    }
}

impl<W: World> Clone for Condvar<W> {
    fn clone(&self) -> Self {
        Condvar(self.0.clone())
    }
}

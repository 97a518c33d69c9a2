//! A condition variable, with the bugs it invites left possible: a notification that no thread waits for is lost.

use crate::{Access, Kind, Label, Place, Region, World, primitive::Mutex};
use std::{future::Future, panic::Location};

/// Threads wait on it with a [`Mutex`] held, and are woken in the order in which they came.
///
/// Waiting for a predicate, not for a notification, is safe in every schedule; a search proves it:
///
/// ```
/// use lockstep::{Ending, Search, Settings, RunVerdict};
/// use world::{Cell, Kind, Label, World, primitive::{Condvar, Mutex}};
///
/// let program = |world: &lockstep::Lockstep| {
///     let (lock, ready) = (Mutex::new(world, "lock"), Condvar::new(world, "ready"));
///     let full = world.cell(Label::new(Kind::Variable, "full"), 0);
///     let (its_lock, its_ready) = (lock.clone(), ready.clone());
///     world.spawn(Label::thread("consumer", 1), move |_| async move {
///         its_lock.acquire().await;
///         while full.load().await == 0 {
///             its_ready.wait(&its_lock).await;
///         }
///         its_lock.release().await;
///     });
///     world.spawn(Label::thread("producer", 1), move |_| async move {
///         lock.acquire().await;
///         full.store(1).await;
///         ready.notify_one().await;
///         lock.release().await;
///     });
/// };
/// let judge = |ending: &Ending, ()| RunVerdict { outcome: ending.clone(), bad: ending.is_stuck() };
/// let mut search = Search::new(Settings::default(), program, judge);
/// let found = search.finish();
/// assert!(found.complete);
/// assert_eq!(found.bad, 0);
/// ```
///
/// # Memory ordering
/// A notification orders what came before it before the return of the wait it ends; the mutex orders the rest.
pub struct Condvar<W: World>(W::Region<Tickets>);

#[derive(Default)]
struct Tickets {
    given: u64,
    woken: u64,
}

impl<W: World> Condvar<W> {
    /// A condition that no thread waits for.
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

    /// Wakes the thread that has waited longest; does nothing when none waits.
    #[track_caller]
    pub fn notify_one(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |tickets| {
            tickets.woken = tickets.given.min(tickets.woken + 1)
        })
    }

    /// Wakes every thread that waits now.
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

//! A barrier that threads pass together, again and again.

use crate::{Access, Kind, Label, Place, Region, World};
use std::{future::Future, panic::Location};

/// Lets `parties` threads pass once all of them have come; then it can be used again.
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{Cell, Kind, Label, World, primitive::Barrier};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::random(7), |world| {
///     let (barrier, last) = (Barrier::new(world, "barrier", 3), world.cell(Label::new(Kind::Variable, "last"), 0));
///     for index in 1..=3 {
///         let barrier = barrier.clone();
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             for _ in 0..2 {
///                 last.add(u64::from(barrier.wait().await)).await;
///             }
///         });
///     }
///     last
/// });
/// run.advance(100);
/// // One thread of each round is the last.
/// assert_eq!((run.ending(), run.read(|last| last.peek())), (Ending::Finished, Some(2)));
/// ```
///
/// # Memory ordering
/// What any thread did before it arrived is visible to all of them after they have passed.
pub struct Barrier<W: World>(W::Region<State>);

struct State {
    parties: usize,
    arrived: usize,
    generation: u64,
    broken: bool,
}

impl<W: World> Barrier<W> {
    /// A barrier for `parties` threads.
    pub fn new(world: &W, name: &'static str, parties: usize) -> Self {
        Barrier(world.region(
            Label::new(Kind::Barrier, name),
            State {
                parties,
                arrived: 0,
                generation: 0,
                broken: false,
            },
        ))
    }

    /// Waits until all have come; `true` for the one that came last.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = bool> {
        self.wait_at(Location::caller())
    }

    async fn wait_at(&self, place: Place) -> bool {
        let (mine, last) = self.0.with_at(place, Access::Signal, State::arrive).await;
        if !last {
            self.0
                .when_at(place, Access::Observe, |state| (state.generation != mine).then_some(()))
                .await;
        }
        last
    }

    /// As [`Barrier::wait`]; `None` for those who wait when the barrier is broken, and for all who come later.
    #[track_caller]
    pub fn wait_unless_broken(&self) -> impl Future<Output = Option<bool>> {
        self.wait_unless_broken_at(Location::caller())
    }

    async fn wait_unless_broken_at(&self, place: Place) -> Option<bool> {
        let come = |state: &mut State| (!state.broken).then(|| state.arrive());
        let (mine, last) = self.0.with_at(place, Access::Signal, come).await?;
        if last {
            return Some(true);
        }
        // Who was let through before it broke is through.
        let passed = |state: &mut State| match state.generation != mine {
            true => Some(Some(false)),
            false => state.broken.then_some(None),
        };
        self.0.when_at(place, Access::Observe, passed).await
    }

    /// Breaks the barrier: nobody passes it any more, and those who wait are told. As Python's `Barrier.abort`.
    #[track_caller]
    pub fn abort(&self) -> impl Future<Output = ()> {
        self.0.with(Access::Signal, |state| state.broken = true)
    }
}

impl State {
    fn arrive(&mut self) -> (u64, bool) {
        let mine = self.generation;
        self.arrived += 1;
        let last = self.arrived >= self.parties;
        if last {
            self.arrived = 0;
            self.generation += 1;
        }
        (mine, last)
    }
}

impl<W: World> Clone for Barrier<W> {
    fn clone(&self) -> Self {
        Barrier(self.0.clone())
    }
}

//! A counting semaphore (Dijkstra, EWD 74).

use crate::{Access, Kind, Label, ObjectId, Region, World};
use std::future::Future;

/// Permits that threads take and give back.
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{Cell, Kind, Label, World, primitive::Semaphore};
///
/// let mut run = Run::new(Machine::with_cores(3), 0, Schedule::fair(), |world| {
///     let permits = Semaphore::new(world, "permits", 2);
///     let (inside, most) = (world.cell(Label::new(Kind::Variable, "inside"), 0), world.cell(Label::new(Kind::Variable, "most"), 0));
///     for index in 1..=3 {
///         let permits = permits.clone();
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             permits.acquire().await;
///             let now = inside.add(1).await + 1;
///             most.update(|most| most.max(now)).await;
///             inside.add(u64::MAX).await;
///             permits.release().await;
///         });
///     }
///     most
/// });
/// run.advance(100);
/// assert_eq!((run.ending(), run.read(|most| most.peek())), (Ending::Finished, Some(2)));
/// ```
///
/// # Memory ordering
/// What a thread did before it gave a permit back is visible to every thread that takes one later.
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

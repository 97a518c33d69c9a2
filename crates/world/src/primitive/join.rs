//! The end of a thread, and what it returned.

use crate::{Access, Kind, Label, ObjectId, Region, World};
use std::future::Future;

/// Ready when the thread has ended.
pub struct Join<W: World, R: Send + 'static>(W::Region<Option<R>>);

/// Starts a thread whose end can be waited for.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Cell, Kind, Label, World, primitive::spawn};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let sum = world.cell(Label::new(Kind::Variable, "sum"), 0);
///     world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
///         let children = [1, 2, 3].map(|index| spawn(&world, Label::thread("child", index), move |_| async move { u64::from(index) * 10 }));
///         for child in children {
///             sum.add(child.join().await).await;
///         }
///     });
///     sum
/// });
/// run.advance(100);
/// assert_eq!(run.read(|sum| sum.peek()), Some(60));
/// ```
///
/// # Memory ordering
/// Everything the spawning thread did before is visible to the child, and everything the child did to the thread that joins it.
#[track_caller]
pub fn spawn<W, F, Fut, R>(world: &W, label: Label, body: F) -> Join<W, R>
where
    W: World,
    F: FnOnce(W) -> Fut + Send + 'static,
    Fut: Future<Output = R> + 'static,
    R: Send + 'static,
{
    let end = world.region(
        Label {
            kind: Kind::Join,
            ..label
        },
        None,
    );
    let join = Join(end.clone());
    world.spawn_holding(label, Some(end.id()), move |world| async move {
        let out = body(world).await;
        end.with(Access::Signal, |end| *end = Some(out)).await;
    });
    join
}

impl<W: World, R: Send + 'static> Join<W, R> {
    /// The end's number in its run: its thread holds it as long as it lives.
    pub fn id(&self) -> ObjectId {
        self.0.id()
    }

    /// Waits for the end and takes what the thread returned.
    #[track_caller]
    pub fn join(self) -> impl Future<Output = R> {
        let place = std::panic::Location::caller();
        async move { self.0.when_at(place, Access::Observe, Option::take).await }
    }
}

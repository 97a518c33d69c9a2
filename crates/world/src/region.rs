//! The conditional critical region: wait until a step on the shared state succeeds.

use crate::{Access, ObjectId, Place};
use std::{convert::Infallible, future::Future, panic::Location, time::Duration};

/// How a wait ended.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use std::time::Duration;
/// use world::{Access, Kind, Label, Region, Waited, World, primitive::Variable};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let permits = world.region(Label::new(Kind::Semaphore, "permits"), 0);
///     let ended = Variable::new(world, "ended", Vec::new());
///     let list = ended.clone();
///     world.spawn(Label::thread("thread", 1), move |_| async move {
///         let place = std::panic::Location::caller();
///         let take = |permits: &mut i32| (*permits > 0).then(|| Ok::<i32, &str>(*permits));
///         // A limit of zero is a try.
///         let tried = permits.wait_at(place, Access::Observe, Some(Duration::ZERO), take).await;
///         let gave_up = permits.wait_at(place, Access::Observe, None, |_| Some(Err("not today"))).await;
///         list.set(vec![tried, gave_up]).await;
///     });
///     ended
/// });
/// run.advance(100);
/// let ended: Option<Vec<Waited<i32, &str>>> = run.read(|ended| ended.peek());
/// assert_eq!(ended, Some(vec![Waited::Expired, Waited::GaveUp("not today")]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited<R, S> {
    /// The step succeeded, and the access took place.
    Done(R),
    /// The step gave up: it changed nothing, and the access did not take place.
    GaveUp(S),
    /// The limit passed first.
    Expired,
}

/// Shared state that one thread at a time touches.
///
/// A lock that counts how often it was taken, in five lines:
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use world::{Access, Kind, Label, Region, World};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let lock = world.region(Label::new(Kind::Lock, "lock"), (false, 0));
///     for index in 1..=3 {
///         let lock = lock.clone();
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             lock.when(Access::Acquire, |(held, taken)| (!*held).then(|| (*held, *taken) = (true, *taken + 1))).await;
///             lock.with(Access::Release, |(held, _)| *held = false).await;
///         });
///     }
///     lock
/// });
/// run.advance(100);
/// assert_eq!(run.read(|lock| lock.inspect(|state| *state)), Some((false, 3)));
/// ```
///
/// # Memory ordering
/// A step sees everything that earlier steps on the same region did, and everything their threads did before them.
///
/// # Panics
/// A step that panics ends the run as failed; the state stays as the step left it, for the report.
pub trait Region<T>: Clone + Send + Sync + 'static {
    /// Runs `step` with exclusive access each time the state may have changed, until it yields `Some`, or until `limit` has passed
    /// since the first try. `Ok` means that the `access` took place (and wakes those who wait), `Err` that it did not.
    /// The step runs at least once, so a limit of zero is a try. The step must not block, and must not change the state unless it yields `Ok`;
    /// what it captured it may change when it fails, but failing again in the same state must change nothing more.
    fn wait_at<R, S>(
        &self,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        step: impl FnMut(&mut T) -> Option<Result<R, S>>,
    ) -> impl Future<Output = Waited<R, S>>;

    /// The region's number in its run.
    fn id(&self) -> ObjectId;

    /// Looks at the state from outside the run: for set-up and reports, not for programs.
    fn inspect<R>(&self, look: impl FnOnce(&mut T) -> R) -> R;

    /// The same region, whose waits release a global lock of *any* kind: a runtime's own idle threads wait like this.
    fn idle(&self) -> Self {
        self.clone()
    }

    /// The same region, whose waits keep a global lock of *any* kind: a native extension that forgot to release it waits like this.
    fn keeping(&self) -> Self {
        self.clone()
    }

    /// Waits until `step` yields a value.
    fn when_at<R>(
        &self,
        place: Place,
        access: Access,
        mut step: impl FnMut(&mut T) -> Option<R>,
    ) -> impl Future<Output = R> {
        async move {
            match self
                .wait_at(place, access, None, move |state| step(state).map(Ok::<R, Infallible>))
                .await
            {
                Waited::Done(out) => out,
                Waited::GaveUp(never) => match never {},
                Waited::Expired => unreachable!("a wait without a limit expired"),
            }
        }
    }

    /// Waits until `step` yields a value, at most for `limit`; `None` when the limit passed first.
    fn when_within_at<R>(
        &self,
        place: Place,
        access: Access,
        limit: Duration,
        mut step: impl FnMut(&mut T) -> Option<R>,
    ) -> impl Future<Output = Option<R>> {
        async move {
            match self
                .wait_at(place, access, Some(limit), move |state| {
                    step(state).map(Ok::<R, Infallible>)
                })
                .await
            {
                Waited::Done(out) => Some(out),
                Waited::GaveUp(never) => match never {},
                Waited::Expired => None,
            }
        }
    }

    /// Runs `step` once with exclusive access; never waits for a condition.
    fn with_at<R>(&self, place: Place, access: Access, step: impl FnOnce(&mut T) -> R) -> impl Future<Output = R> {
        let mut step = Some(step);
        self.when_at(place, access, move |state| step.take().map(|step| step(state)))
    }

    /// See [`Region::when_at`].
    #[track_caller]
    fn when<R>(&self, access: Access, step: impl FnMut(&mut T) -> Option<R>) -> impl Future<Output = R> {
        self.when_at(Location::caller(), access, step)
    }

    /// See [`Region::when_within_at`].
    #[track_caller]
    fn when_within<R>(
        &self,
        access: Access,
        limit: Duration,
        step: impl FnMut(&mut T) -> Option<R>,
    ) -> impl Future<Output = Option<R>> {
        self.when_within_at(Location::caller(), access, limit, step)
    }

    /// See [`Region::with_at`].
    #[track_caller]
    fn with<R>(&self, access: Access, step: impl FnOnce(&mut T) -> R) -> impl Future<Output = R> {
        self.with_at(Location::caller(), access, step)
    }
}

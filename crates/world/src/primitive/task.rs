//! A piece of work given to a pool, and its result: a future in the sense of Python's `concurrent.futures`.

use crate::{Access, Kind, Label, ObjectId, Place, Region, World};
use std::{future::Future, panic::Location, pin::Pin};

/// A task that runs once, on whichever thread claims it first.
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use world::{Cell, Kind, Label, World, primitive::Pool};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let result = world.cell(Label::new(Kind::Variable, "result"), 0);
///     // A pool without threads: only a thread that helps runs the task.
///     let pool = Pool::new(world, "worker", 0);
///     let task = pool.queue(world, |_| async { 42 });
///     world.spawn(Label::new(Kind::Thread, "main"), move |world| async move {
///         result.store(task.help(&world).await).await;
///     });
///     result
/// });
/// run.advance(100);
/// assert_eq!((run.ending(), run.read(|result| result.peek())), (Ending::Finished, Some(42)));
/// ```
///
/// # Memory ordering
/// Everything the submitting thread did before is visible to the task, and everything the task did to the thread that takes its result.
pub struct Task<W: World, R: Send + 'static>(W::Region<State<W, R>>);

/// What a task's recipe makes. Boxed: a pool's queue holds tasks of many types, and one box a task is what `ThreadPoolExecutor` pays too.
pub(super) type Running<R> = Pin<Box<dyn Future<Output = R>>>;
type Recipe<W, R> = Box<dyn FnOnce(W) -> Running<R> + Send>;

enum State<W, R> {
    Queued(Recipe<W, R>),
    Claimed,
    Done(R),
    Taken,
}

/// A task whose result type the queue does not know.
pub(super) trait Runnable<W>: Send {
    /// Runs the task unless a thread has claimed it.
    fn run(self: Box<Self>, place: Place, world: W) -> Running<()>;
}

impl<W: World, R: Send + 'static> Task<W, R> {
    pub(super) fn new<F, Fut>(world: &W, label: Label, body: F) -> Self
    where
        F: FnOnce(W) -> Fut + Send + 'static,
        Fut: Future<Output = R> + 'static,
    {
        let recipe: Recipe<W, R> = Box::new(move |world| Box::pin(body(world)));
        Task(world.region(
            Label {
                kind: Kind::Task,
                ..label
            },
            State::Queued(recipe),
        ))
    }

    /// Waits for the result and takes it. Waits for ever when the result was taken before.
    #[track_caller]
    pub fn result(&self) -> impl Future<Output = R> {
        self.0.when(Access::Observe, State::take_result)
    }

    /// Like [`Task::result`], but keeps a global lock of any kind while it waits, as a native extension does that forgot to release it.
    #[track_caller]
    pub fn result_keeping_lock(&self) -> impl Future<Output = R> {
        let (region, place) = (self.0.keeping(), Location::caller());
        async move { region.when_at(place, Access::Observe, State::take_result).await }
    }

    /// Runs the task on this very thread if none has claimed it yet, and waits for its result.
    #[track_caller]
    pub fn help(&self, world: &W) -> impl Future<Output = R> {
        self.help_at(Location::caller(), world)
    }

    async fn help_at(&self, place: Place, world: &W) -> R {
        run(&self.0, place, world.clone()).await;
        self.0.when_at(place, Access::Observe, State::take_result).await
    }

    /// The task's number in its run.
    pub fn id(&self) -> ObjectId {
        self.0.id()
    }

    /// Forgets the recipe, from outside the run.
    pub(super) fn runnable(&self) -> Box<dyn Runnable<W>> {
        Box::new(self.clone())
    }
}

async fn run<W: World, R: Send + 'static>(region: &W::Region<State<W, R>>, place: Place, world: W) {
    let claimed = region
        .wait_at(place, Access::Acquire, None, |state| Some(state.claim().ok_or(())))
        .await;
    if let crate::Waited::Done(recipe) = claimed {
        let out = recipe(world).await;
        region
            .with_at(place, Access::Release, |state| *state = State::Done(out))
            .await;
    }
}

impl<W: World, R: Send + 'static> Runnable<W> for Task<W, R> {
    fn run(self: Box<Self>, place: Place, world: W) -> Running<()> {
        Box::pin(async move { run(&self.0, place, world).await })
    }
}

impl<W, R> State<W, R> {
    fn claim(&mut self) -> Option<Recipe<W, R>> {
        match std::mem::replace(self, State::Claimed) {
            State::Queued(recipe) => Some(recipe),
            other => {
                *self = other;
                None
            }
        }
    }

    fn take_result(&mut self) -> Option<R> {
        match std::mem::replace(self, State::Taken) {
            State::Done(out) => Some(out),
            other => {
                *self = other;
                None
            }
        }
    }
}

impl<W: World, R: Send + 'static> Clone for Task<W, R> {
    fn clone(&self) -> Self {
        Task(self.0.clone())
    }
}

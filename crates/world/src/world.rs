//! The trait every program is written over.

use crate::{Cell, Cost, Label, Memory, ObjectId, Region};
use std::{future::Future, panic::Location, time::Duration};

/// Where in a program's own source an operation stands, as `#[track_caller]` sees it.
pub type Place = &'static Location<'static>;

/// The world a program runs in: real threads, lockstep, or either of them under the global lock.
///
/// ```
/// use lockstep::{Ending, Machine, Run, Schedule};
/// use std::time::Duration;
/// use world::{Cell, Cost, Kind, Label, World};
///
/// fn program<W: World>(world: &W) -> W::Cell {
///     let woke = world.cell(Label::new(Kind::Variable, "woke at"), 0);
///     let wakes = woke.clone();
///     world.spawn(Label::thread("sleeper", 1), move |world| async move {
///         world.compute(Cost::nanos(2_000), || ()).await;
///         world.sleep(Duration::from_micros(3)).await;
///         wakes.store(world.now()).await;
///     });
///     woke
/// }
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), program);
/// run.advance(100);
/// assert_eq!(run.ending(), Ending::Finished);
/// // Virtual time: two microseconds of work and three of sleep, to the nanosecond.
/// assert_eq!(run.read(|woke| woke.peek()), Some(5_000));
/// ```
///
/// Methods that end in `_at` take the [`Place`] of the operation; their short twins take it from the caller. Primitives are
/// `#[track_caller] fn … -> impl Future` and hand the place on, so that a trace names the program's line and not the primitive's.
///
/// Dropping a future before it is ready cancels the operation; a world that stops a run does exactly that.
pub trait World: Clone + Send + Sync + 'static {
    /// A word of shared memory.
    type Cell: Cell;
    /// State behind a conditional critical region.
    type Region<T: Send + 'static>: Region<T>;

    /// A word of shared memory with no protection at all: two threads can race on it, and updates are then lost, nothing else.
    fn cell(&self, label: Label, value: u64) -> Self::Cell;

    /// State behind a conditional critical region, the one thing a thread can block on.
    fn region<T: Send + 'static>(&self, label: Label, state: T) -> Self::Region<T>;

    /// Declares that `object` is provided only by `provider`: a queued task needs its pool, a pool needs its slots.
    /// Worlds use it to draw the wait-for graph; it changes nothing in a run.
    fn needs(&self, object: ObjectId, provider: ObjectId);

    /// Declares that room in `object`, once it is full, is made only by `provider`. As [`World::needs`] it changes nothing in a run.
    fn needs_room(&self, object: ObjectId, provider: ObjectId);

    /// Takes back that `object` is provided by `provider`, which has given all it ever will. As [`World::needs`] it changes nothing in a run.
    fn gives_no_more(&self, object: ObjectId, provider: ObjectId);

    /// Starts a thread that holds `object` as long as it lives: a pool's slot, its own end. The recipe is sent, not the future, so
    /// the future need not be `Send`.
    fn spawn_holding<F, Fut>(&self, label: Label, object: Option<ObjectId>, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static;

    /// Runs `work`, charging `cost` where time is virtual.
    fn compute_at<R>(&self, place: Place, cost: Cost, work: impl FnOnce() -> R) -> impl Future<Output = R>;

    /// As [`World::compute_at`], for work whose result depends on `input` alone: a world that runs a program again and again may keep it.
    fn compute_pure_at<I, R>(
        &self,
        place: Place,
        cost: Cost,
        input: I,
        work: impl FnOnce(&I) -> R,
    ) -> impl Future<Output = R>
    where
        I: Ord + 'static,
        R: Clone + 'static,
    {
        self.compute_at(place, cost, move || work(&input))
    }

    /// Does nothing for `duration`.
    fn sleep_at(&self, place: Place, duration: Duration) -> impl Future<Output = ()>;

    /// A place where the running thread may be asked to step aside, as CPython looks at `gil_drop_request`
    /// at backward jumps and calls (`Python/ceval.c`, 3.10 and later).
    fn checkpoint_at(&self, place: Place) -> impl Future<Output = ()> + Unpin;

    /// Says in which line of its own text (from 1) a program stands that is no Rust: from now on this thread is there, wherever the operations that it
    /// asks for are written; 0 ends that. As [`World::needs`] it changes nothing in a run.
    fn stands_in(&self, line: u32) {
        let _ = line;
    }

    /// Gives an object the name that its program has for it, once that is known. As [`World::needs`] it changes nothing in a run.
    fn call(&self, object: ObjectId, name: &str) {
        let _ = (object, name);
    }

    /// Counts `amount` units of the program's work as done, for progress and throughput; costs next to nothing.
    fn progress(&self, amount: u64);

    /// Nanoseconds since the run began, for latencies: real on threads, virtual in lockstep, 0 before the run and where no time is kept (searches).
    /// Not a visible step, so what a program does must not depend on it.
    fn now(&self) -> u64;

    /// What memory the program uses, as far as this world knows.
    fn memory(&self) -> Memory;

    /// Switches the global lock on for all threads, if this world has one that is off; whether it did. All other threads have stopped
    /// by then, each at a check point or where it blocks, and go on only with the lock.
    fn switch_lock_on_at(&self, place: Place) -> impl Future<Output = bool> {
        let _ = place;
        std::future::ready(false)
    }

    /// Whether there is a global lock and it is on, seen from outside the run.
    fn lock_is_on(&self) -> bool {
        false
    }

    /// See [`World::switch_lock_on_at`].
    #[track_caller]
    fn switch_lock_on(&self) -> impl Future<Output = bool> {
        self.switch_lock_on_at(Location::caller())
    }

    /// Starts a thread.
    #[track_caller]
    fn spawn<F, Fut>(&self, label: Label, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        self.spawn_holding(label, None, body);
    }

    /// Starts a process of one thread: under a global lock it has one of its own, as every interpreter does. What it shares with others it must
    /// only touch without waiting, for it cannot let go of their lock; that it has a memory of its own is for the program to keep to.
    #[track_caller]
    fn spawn_process<F, Fut>(&self, label: Label, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        self.spawn(label, body);
    }

    /// See [`World::compute_at`].
    #[track_caller]
    fn compute<R>(&self, cost: Cost, work: impl FnOnce() -> R) -> impl Future<Output = R> {
        self.compute_at(Location::caller(), cost, work)
    }

    /// See [`World::compute_pure_at`].
    #[track_caller]
    fn compute_pure<I, R>(&self, cost: Cost, input: I, work: impl FnOnce(&I) -> R) -> impl Future<Output = R>
    where
        I: Ord + 'static,
        R: Clone + 'static,
    {
        self.compute_pure_at(Location::caller(), cost, input, work)
    }

    /// See [`World::sleep_at`].
    #[track_caller]
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        self.sleep_at(Location::caller(), duration)
    }

    /// See [`World::checkpoint_at`].
    #[track_caller]
    fn checkpoint(&self) -> impl Future<Output = ()> {
        self.checkpoint_at(Location::caller())
    }
}

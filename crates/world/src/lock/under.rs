//! A world seen by threads that must hold the global lock to run: a decorator, not an `if`.

use super::{GlobalLock, LockKind, checkpoint::Checkpoint, gate::Gate};
use crate::{Access, Cell, Cost, Label, Memory, ObjectId, Place, Region, Waited, World};
use std::{future::Future, marker::PhantomData, panic::Location, sync::Arc, time::Duration};

/// The world `W` under a global lock of any kind. With none it is `W` and nothing else: the same operations in the same order, a branch dearer
/// here and there. So a program needs to be compiled for this world only.
///
/// A lock makes a bare increment safe as long as no check point lies inside; a search over every schedule proves it:
///
/// ```
/// use lockstep::{Ending, Search, Settings, RunVerdict};
/// use std::time::Duration;
/// use world::{Cell, Kind, Label, LockKind, UnderLock, World};
///
/// let worst = |kind: LockKind| {
///     let program = |world: &lockstep::Lockstep| {
///         let world = UnderLock::new(world.clone(), kind, Duration::from_millis(5));
///         let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///         for index in 1..=2 {
///             world.spawn(Label::thread("thread", index), move |_| async move {
///                 let seen = n.load().await;
///                 n.store(seen + 1).await;
///             });
///         }
///         n
///     };
///     let judge = |_: &Ending, n: lockstep::Word| RunVerdict { outcome: n.peek(), bad: n.peek() < 2 };
///     Search::new(Settings::default(), program, judge).finish().outcomes.keys().min().copied()
/// };
/// assert_eq!(worst(LockKind::Off), Some(1));
/// assert_eq!(worst(LockKind::CPython), Some(2));
/// ```
pub struct UnderLock<W: World> {
    inner: W,
    /// None when there is no lock and never will be.
    gate: Option<Arc<Gate<W>>>,
    kind: LockKind,
}

/// A region whose waits know the global lock.
pub struct LockedRegion<W: World, T: Send + 'static> {
    region: W::Region<T>,
    gate: Option<Arc<Gate<W>>>,
    /// Whether a wait releases the lock, if there is one.
    lets_go: bool,
    state: PhantomData<fn(T)>,
}

impl<W: World> UnderLock<W> {
    /// The world `inner` under a lock of the given kind.
    pub fn new(inner: W, kind: LockKind, interval: Duration) -> Self {
        UnderLock {
            gate: (kind != LockKind::Off).then(|| Arc::new(Gate::on(GlobalLock::new(&inner, interval)))),
            inner,
            kind,
        }
    }

    /// The world `inner` under a lock as CPython's that is off at first; [`World::switch_lock_on`] switches it on, for all threads at once
    /// and for good.
    ///
    /// ```
    /// use lockstep::{Machine, Run, Schedule};
    /// use std::time::Duration;
    /// use world::{Label, UnderLock, World};
    ///
    /// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
    ///     let world = UnderLock::off_at_first(world.clone(), Duration::from_millis(5));
    ///     assert!(!world.lock_is_on());
    ///     world.spawn(Label::thread("thread", 1), |world| async move {
    ///         world.switch_lock_on().await;
    ///     });
    ///     world
    /// });
    /// run.advance(100);
    /// assert_eq!(run.read(|world| world.lock_is_on()), Some(true));
    /// ```
    pub fn off_at_first(inner: W, interval: Duration) -> Self {
        UnderLock {
            gate: Some(Arc::new(Gate::off(&inner, GlobalLock::new(&inner, interval)))),
            inner,
            kind: LockKind::CPython,
        }
    }

    /// The lock itself, for reports; `None` when there is none.
    pub fn lock(&self) -> Option<&GlobalLock<W>> {
        self.gate.as_ref().map(|gate| &gate.lock)
    }

    fn lets_go(&self) -> bool {
        self.kind != LockKind::Held
    }

    /// What is released around an operation that blocks.
    fn let_go(&self) -> Option<&Gate<W>> {
        self.gate.as_deref().filter(|_| self.lets_go())
    }

    /// Computes, without the lock where CPython releases it.
    async fn computing<R>(&self, place: Place, cost: Cost, computing: impl Future<Output = R>) -> R {
        let gate = self.let_go().filter(|_| cost.detached);
        if let Some(gate) = gate {
            gate.leave(place).await;
        }
        let out = computing.await;
        if let Some(gate) = gate {
            gate.enter(place).await;
        }
        out
    }
}

impl<W: World> World for UnderLock<W> {
    type Cell = W::Cell;
    type Region<T: Send + 'static> = LockedRegion<W, T>;

    fn cell(&self, label: Label, value: u64) -> W::Cell {
        self.inner.cell(label, value)
    }

    fn region<T: Send + 'static>(&self, label: Label, state: T) -> LockedRegion<W, T> {
        LockedRegion {
            region: self.inner.region(label, state),
            gate: self.gate.clone(),
            lets_go: self.lets_go(),
            state: PhantomData,
        }
    }

    fn needs(&self, object: ObjectId, provider: ObjectId) {
        self.inner.needs(object, provider);
    }

    fn needs_room(&self, object: ObjectId, provider: ObjectId) {
        self.inner.needs_room(object, provider);
    }

    fn gives_no_more(&self, object: ObjectId, provider: ObjectId) {
        self.inner.gives_no_more(object, provider);
    }

    #[track_caller]
    fn spawn_holding<F, Fut>(&self, label: Label, object: Option<ObjectId>, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        let (gate, kind, place) = (self.gate.clone(), self.kind, Location::caller());
        self.inner.spawn_holding(label, object, move |inner| async move {
            if let Some(gate) = &gate {
                gate.enter(place).await;
            }
            body(UnderLock {
                inner,
                gate: gate.clone(),
                kind,
            })
            .await;
            if let Some(gate) = &gate {
                gate.leave(place).await;
            }
        });
    }

    #[track_caller]
    fn spawn_process<F, Fut>(&self, label: Label, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        let own = UnderLock {
            gate: self.lock().map(|lock| Arc::new(Gate::on(lock.another(&self.inner)))),
            ..self.clone()
        };
        own.spawn(label, body);
    }

    async fn compute_at<R>(&self, place: Place, cost: Cost, work: impl FnOnce() -> R) -> R {
        self.computing(place, cost, self.inner.compute_at(place, cost, work))
            .await
    }

    async fn compute_pure_at<I, R>(&self, place: Place, cost: Cost, input: I, work: impl FnOnce(&I) -> R) -> R
    where
        I: Ord + 'static,
        R: Clone + 'static,
    {
        self.computing(place, cost, self.inner.compute_pure_at(place, cost, input, work))
            .await
    }

    async fn sleep_at(&self, place: Place, duration: Duration) {
        if let Some(gate) = self.let_go() {
            gate.leave(place).await;
        }
        self.inner.sleep_at(place, duration).await;
        if let Some(gate) = self.let_go() {
            gate.enter(place).await;
        }
    }

    fn checkpoint_at(&self, place: Place) -> impl Future<Output = ()> + Unpin {
        let gate = self.gate.as_deref();
        Checkpoint {
            inner: Some(self.inner.checkpoint_at(place)),
            sign: gate.map(|gate| gate.sign().load_at(place)),
            obey: move |sign| gate.map(|gate| gate.obey(place, sign)),
            obeying: None,
        }
    }

    async fn switch_lock_on_at(&self, place: Place) -> bool {
        match &self.gate {
            Some(gate) => gate.switch(place).await,
            None => false,
        }
    }

    fn memory(&self) -> Memory {
        self.inner.memory()
    }

    fn lock_is_on(&self) -> bool {
        self.gate.as_deref().is_some_and(Gate::is_on)
    }

    fn stands_in(&self, line: u32) {
        self.inner.stands_in(line);
    }

    fn call(&self, object: ObjectId, name: &str) {
        self.inner.call(object, name);
    }

    fn progress(&self, amount: u64) {
        self.inner.progress(amount);
    }

    fn now(&self) -> u64 {
        self.inner.now()
    }
}

impl<W: World, T: Send + 'static> Region<T> for LockedRegion<W, T> {
    /// Tries first and releases the lock only when it would block, as `acquire_timed` in `Modules/_threadmodule.c` does.
    async fn wait_at<R, S>(
        &self,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        mut step: impl FnMut(&mut T) -> Option<Result<R, S>>,
    ) -> Waited<R, S> {
        // One call in a loop rather than two calls: programs are compiled for this world too, and each of their waits would be there twice.
        let mut let_go = false;
        loop {
            let trying = self.gate.as_deref().filter(|_| self.lets_go && !let_go);
            let patience = if trying.is_some() { Some(Duration::ZERO) } else { limit };
            let outcome = self.region.wait_at(place, access, patience, &mut step).await;
            match (trying, &self.gate) {
                (Some(gate), _) if limit != Some(Duration::ZERO) && matches!(outcome, Waited::Expired) => {
                    gate.leave(place).await;
                    let_go = true;
                }
                (None, Some(gate)) if let_go => {
                    gate.enter(place).await;
                    return outcome;
                }
                _ => return outcome,
            }
        }
    }

    /// Never waits for a condition, so there is no reason to release the lock.
    fn with_at<R>(&self, place: Place, access: Access, step: impl FnOnce(&mut T) -> R) -> impl Future<Output = R> {
        self.region.with_at(place, access, step)
    }

    fn id(&self) -> ObjectId {
        self.region.id()
    }

    fn inspect<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        self.region.inspect(look)
    }

    fn idle(&self) -> Self {
        LockedRegion {
            lets_go: true,
            region: self.region.idle(),
            ..self.clone()
        }
    }

    fn keeping(&self) -> Self {
        LockedRegion {
            lets_go: false,
            region: self.region.keeping(),
            ..self.clone()
        }
    }
}

impl<W: World> Clone for UnderLock<W> {
    fn clone(&self) -> Self {
        UnderLock {
            inner: self.inner.clone(),
            gate: self.gate.clone(),
            kind: self.kind,
        }
    }
}

impl<W: World, T: Send + 'static> Clone for LockedRegion<W, T> {
    fn clone(&self) -> Self {
        LockedRegion {
            region: self.region.clone(),
            gate: self.gate.clone(),
            lets_go: self.lets_go,
            state: PhantomData,
        }
    }
}

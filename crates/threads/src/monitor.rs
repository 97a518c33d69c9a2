//! A region on real threads: a mutex, its waiters and its holders.

use crate::{
    clock,
    current::{CurrentThread, current, is_due, look},
    primitive::lock,
    ring::MOST,
    shared::{Holder, Inspect, Shared},
    thread_record::bump,
    waiters::Waiters,
};
use std::{
    any::Any,
    future::{Future, poll_fn},
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    task::Poll,
    time::Duration,
};
use trace::{EventKind, State};
use world::{Access, Kind, Label, ObjectId, Place, Region, Waited};

/// State that one thread at a time touches: a [`Region`] on real threads.
///
/// # Memory ordering
/// The state, the waiters and the holders are behind one mutex, which orders them. The only atomic beside it is the count of unrecorded takes, relaxed:
/// only the thread that has the mutex changes it, and an observer that reads it takes the mutex first.
pub struct Monitor<T> {
    core: Arc<Core<T>>,
    idle: bool,
}

struct Core<T: ?Sized> {
    id: ObjectId,
    kind: Kind,
    /// Takes that are in no event yet; changed only by the thread that has the lock. It outlives the region, whose last takes are recorded when
    /// it is gone.
    unrecorded: Arc<AtomicU32>,
    inner: Mutex<Inner<T>>,
}

struct Inner<T: ?Sized> {
    waiters: Waiters,
    holders: Vec<Holder>,
    /// The thread that held it last, to tell a hand-over from a come-back, and what was never held.
    last: Option<u16>,
    state: T,
}

/// Any state: waiting is compiled once, not once a type of state.
type Unknown = dyn Any + Send;

/// What one try at the state came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TryResult {
    Done,
    GaveUp,
    NotYet,
}

/// How an operation on a region ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WaitResult {
    Over,
    Expired,
    /// The run was stopped.
    Stopped,
}

/// Tries the step once; whatever else comes of a success it keeps for itself. Behind a pointer, so that waiting is compiled once and
/// not once a step: the engine's wasm is a third smaller for it.
type Step<'a> = &'a mut dyn FnMut(&mut Unknown) -> TryResult;

impl<T: Send + 'static> Monitor<T> {
    pub(crate) fn new(shared: &Shared, label: Label, state: T) -> Self {
        let inner = Mutex::new(Inner {
            waiters: Waiters::default(),
            holders: Vec::new(),
            last: None,
            state,
        });
        let core = shared.register_object(label, |id, unrecorded| {
            Arc::new(Core {
                id,
                kind: label.kind,
                unrecorded,
                inner,
            })
        });
        Monitor { core, idle: false }
    }

    fn operate(
        &self,
        current: CurrentThread<'_>,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        mut step: impl FnMut(&mut T) -> TryResult,
    ) -> WaitResult {
        let (core, idle): (&Core<Unknown>, bool) = (&*self.core, self.idle);
        let mut step = |state: &mut Unknown| state.downcast_mut().map_or(TryResult::NotYet, &mut step);
        RegionOp {
            core,
            idle,
            current,
            place,
            access,
        }
        .run(limit, &mut step)
    }
}

/// A thread's operation on a region of any state.
#[derive(Clone, Copy)]
struct RegionOp<'a> {
    core: &'a Core<Unknown>,
    idle: bool,
    current: CurrentThread<'a>,
    place: Place,
    access: Access,
}

impl<'a> RegionOp<'a> {
    #[inline(never)]
    fn run(self, limit: Option<Duration>, step: Step<'_>) -> WaitResult {
        let RegionOp { current, place, .. } = self;
        // An operation on a region counts as a cheap one too, so that a loop of locks alone shows where it is.
        if is_due() {
            look(place);
        }
        if current.shared.census.is_stopping() {
            return WaitResult::Stopped;
        }
        // Lock order: the schedule's log, where it is kept, is taken inside a region's lock and never the other way round, and a parker's lock
        // inside both. Nothing is ever parked with any of them.
        let mut inner = lock(&self.core.inner);
        // Whatever comes of the first try, it is a step.
        let tried = current.enter(|| self.attempt(&mut inner, None, step), |_| true);
        if tried != TryResult::NotYet {
            return WaitResult::Over;
        }
        match limit {
            // A try: it never queues, so it wakes nobody and changes no count.
            Some(Duration::ZERO) => WaitResult::Expired,
            _ => self.wait(inner, limit, step),
        }
    }

    /// Runs the step once and does the bookkeeping of a success; `since` is when a wait ended, if there was one.
    fn attempt(self, inner: &mut Inner<Unknown>, since: Option<u64>, step: Step<'_>) -> TryResult {
        let tried = step(&mut inner.state);
        if tried == TryResult::Done {
            self.account(inner, since);
            // Under the region's lock, so that no thread can queue itself between the change and the waking: no wake-up is lost.
            inner.waiters.wake_all(&self.current.shared.census);
        }
        tried
    }

    fn account(self, inner: &mut Inner<Unknown>, since: Option<u64>) {
        let RegionOp {
            current, place, access, ..
        } = self;
        let thread = current.thread;
        match access {
            Access::Acquire => self.acquired(inner, since),
            Access::Release => {
                // Whoever releases need not be who acquired: a semaphore's permit may come from another thread. Then the first on the list goes, so that
                // the number of holders stays right, and the graph names threads that did acquire.
                let mine = inner
                    .holders
                    .iter()
                    .position(|holder| holder.thread == thread.index)
                    .unwrap_or_default();
                if mine < inner.holders.len() && inner.holders.swap_remove(mine).stamped {
                    thread.record(clock::now(), EventKind::Release, Some(self.core.id), place);
                }
            }
            // It signals its own end: a thread that joins it may start another in its place at once.
            Access::Signal if thread.holds == Some(self.core.id) => current.shared.gives_place_back(thread),
            Access::Read | Access::Write | Access::Signal | Access::Observe => {}
        }
    }

    fn acquired(self, inner: &mut Inner<Unknown>, since: Option<u64>) {
        let RegionOp { current, place, .. } = self;
        let thread = current.thread;
        let excludes = self.core.kind.excludes();
        // An event costs two stamps. It is recorded when it explains something, a wait that ended here, or when the thread has worked long
        // enough to afford it; what is left out is counted and told in one event later.
        let worth = excludes && (since.is_some() || current.shared.order.is_some() || thread.try_spend());
        let stamped = worth && current.shared.record && {
            let at = since.unwrap_or_else(clock::now);
            self.record_takes(at);
            thread.record(at, EventKind::Acquire, Some(self.core.id), place)
        };
        inner.holders.push(Holder {
            thread: thread.index,
            stamped,
        });
        let before = inner.last.replace(thread.index);
        if !excludes {
            return;
        }
        bump(&thread.acquisitions, 1);
        if !stamped {
            self.core.count_unrecorded(1);
        }
        // A switch is a hand-over to another thread. Taking back what one gave up is none: nobody got in between.
        if self.core.kind == Kind::GlobalLock && before.is_some_and(|last| last != thread.index) {
            current.shared.count_switch();
        }
    }

    /// Records how often it was taken without a record since the last time.
    fn record_takes(self, at: u64) {
        let RegionOp { current, place, .. } = self;
        let takes = self.core.unrecorded.load(Relaxed).min(MOST);
        let id = Some(self.core.id);
        if takes > 0 && current.thread.record_number(at, EventKind::Takes, id, place, takes) {
            self.core.count_unrecorded(takes.wrapping_neg());
        }
    }

    /// A waiter records who keeps it waiting, where the holders have not recorded it themselves; they record their release.
    fn record_holders(self, inner: &mut Inner<Unknown>, at: u64) {
        let RegionOp {
            current, place, core, ..
        } = self;
        if !core.kind.excludes() || !current.shared.record || inner.holders.iter().all(|holder| holder.stamped) {
            return;
        }
        self.record_takes(at);
        for holder in inner.holders.iter_mut().filter(|holder| !holder.stamped) {
            let thread = holder.thread.into();
            holder.stamped = current
                .thread
                .record_number(at, EventKind::Holds, Some(core.id), place, thread);
        }
    }

    fn wait(self, mut inner: MutexGuard<'a, Inner<Unknown>>, limit: Option<Duration>, step: Step<'_>) -> WaitResult {
        let current = self.current;
        let began = clock::now();
        // Once: the loop below may wake many times, and each must wait for what is left.
        let deadline = limit.map(|limit| began.saturating_add(limit.as_nanos() as u64));
        self.record_holders(&mut inner, began);
        self.begin_wait(began);
        let (visit, ended) = loop {
            // Before it queues: from the push on, a token is meant for this wait, and must not be thrown away.
            current.thread.parker.reset();
            // A wait with a deadline ends by itself. So it never leaves the count of those that can run, and no deadlock is declared around it.
            inner.waiters.add(current.thread, deadline.is_none());
            drop(inner);
            if deadline.is_none() {
                // Counted out only after the region's lock is free: an observer that then finds no thread runnable may look into every region.
                // A thread that wakes us in between has counted us in already, so the count is one too high until here, never too low.
                current.shared.census.block();
            }
            // Read after the token was reset: a stop either shows here, or gives the token after the reset and ends the sleep at once.
            if !current.shared.census.is_stopping() {
                current.thread.parker.park(deadline);
            }
            // The region's lock again before anything is looked at: what woke us may have been undone since.
            inner = lock(&self.core.inner);
            // Still listed only if the deadline passed or the run is stopped; a waker takes its waiters off the list.
            inner.waiters.remove(current.thread);
            let now = clock::now();
            if current.shared.census.is_stopping() {
                break (WaitResult::Stopped, now);
            }
            let expires = deadline.is_some_and(|deadline| now >= deadline);
            // Once more even when the deadline has passed: the state may have changed since, and then the wait succeeds.
            let attempt = || self.attempt(&mut inner, Some(now), step);
            let counts = |tried: &TryResult| expires || *tried != TryResult::NotYet;
            if current.enter(attempt, counts) != TryResult::NotYet {
                break (WaitResult::Over, now);
            }
            if expires {
                break (WaitResult::Expired, now);
            }
            // It waits on, perhaps for another holder than before.
            self.record_holders(&mut inner, now);
        };
        // The books of the wait are kept without the lock; others wait for it.
        drop(inner);
        current.thread.accrue(ended.saturating_sub(began));
        self.end_wait(ended);
        visit
    }

    fn begin_wait(self, at: u64) {
        let RegionOp { current, place, .. } = self;
        let (state, what) = if self.idle {
            (State::Idle, EventKind::Idle)
        } else {
            (State::Waiting, EventKind::Wait)
        };
        current.thread.show(place);
        current
            .thread
            .wants_room(self.core.kind == Kind::Queue && self.access == Access::Signal);
        current.thread.turn(state, Some(self.core.id));
        current.thread.record(at, what, Some(self.core.id), place);
        if !self.idle {
            current.thread.begin_wait(at);
        }
    }

    fn end_wait(self, at: u64) {
        let RegionOp { current, place, .. } = self;
        current.thread.turn(State::Running, None);
        current.thread.record(at, EventKind::Resume, Some(self.core.id), place);
        if !self.idle {
            current.thread.end_wait(at);
        }
    }
}

impl<T: ?Sized> Core<T> {
    /// To be called with the region's lock: so a load and a store are enough, where an atomic addition would be a full fence in wasm.
    fn count_unrecorded(&self, takes: u32) {
        let before = self.unrecorded.load(Relaxed);
        self.unrecorded.store(before.wrapping_add(takes), Relaxed);
    }
}

impl<T: Send + 'static> Region<T> for Monitor<T> {
    fn wait_at<R, S>(
        &self,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        mut step: impl FnMut(&mut T) -> Option<Result<R, S>>,
    ) -> impl Future<Output = Waited<R, S>> {
        poll_fn(move |_| {
            let mut outcome = None;
            let attempt = |state: &mut T| match step(state) {
                Some(Ok(out)) => {
                    // Kept here and not returned: the step is behind a pointer that knows no types.
                    outcome = Some(Waited::Done(out));
                    TryResult::Done
                }
                Some(Err(why)) => {
                    outcome = Some(Waited::GaveUp(why));
                    TryResult::GaveUp
                }
                None => TryResult::NotYet,
            };
            match current(|current| self.operate(current, place, access, limit, attempt)) {
                Some(WaitResult::Over) => outcome.map_or(Poll::Pending, Poll::Ready),
                Some(WaitResult::Expired) => Poll::Ready(Waited::Expired),
                // Outside of any run no thread could wake us: such a poll is as cancelled as one after a stop.
                Some(WaitResult::Stopped) | None => Poll::Pending,
            }
        })
    }

    fn with_at<R>(&self, place: Place, access: Access, step: impl FnOnce(&mut T) -> R) -> impl Future<Output = R> {
        let mut step = Some(step);
        poll_fn(move |_| {
            let mut out = None;
            let attempt = |state: &mut T| {
                out = step.take().map(|step| step(state));
                TryResult::Done
            };
            current(|current| self.operate(current, place, access, None, attempt));
            // Still empty when the run was stopped, or outside of any run.
            out.map_or(Poll::Pending, Poll::Ready)
        })
    }

    fn id(&self) -> ObjectId {
        self.core.id
    }

    fn inspect<R>(&self, look: impl FnOnce(&mut T) -> R) -> R {
        look(&mut lock(&self.core.inner).state)
    }

    fn idle(&self) -> Self {
        Monitor {
            core: self.core.clone(),
            idle: true,
        }
    }
}

impl<T: Send + 'static> Inspect for Core<T> {
    fn holders(&self) -> Vec<u16> {
        // Never waits: an observer must not hang on a thread that broke while it had the lock, and of a run in which nobody moves every lock is
        // free. A moment later a run that goes on tells more.
        self.inner
            .try_lock()
            .map(|inner| inner.holders.iter().map(|holder| holder.thread).collect())
            .unwrap_or_default()
    }

    fn is_untouched(&self) -> bool {
        self.inner.try_lock().is_ok_and(|inner| inner.last.is_none())
    }

    fn take_unrecorded(&self) -> u32 {
        let inner = self.inner.try_lock();
        // With the lock in hand, so no thread is between its load and its store in `count_unrecorded`, which would bring the old count back.
        inner.map_or(0, |_| self.unrecorded.swap(0, Relaxed))
    }
}

impl<T> Clone for Monitor<T> {
    fn clone(&self) -> Self {
        Monitor {
            core: self.core.clone(),
            idle: self.idle,
        }
    }
}

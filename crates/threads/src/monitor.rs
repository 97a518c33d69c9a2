//! A region on real threads: a mutex, its waiters and its holders.

use crate::{
    clock,
    here::{Here, here, is_due, look},
    parker::lock,
    ring::MOST,
    shared::{Holder, Inspect, Shared},
    slot::{Slot, bump},
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
use trace::{State, What};
use world::{Access, Kind, Label, ObjectId, Place, Region, Waited};

/// State that one thread at a time touches.
pub struct Monitor<T> {
    core: Arc<Core<T>>,
    idle: bool,
}

struct Core<T: ?Sized> {
    id: ObjectId,
    kind: Kind,
    /// Takes that were not recorded, and not yet told of; changed only by who has the lock. It outlives the region, whose last takes are told when
    /// it is gone.
    unrecorded: Arc<AtomicU32>,
    inner: Mutex<Inner<T>>,
}

struct Inner<T: ?Sized> {
    waiters: Vec<Waiter>,
    holders: Vec<Holder>,
    /// The thread that held it last, to tell a hand-over from a come-back, and what was never held.
    last: Option<u16>,
    state: T,
}

/// Any state: waiting is compiled once, not once a type of state.
type Unknown = dyn Any + Send;

struct Waiter {
    slot: Arc<Slot>,
    /// Whether only another thread can wake it.
    for_ever: bool,
}

/// What one look at the state came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Done,
    GaveUp,
    NotYet,
}

/// How a visit ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Over,
    Expired,
    /// The run was told to stop.
    Stopped,
}

/// Looks at the state once; whatever else comes of a success it keeps for itself. Behind a pointer, so that waiting is compiled once and
/// not once a step: the engine's wasm is a third smaller for it.
type Step<'a> = &'a mut dyn FnMut(&mut Unknown) -> Look;

impl<T: Send + 'static> Monitor<T> {
    pub(crate) fn new(shared: &Shared, label: Label, state: T) -> Self {
        let inner = Mutex::new(Inner {
            waiters: Vec::new(),
            holders: Vec::new(),
            last: None,
            state,
        });
        let core = shared.register(label, |id, unrecorded| {
            Arc::new(Core {
                id,
                kind: label.kind,
                unrecorded,
                inner,
            })
        });
        Monitor { core, idle: false }
    }

    fn visit(
        &self,
        here: Here<'_>,
        place: Place,
        access: Access,
        limit: Option<Duration>,
        mut step: impl FnMut(&mut T) -> Look,
    ) -> Visit {
        let (core, idle): (&Core<Unknown>, bool) = (&*self.core, self.idle);
        let mut step = |state: &mut Unknown| state.downcast_mut().map_or(Look::NotYet, &mut step);
        Visitor {
            core,
            idle,
            here,
            place,
            access,
        }
        .visit(limit, &mut step)
    }
}

/// A thread's operation on a region of any state.
#[derive(Clone, Copy)]
struct Visitor<'a> {
    core: &'a Core<Unknown>,
    idle: bool,
    here: Here<'a>,
    place: Place,
    access: Access,
}

impl<'a> Visitor<'a> {
    #[inline(never)]
    fn visit(self, limit: Option<Duration>, step: Step<'_>) -> Visit {
        let Visitor { here, place, .. } = self;
        if is_due() {
            look(place);
        }
        if here.shared.stopping() {
            return Visit::Stopped;
        }
        let mut inner = lock(&self.core.inner);
        // Whatever comes of the first try, it is a step.
        let look = here.enter(|| self.look(&mut inner, None, step), |_| true);
        if look != Look::NotYet {
            return Visit::Over;
        }
        match limit {
            Some(Duration::ZERO) => Visit::Expired,
            _ => self.wait(inner, limit, step),
        }
    }

    /// Runs the step once and does the bookkeeping of a success; `since` is when a wait ended, if there was one.
    fn look(self, inner: &mut Inner<Unknown>, since: Option<u64>, step: Step<'_>) -> Look {
        let look = step(&mut inner.state);
        if look == Look::Done {
            self.account(inner, since);
            inner.wake_all(self.here.shared);
        }
        look
    }

    fn account(self, inner: &mut Inner<Unknown>, since: Option<u64>) {
        let Visitor {
            here, place, access, ..
        } = self;
        let slot = here.slot;
        match access {
            Access::Acquire => self.acquired(inner, since),
            Access::Release => {
                let mine = inner
                    .holders
                    .iter()
                    .position(|holder| holder.thread == slot.index)
                    .unwrap_or_default();
                if mine < inner.holders.len() && inner.holders.swap_remove(mine).stamped {
                    slot.record(clock::now(), What::Release, Some(self.core.id), place);
                }
            }
            // It tells of its own end: whoever hears of it may start another in its place at once.
            Access::Signal if slot.holds == Some(self.core.id) => here.shared.gives_place_back(slot),
            Access::Read | Access::Write | Access::Signal | Access::Observe => {}
        }
    }

    fn acquired(self, inner: &mut Inner<Unknown>, since: Option<u64>) {
        let Visitor { here, place, .. } = self;
        let slot = here.slot;
        let excludes = self.core.kind.excludes();
        let worth = excludes && (since.is_some() || here.shared.order.is_some() || slot.afford());
        let stamped = worth && here.shared.record && {
            let at = since.unwrap_or_else(clock::now);
            self.tell_unrecorded(at);
            slot.record(at, What::Acquire, Some(self.core.id), place)
        };
        inner.holders.push(Holder {
            thread: slot.index,
            stamped,
        });
        let before = inner.last.replace(slot.index);
        if !excludes {
            return;
        }
        bump(&slot.acquisitions, 1);
        if !stamped {
            self.core.count_unrecorded(1);
        }
        if self.core.kind == Kind::GlobalLock && before.is_some_and(|last| last != slot.index) {
            here.shared.count_switch();
        }
    }

    /// Says how often it was taken since the last time without anybody saying so.
    fn tell_unrecorded(self, at: u64) {
        let Visitor { here, place, .. } = self;
        let takes = self.core.unrecorded.load(Relaxed).min(MOST);
        let id = Some(self.core.id);
        if takes > 0 && here.slot.record_number(at, What::Takes, id, place, takes) {
            self.core.count_unrecorded(takes.wrapping_neg());
        }
    }

    /// Who waits says who keeps it waiting, where those have not said so themselves; they say when they let go.
    fn tell_holders(self, inner: &mut Inner<Unknown>, at: u64) {
        let Visitor { here, place, core, .. } = self;
        if !core.kind.excludes() || !here.shared.record || inner.holders.iter().all(|holder| holder.stamped) {
            return;
        }
        self.tell_unrecorded(at);
        for holder in inner.holders.iter_mut().filter(|holder| !holder.stamped) {
            let thread = holder.thread.into();
            holder.stamped = here.slot.record_number(at, What::Holds, Some(core.id), place, thread);
        }
    }

    fn wait(self, mut inner: MutexGuard<'a, Inner<Unknown>>, limit: Option<Duration>, step: Step<'_>) -> Visit {
        let here = self.here;
        let began = clock::now();
        let deadline = limit.map(|limit| began.saturating_add(limit.as_nanos() as u64));
        self.tell_holders(&mut inner, began);
        self.lie_down(began);
        let (visit, ended) = loop {
            here.slot.parker.reset();
            inner.waiters.push(Waiter {
                slot: here.slot.clone(),
                for_ever: deadline.is_none(),
            });
            drop(inner);
            if deadline.is_none() {
                // After the lock is free: whoever then finds nobody movable may look at every region. Who wakes us in between has
                // counted us twice until now.
                here.shared.becomes_stuck();
            }
            if !here.shared.stopping() {
                here.slot.parker.park(deadline);
            }
            inner = lock(&self.core.inner);
            inner.forget(here.slot);
            let now = clock::now();
            if here.shared.stopping() {
                break (Visit::Stopped, now);
            }
            let expires = deadline.is_some_and(|deadline| now >= deadline);
            let look = || self.look(&mut inner, Some(now), step);
            if here.enter(look, |look| expires || *look != Look::NotYet) != Look::NotYet {
                break (Visit::Over, now);
            }
            if expires {
                break (Visit::Expired, now);
            }
            self.tell_holders(&mut inner, now);
        };
        drop(inner);
        here.slot.earn(ended.saturating_sub(began));
        self.get_up(ended);
        visit
    }

    fn lie_down(self, at: u64) {
        let Visitor { here, place, .. } = self;
        let (state, what) = if self.idle {
            (State::Idle, What::Idle)
        } else {
            (State::Waiting, What::Wait)
        };
        here.slot.show(place);
        here.slot
            .wants_room(self.core.kind == Kind::Queue && self.access == Access::Signal);
        here.slot.turn(state, Some(self.core.id));
        here.slot.record(at, what, Some(self.core.id), place);
        if !self.idle {
            here.slot.begin_wait(at);
        }
    }

    fn get_up(self, at: u64) {
        let Visitor { here, place, .. } = self;
        here.slot.turn(State::Running, None);
        here.slot.record(at, What::Resume, Some(self.core.id), place);
        if !self.idle {
            here.slot.end_wait(at);
        }
    }
}

impl<T: ?Sized> Core<T> {
    /// To be called by who has the lock: so an addition is enough that is none to others.
    fn count_unrecorded(&self, takes: u32) {
        let before = self.unrecorded.load(Relaxed);
        self.unrecorded.store(before.wrapping_add(takes), Relaxed);
    }
}

impl Inner<Unknown> {
    /// Wakes whoever waits. Who waited for ever is counted as movable *before* it runs, by us who still are.
    fn wake_all(&mut self, shared: &Shared) {
        for waiter in self.waiters.drain(..) {
            if waiter.for_ever {
                shared.becomes_movable();
            }
            waiter.slot.parker.unpark();
        }
    }

    /// Takes a thread off the list of waiters, if nobody has woken it.
    fn forget(&mut self, slot: &Arc<Slot>) {
        self.waiters.retain(|waiter| !Arc::ptr_eq(&waiter.slot, slot));
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
            let look = |state: &mut T| match step(state) {
                Some(Ok(out)) => {
                    outcome = Some(Waited::Done(out));
                    Look::Done
                }
                Some(Err(why)) => {
                    outcome = Some(Waited::GaveUp(why));
                    Look::GaveUp
                }
                None => Look::NotYet,
            };
            match here(|here| self.visit(here, place, access, limit, look)) {
                Some(Visit::Over) => outcome.map_or(Poll::Pending, Poll::Ready),
                Some(Visit::Expired) => Poll::Ready(Waited::Expired),
                // Outside of any run nobody could wake us: such a poll is as cancelled as one after a stop.
                Some(Visit::Stopped) | None => Poll::Pending,
            }
        })
    }

    fn with_at<R>(&self, place: Place, access: Access, step: impl FnOnce(&mut T) -> R) -> impl Future<Output = R> {
        let mut step = Some(step);
        poll_fn(move |_| {
            let mut out = None;
            let look = |state: &mut T| {
                out = step.take().map(|step| step(state));
                Look::Done
            };
            here(|here| self.visit(here, place, access, None, look));
            // Nothing came of it when the run was told to stop, or outside of any run.
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

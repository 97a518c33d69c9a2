//! The thread that is running now, as its own operations see it.

use crate::{shared::Shared, slot::Slot};
use std::{cell::Cell, ptr, sync::Arc};
use world::Place;

/// Who runs here.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// The thread.
    pub slot: &'a Arc<Slot>,
    /// Its run.
    pub shared: &'a Arc<Shared>,
}

thread_local! {
    static SLOT: Cell<*const Arc<Slot>> = const { Cell::new(ptr::null()) };
    static SHARED: Cell<*const Arc<Shared>> = const { Cell::new(ptr::null()) };
    static TICKS: Cell<u32> = const { Cell::new(0) };
    /// Whether the order of operations is kept: what the cheapest of them ask, when it is not.
    static ORDERED: Cell<bool> = const { Cell::new(false) };
}

/// How many cheap operations pass between two that show where the thread is. A prime, so that no loop hides an operation for ever.
const SHOWN_EVERY: u32 = 61;

/// Runs `body` as the given thread of a run.
pub fn enter(slot: &Arc<Slot>, shared: &Arc<Shared>, body: impl FnOnce()) {
    SLOT.set(ptr::from_ref(slot));
    SHARED.set(ptr::from_ref(shared));
    ORDERED.set(shared.order.is_some());
    let leave = Leave;
    body();
    drop(leave);
}

struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        SLOT.set(ptr::null());
        SHARED.set(ptr::null());
        ORDERED.set(false);
    }
}

/// Looks at who runs here; `None` outside of any run, as in set-up and reports.
pub fn here<R>(look: impl FnOnce(Here<'_>) -> R) -> Option<R> {
    #[expect(
        unsafe_code,
        reason = "a thread's own record is reached without counting references in the hottest operations"
    )]
    // SAFETY: `enter` stores pointers to references that outlive `body`, and `Leave` takes them back before `enter` returns, by
    // unwinding too. Both are thread-local, so no other thread can use them, and `look` cannot keep what it is lent.
    let (slot, shared) = unsafe { (SLOT.get().as_ref()?, SHARED.get().as_ref()?) };
    Some(look(Here { slot, shared }))
}

/// For operations of a few nanoseconds: now and then shows where the thread is, and says whether it must stop.
pub fn tick(place: Place) -> bool {
    let ticks = TICKS.get().wrapping_add(1);
    TICKS.set(ticks);
    ticks.is_multiple_of(SHOWN_EVERY) && here(|here| here.show(place)).unwrap_or(false)
}

/// Does what counts as a step, where nothing else is asked of the thread.
#[inline]
pub fn step<R>(act: impl Fn() -> R) -> R {
    if ORDERED.get() { ordered(act) } else { act() }
}

#[cold]
fn ordered<R>(act: impl Fn() -> R) -> R {
    here(|here| here.enter(&act, |_| true)).unwrap_or_else(act)
}

impl Here<'_> {
    /// Does something that is a step if it `counts`.
    pub fn enter<R>(&self, act: impl FnOnce() -> R, counts: impl FnOnce(&R) -> bool) -> R {
        match &self.shared.order {
            None => act(),
            Some(order) => order.enter(self.slot.index, act, counts),
        }
    }

    /// Shows where the thread is, and says whether it must stop.
    pub fn show(&self, place: Place) -> bool {
        self.slot.show(place);
        self.shared.stopping()
    }
}

//! The thread that is running now, as its own operations see it.

use crate::{shared::Shared, text_line::stand_in, thread_record::ThreadRecord};
use std::{cell::Cell, ptr, sync::Arc, task::Poll};
use world::Place;

/// The running thread and its run.
#[derive(Clone, Copy)]
pub struct CurrentThread<'a> {
    /// The thread.
    pub thread: &'a Arc<ThreadRecord>,
    /// Its run.
    pub shared: &'a Arc<Shared>,
}

thread_local! {
    // Pointers, not counted references: an operation of two nanoseconds cannot afford to count.
    static THREAD: Cell<*const Arc<ThreadRecord>> = const { Cell::new(ptr::null()) };
    static SHARED: Cell<*const Arc<Shared>> = const { Cell::new(ptr::null()) };
    /// Cheap operations until one shows where the thread is.
    static LEFT: Cell<u32> = const { Cell::new(SHOWN_EVERY) };
}

/// How many cheap operations pass between two that show where the thread is. A prime, so that no loop hides an operation for ever.
const SHOWN_EVERY: u32 = 61;

/// Runs `body` as the given thread of a run.
pub fn enter(thread: &Arc<ThreadRecord>, shared: &Arc<Shared>, body: impl FnOnce()) {
    // A pool's thread lives through many runs, so all four are set anew.
    THREAD.set(ptr::from_ref(thread));
    SHARED.set(ptr::from_ref(shared));
    LEFT.set(1);
    stand_in(0);
    // Dropped by unwinding too, or the pointers would outlive what they point to.
    let leave = Leave;
    body();
    drop(leave);
}

struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        THREAD.set(ptr::null());
        SHARED.set(ptr::null());
    }
}

/// Looks at the thread that is running; `None` outside of any run, as in set-up and reports.
pub fn current<R>(look: impl FnOnce(CurrentThread<'_>) -> R) -> Option<R> {
    #[expect(
        unsafe_code,
        reason = "a thread's own record is reached without counting references in the hottest operations"
    )]
    // SAFETY: `enter` stores pointers to references that outlive `body`, and `Leave` takes them back before `enter` returns, by
    // unwinding too. Both are thread-local, so no other thread can use them, and `look` cannot keep what it is lent.
    let (thread, shared) = unsafe { (THREAD.get().as_ref()?, SHARED.get().as_ref()?) };
    Some(look(CurrentThread { thread, shared }))
}

/// For operations of a few nanoseconds: whether this one has more to do than to take place, and is to [`look`]. Now and then; always when
/// the order of operations is kept, which so costs those nothing whose order is not.
#[inline(always)]
pub fn is_due() -> bool {
    // Thread-local, so it needs no atomic: this is all that a cell's operation costs beside itself, 60 times of 61.
    let left = LEFT.get() - 1;
    LEFT.set(left);
    left == 0
}

/// Shows where the thread is, and says whether it must stop.
#[cold]
pub fn look(place: Place) -> bool {
    let shown = current(|current| (current.show(place), current.shared.order.is_some()));
    let (stopping, ordered) = shown.unwrap_or_default();
    // Where the order is kept every operation is looked at, because each is an entry of the log.
    LEFT.set(if ordered { 1 } else { SHOWN_EVERY });
    stopping
}

/// Looks, and does what counts as a step; pending when it must stop.
#[cold]
#[inline(never)]
pub fn step<T, R>(place: Place, on: &T, act: &impl Fn(&T) -> R) -> Poll<R> {
    if look(place) {
        return Poll::Pending;
    }
    let act = || act(on);
    Poll::Ready(current(|current| current.enter(act, |_| true)).unwrap_or_else(act))
}

impl CurrentThread<'_> {
    /// Does something that is a step if it `counts`.
    pub fn enter<R>(&self, act: impl FnOnce() -> R, counts: impl FnOnce(&R) -> bool) -> R {
        match &self.shared.order {
            None => act(),
            Some(order) => order.enter(self.thread.index, act, counts),
        }
    }

    /// Shows where the thread is, and says whether it must stop.
    pub fn show(&self, place: Place) -> bool {
        self.thread.show(place);
        self.shared.census.is_stopping()
    }
}

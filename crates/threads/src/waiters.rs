//! The threads that wait at a region, and how they are woken.

use crate::{census::Census, thread_record::ThreadRecord};
use std::sync::Arc;

/// The waiters of one region, behind its lock.
#[derive(Default)]
pub struct Waiters(Vec<Waiter>);

struct Waiter {
    thread: Arc<ThreadRecord>,
    /// Whether only another thread can wake it: then it is no longer counted as runnable, or will not be in a moment.
    for_ever: bool,
}

impl Waiters {
    /// A thread is about to wait.
    pub fn add(&mut self, thread: &Arc<ThreadRecord>, for_ever: bool) {
        let thread = thread.clone();
        // At the end, and all are woken at once: who gets the region is decided by who takes its lock first, as with a condition variable that
        // notifies all. A region does not know which of its waiters a change helps.
        self.0.push(Waiter { thread, for_ever });
    }

    /// Wakes them all. Who waited for ever is counted as runnable *before* it runs, by the caller, who is.
    pub fn wake_all(&mut self, census: &Census) {
        for waiter in self.0.drain(..) {
            if waiter.for_ever {
                census.unblock();
            }
            // After the count: the woken thread may end at once, and must not be the one that brings the count to zero too early.
            waiter.thread.parker.unpark();
        }
    }

    /// Takes a thread off the list, if none has woken it.
    pub fn remove(&mut self, thread: &Arc<ThreadRecord>) {
        // By identity and not by number: a thread stands in the list once at most. Nothing is counted here, for whoever took it off the list
        // counted it in, and whoever waits with a deadline was never counted out.
        self.0.retain(|waiter| !Arc::ptr_eq(&waiter.thread, thread));
    }
}

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

    /// Takes a thread off the list, if nobody has woken it.
    pub fn remove(&mut self, thread: &Arc<ThreadRecord>) {
        self.0.retain(|waiter| !Arc::ptr_eq(&waiter.thread, thread));
    }
}

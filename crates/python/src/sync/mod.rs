//! Sync objects as pure states: what blocks a Python thread, without a world, a clock or a thread in it.
//!
//! A driver keeps one `State` for each object number. It asks `ready` whether a call could take place, lets it take place with `attempt`, and gives up one
//! that has waited for too long with `expire`. A call's answer is a plain value; what it means (and which exception CPython raises for it) is said by the
//! library's Python (`library/threading.py` and its neighbours), which runs *quietly*: the machine hands out neither accesses nor check points for it.

mod barrier;
mod call;
mod condition;
mod future;
mod held;
mod lock;
mod names;
mod order;
mod parts;
mod pool;
mod queue;
mod signal;
mod touch;

pub use barrier::Barrier;
pub use call::Call;
pub use condition::Condition;
pub use future::{Future, Stage};
pub use lock::{Lock, RLock};
pub use names::{Names, number_of, short};
pub use order::compare;
pub use parts::{Part, PartTouch};
pub use pool::Pool;
pub use queue::{Order, Queue};
pub use signal::{End, Event, Semaphore};
pub use touch::{Checks, Touch};

use crate::value::Value;

/// What a sync object is now.
#[derive(Clone, Debug)]
pub enum State {
    /// `threading.Lock`.
    Lock(Lock),
    /// `threading.RLock`.
    RLock(RLock),
    /// The waiters of a `threading.Condition`; its lock is an object of its own.
    Condition(Condition),
    /// `threading.Semaphore` and `BoundedSemaphore`.
    Semaphore(Semaphore),
    /// `threading.Event`.
    Event(Event),
    /// `threading.Barrier`.
    Barrier(Barrier),
    /// The four queues of `queue`.
    Queue(Queue),
    /// `concurrent.futures.Future`.
    Future(Future),
    /// Whether a thread has begun and ended.
    End(End),
    /// The tasks of a `ThreadPoolExecutor` and who is idle.
    Pool(Pool),
}

impl State {
    /// Whether a call could take place now.
    #[must_use]
    pub fn ready(&self, call: &Call, me: u32) -> bool {
        match self {
            Self::Lock(lock) => lock.ready(call),
            Self::RLock(lock) => lock.ready(call, me),
            Self::Condition(condition) => condition.ready(call),
            Self::Semaphore(semaphore) => semaphore.ready(call),
            Self::Event(event) => event.ready(call),
            Self::Barrier(barrier) => barrier.ready(call),
            Self::Queue(queue) => queue.ready(call),
            Self::Future(future) => future.ready(call),
            Self::End(end) => end.ready(call),
            Self::Pool(pool) => pool.ready(call),
        }
    }

    /// Lets a call of thread `me` take place if it can: its answer, or `None` when it must wait.
    pub fn attempt(&mut self, call: &Call, me: u32) -> Option<Value> {
        if !self.ready(call, me) {
            return None;
        }
        Some(match self {
            Self::Lock(lock) => lock.perform(call, me),
            Self::RLock(lock) => lock.perform(call, me),
            Self::Condition(condition) => condition.perform(call),
            Self::Semaphore(semaphore) => semaphore.perform(call),
            Self::Event(event) => event.perform(call),
            Self::Barrier(barrier) => barrier.perform(call),
            Self::Queue(queue) => queue.perform(call, me),
            Self::Future(future) => future.perform(call),
            Self::End(end) => end.perform(call),
            Self::Pool(pool) => pool.perform(call, me),
        })
    }

    /// What a call that waited for too long leaves behind; its answer is always `False`.
    pub fn expire(&mut self, call: &Call) -> Value {
        match self {
            Self::Condition(condition) => condition.forget(call),
            Self::Barrier(barrier) => barrier.give_up(call),
            _ => {}
        }
        Value::Bool(false)
    }

    /// The end of the main thread: pools take no more tasks, and their idle workers go home, as `concurrent.futures` registers at exit. What that touches.
    pub fn leave(&mut self) -> Option<PartTouch> {
        let Self::Pool(pool) = self else { return None };
        let touch = parts::shuts(pool.shut);
        pool.shut = true;
        Some(touch)
    }

    /// Which threads hold it.
    #[must_use]
    pub fn holders(&self) -> Vec<u32> {
        match self {
            Self::Lock(lock) => lock.holder.into_iter().collect(),
            Self::RLock(lock) => lock.holder.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

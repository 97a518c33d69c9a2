//! Locks, queues, tasks and pools, each a few lines on [`Region`](crate::Region).

mod barrier;
mod condvar;
mod event;
mod join;
mod mutex;
mod pool;
mod queue;
mod rwlock;
mod semaphore;
mod task;
mod variable;

pub use barrier::Barrier;
pub use condvar::Condvar;
pub use event::Event;
pub use join::{Join, spawn};
pub use mutex::Mutex;
pub use pool::Pool;
pub use queue::{Closed, Queue};
pub use rwlock::{Preference, RwLock};
pub use semaphore::Semaphore;
pub use task::Task;
pub use variable::Variable;

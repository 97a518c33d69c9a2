//! What is asked of a sync object.

use crate::value::Value;

/// An operation on a sync object. Each names the kinds of object that know it, and its answer.
#[derive(Clone, Debug)]
pub enum Call {
    /// Lock, RLock, Semaphore: takes it, waits if need be. `True`.
    Acquire,
    /// Lock, RLock, Semaphore: takes it if that is possible now. Whether it did.
    TryAcquire,
    /// Lock, RLock: lets go. `False` if it was not taken (an RLock: not by this thread).
    Release,
    /// Lock, RLock: whether somebody holds it.
    Locked,
    /// RLock: whether this thread holds it.
    Owned,
    /// RLock: lets go of all levels at once. How many there were.
    ReleaseAll,
    /// RLock: takes it with as many levels, waits if need be. `True`.
    AcquireAll(i64),
    /// Condition: stands in line. A ticket.
    Enlist,
    /// Condition: waits until the ticket is called. `True`.
    Await(i64),
    /// Condition: calls so many of the longest waiting tickets. How many were called.
    Notify(i64),
    /// Semaphore: gives back so many. `False` if that would exceed its bound.
    Give(i64),
    /// Semaphore, Queue: how many there are.
    Count,
    /// Event: happens.
    Set,
    /// Event: has not happened.
    Clear,
    /// Event, ThreadEnd, Future: whether it has.
    IsSet,
    /// Event, ThreadEnd: waits until it has. `True`.
    Wait,
    /// Barrier: comes to it, waits while it is being passed. Place and generation, or `None` if it is broken.
    Arrive,
    /// Barrier: waits until this generation passes (`True`) or breaks (`None`).
    Pass(i64),
    /// Barrier: the last who came lets all pass.
    Open,
    /// Barrier: breaks it.
    Break,
    /// Barrier: breaks it for those who wait, and makes it new.
    Reset,
    /// Barrier: how many wait, and whether it is broken.
    Look,
    /// Queue: puts an item, waits for room if need be. `True`, or `None` if it is shut down.
    Put(Value),
    /// Queue: puts an item if there is room. Whether it did; `None` if it is shut down.
    TryPut(Value),
    /// Queue: takes an item, waits for one if need be. A tuple of it; `None` if it is shut down and empty.
    Get,
    /// Queue: takes an item if there is one. A tuple of it; `False` if not; `None` if it is shut down and empty.
    TryGet,
    /// Queue: one task less is unfinished. `False` if there was none.
    TaskDone,
    /// Queue: waits until no task is unfinished. `True`.
    Drain,
    /// Queue: whether it is shut down.
    IsShutDown,
    /// Queue: how many tasks are not done yet.
    Unfinished,
    /// Queue: what is in it, in a tuple.
    Items,
    /// Queue: takes no more; if so, gives no more either.
    ShutDown(bool),
    /// Future: begins. `False` if it was cancelled.
    Begin,
    /// Future: ends with a result. Its callbacks.
    Resolve(Value),
    /// Future: ends with an exception. Its callbacks.
    Fail(Value),
    /// Future: is cancelled if it has not begun. `False` if that is too late, else its callbacks (`None` if it had been before).
    Cancel,
    /// Future: waits for its end. How it ended, and with what.
    Outcome,
    /// Future: how it stands, and with what.
    Stage,
    /// Future: what is called when it ends. `False` if it has.
    Callback(Value),
    /// Pool: a task to do. `False` if it is shut down, `None` if somebody idle takes it, else the number of the worker to start, or -1 if there are enough.
    Submit(Value),
    /// Pool: a task if there is one, in a tuple. `None` if not: the worker is idle from then on. A worker that knows that the pool has all its workers is told to wait at once.
    TryTake,
    /// Pool: a task, waits for one if need be, in a tuple. `None` if it is shut down and empty.
    Take,
    /// Pool: takes no more. What is left undone if that is to be cancelled.
    Close(bool),
    /// ThreadEnd: the thread begins. `False` if it had before.
    Start,
    /// ThreadEnd: the thread ends.
    Finish,
}

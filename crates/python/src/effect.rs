//! What a Python thread asks of whoever drives it: everything that others could see or that could block, announced before it takes place.

use std::time::Duration;

use crate::number::ObjectNumber;
use crate::objects::exception::Raised;
use crate::objects::string::Name;
use crate::sync;
use crate::value::Value;

/// What a thread is about to do. Resuming it performs the effect.
#[derive(Debug)]
pub enum Effect {
    /// Touches a slot of an object; handed out only while the interpreter announces.
    Access(Access),
    /// A place where the lock may change hands (corpus convention 2).
    CheckPoint(CheckKind),
    /// An operation on a sync object, which may block; answered by `Answer::Value` or `Answer::Raise` (or `Answer::Expired`).
    Sync {
        /// Which sync object.
        object: ObjectNumber,
        /// What to do with it.
        call: sync::Call,
        /// How long to wait at most.
        limit: Option<Duration>,
    },
    /// Makes a sync object under a number that the thread chose; answered by `Answer::Value` with that number.
    NewSync {
        /// The new object's number.
        object: ObjectNumber,
        /// Its first state.
        state: sync::State,
    },
    /// Starts a thread; answered by `Answer::Value` with its number.
    Spawn {
        /// What the program calls it.
        name: String,
        /// Whether it is cut off at exit.
        daemon: bool,
        /// What it runs.
        start: Start,
    },
    /// Calls a thread by another name.
    Rename {
        /// Which thread.
        thread: u32,
        /// Its new name.
        name: String,
    },
    /// Sleeps for a time.
    Sleep(Duration),
    /// A long computation, during which the lock may be let go.
    Compute {
        /// How long it takes.
        nanos: u64,
        /// Whether the lock is let go meanwhile.
        detached: bool,
    },
    /// Writes text.
    Output {
        /// Where to.
        stream: Stream,
        /// What.
        text: String,
    },
    /// Asks the time since the run began; answered by `Answer::Time`.
    Clock,
    /// Ends the whole program with a status (`os._exit`).
    Exit(i32),
    /// The thread ended: with a value, or an exception that nobody caught.
    Finished(Result<Value, Raised>),
}

/// One access to a slot that others may reach.
#[derive(Clone, Debug)]
pub struct Access {
    /// Which object.
    pub object: ObjectNumber,
    /// Which slot of it.
    pub slot: Slot,
    /// Read, write, or both in one.
    pub kind: Kind,
    /// Whether it is the first access of its bytecode instruction (3.9 switches only before it).
    pub first_in_op: bool,
    /// Whether the op that makes it has made the one that was handed out before it as well: nothing lies between them.
    pub later_in_op: bool,
    /// What people call what is touched: `hits`, `account.balance`, `items`.
    pub name: String,
}

impl Access {
    /// An access to an object as a whole, in the middle of an op; nobody calls it by a name.
    #[must_use]
    pub fn whole(object: ObjectNumber, kind: Kind) -> Self {
        Self {
            object,
            slot: Slot::Whole,
            kind,
            first_in_op: false,
            later_in_op: false,
            name: String::new(),
        }
    }
}

/// Which slot of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// All of it: a list, dict, set or deque.
    Whole,
    /// A named slot: a module's global, an instance's or class's attribute.
    Name(Name),
    /// A captured variable.
    Cell,
}

/// How a slot is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Looks.
    Read,
    /// Overwrites.
    Write,
    /// Looks and changes in one step.
    Update,
}

/// Which kind of check point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// After a call of anything but a plain Python function has returned.
    Call,
    /// A loop's backward jump.
    BackwardJump,
    /// A Python function is entered or a generator resumed.
    Entry,
    /// Before any op of the program; handed out by threads that halt everywhere, and to nobody else.
    Op,
}

/// Where output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// What the driver answers.
#[derive(Debug)]
pub enum Answer {
    /// Go on: the first time, and after everything that gives nothing back.
    /// (A check point may be answered by `Raise` as well: a MemoryError comes from outside.)
    Go,
    /// What a sync operation or spawning gave.
    Value(Value),
    /// A sync operation raised.
    Raise(Raised),
    /// The limit passed before the operation could take place.
    Expired,
    /// The time since the run began.
    Time(Duration),
}

/// What a thread runs.
#[derive(Clone, Debug)]
pub struct Start {
    /// What is called.
    pub callable: Value,
    /// Its positional arguments.
    pub arguments: Vec<Value>,
    /// Its keyword arguments.
    pub keywords: Vec<(Name, Value)>,
}

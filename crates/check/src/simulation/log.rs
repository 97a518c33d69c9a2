//! What happens in a run, for those who want to read it.

use explore::Task;
use python::{Kind, sync};

/// Something that a thread did.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Which thread.
    pub task: Task,
    /// Which step of the run.
    pub step: usize,
    /// In which line.
    pub line: u32,
    /// What it did.
    pub what: What,
}

/// What a thread did.
#[derive(Clone, Debug)]
pub enum What {
    /// Touched a slot.
    Access {
        /// How.
        kind: Kind,
        /// What people call the slot.
        name: String,
        /// What the value belongs to: `hits`, `counts['a']`, `len(items)`.
        subject: String,
        /// What the thread does with it: `appends 4 to items`.
        words: String,
        /// What was in it afterwards, if that can be said shortly.
        value: Option<String>,
        /// Whether threads contend for it.
        contended: bool,
    },
    /// Called a sync object.
    Sync {
        /// Which.
        object: u64,
        /// What for.
        call: sync::Call,
        /// How that went.
        went: Went,
    },
    /// Started a thread.
    Spawn(String),
    /// Slept.
    Sleep,
    /// Wrote to its standard output.
    Output(String),
    /// Goes round a loop without getting anywhere.
    Spin,
    /// Raised what nobody caught.
    Raise(String),
    /// Ended.
    End,
    /// The program ended, and with it the daemons.
    Exit,
}

/// How a call of a sync object went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// It took place; for one that may be refused: it was not.
    Well,
    /// It was refused, as when a lock that is tried is taken.
    Refused,
    /// It has to wait.
    Waits,
    /// It waited for too long.
    Expired,
}

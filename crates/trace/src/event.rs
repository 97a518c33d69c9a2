//! One thing that a thread did, as recorded.

use serde::{Deserialize, Serialize};

/// What a thread did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EventKind {
    /// Began its body.
    Start,
    /// Ended its body.
    End,
    /// Began to wait for the object.
    Wait,
    /// Has nothing to do until the object gives it work.
    Idle,
    /// Began to sleep.
    Sleep,
    /// Runs again after waiting, idling or sleeping.
    Resume,
    /// Took hold of the object.
    Acquire,
    /// Let go of the object.
    Release,
    /// Since the last such event about the object, somebody took it so many [times](Event::times) without a record: that would have cost more than
    /// the work. The thread is whoever noticed.
    Takes,
    /// Was seen to hold the object, which it had taken without a record, by somebody who now waits for it.
    Holds,
}

/// One event. Object and place are numbers into [`SymbolTable`](crate::SymbolTable).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Nanoseconds since the run started.
    pub at: u64,
    /// The thread that did it, counted from 0.
    pub thread: u16,
    /// What it did.
    pub what: EventKind,
    /// To which object; meaningless for `Start`, `End`, `Sleep`.
    pub object: u32,
    /// Where in the program.
    pub place: u32,
    /// How many there were, of [`EventKind::Takes`]; else 0.
    pub times: u32,
}

//! A run that is stepped through: who could move and how, what is shared, what the last move was.

use crate::{Place, Race};
use serde::{Deserialize, Serialize};

/// A thread, and the move it could make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadView {
    /// The thread's number, from 0.
    pub thread: u16,
    /// Its name.
    pub name: String,
    /// Its next operation in words, as ``reads `n` ``; `None` when it has ended.
    pub next: Option<String>,
    /// Where that stands in the program.
    pub place: Option<Place>,
    /// Whether it can move now.
    pub enabled: bool,
    /// Why it cannot, as ``waits for `lock`, held by adder 2``; or what is to be known before it tries.
    pub note: Option<String>,
    /// What it read last, as `n = 3`.
    pub seen: Option<String>,
    /// The locks it holds.
    pub holds: Vec<String>,
}

/// A piece of shared memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedState {
    /// Its name.
    pub name: String,
    /// What is in it, or who holds it.
    pub value: String,
    /// Whether it is held, as a lock is, and not written.
    pub is_held: bool,
    /// Whether the last step changed it.
    pub changed: bool,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// Its number, from 1.
    pub step: u64,
    /// The thread's number, from 0.
    pub thread: u16,
    /// Virtual nanoseconds since the start.
    pub at: u64,
    /// What was done, in words.
    pub words: String,
    /// Where that stands in the program.
    pub place: Place,
}

/// A moment of a run that is stepped through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Steps before this moment.
    pub at: u64,
    /// Steps that are known, some of them perhaps after this moment.
    pub known: u64,
    /// Virtual nanoseconds since the start.
    pub now: u64,
    /// The threads.
    pub turns: Vec<ThreadView>,
    /// What they share.
    pub shared: Vec<SharedState>,
    /// The last step.
    pub last: Option<StepRecord>,
    /// How the run has ended, as `finished` or `deadlock`; `None` when somebody can move.
    pub ending: Option<String>,
    /// The schedule of all steps that are known.
    pub schedule: String,
    /// Races seen so far.
    pub races: Vec<Race>,
}

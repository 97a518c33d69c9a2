//! Evidence of a race: two accesses to the same data, and what was missing between them.

use crate::Place;
use serde::{Deserialize, Serialize};

/// What is wrong with the two accesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaceKind {
    /// Nothing orders them: which comes first is left to chance.
    Unordered,
    /// The second wrote over the first without having seen it: an update is lost, whatever orders them.
    Overwritten,
}

/// One of the two accesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaceAccess {
    /// The thread.
    pub thread: String,
    /// What it did: `reads`, `writes`, `changes`.
    pub verb: String,
    /// Where.
    pub place: Place,
    /// The lock it held, taken last if there were several. Never left out: what crosses to the page in bytes has no names to tell.
    pub lock: Option<String>,
}

/// Two accesses that should not have been like this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    /// What is wrong.
    pub kind: RaceKind,
    /// The data.
    pub data: String,
    /// The earlier access.
    pub first: RaceAccess,
    /// The later access.
    pub second: RaceAccess,
    /// The step of the later access, counted from 1.
    pub step: u64,
    /// Which synchronisation is missing, in a sentence.
    pub missing: String,
}

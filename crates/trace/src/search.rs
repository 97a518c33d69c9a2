//! What a search through all schedules found, in the JSON that the page, the messages and the command line share.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A move of a thread, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortMove {
    /// The thread's number, from 1, as schedules have it.
    pub thread: u32,
    /// Its name.
    pub name: String,
    /// What it did, as ``reads `n` ``.
    pub words: String,
}

/// The shortest schedule that ends badly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShortestBad {
    /// Replays it.
    pub schedule: String,
    /// Its number of steps. Shortest means: with the fewest steps, and among those with the fewest switches between threads.
    pub steps: u64,
    /// What it comes to, as a key of the outcomes.
    pub outcome: String,
    /// Why that is bad, in a sentence.
    pub reason: String,
    /// Its moves, the first two hundred of them.
    pub moves: Vec<ShortMove>,
}

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchReport {
    /// 1.
    pub version: u32,
    /// The lab's id.
    pub lab: String,
    /// The variant's id.
    pub variant: String,
    /// `off`, `cpython` or `held`.
    pub lock: String,
    /// The parameter `threads`.
    pub threads: u32,
    /// The parameter `size`.
    pub size: u64,
    /// Whether schedules that cannot make a difference were left out.
    pub reduction: bool,
    /// The bound on preemptions, if there was one.
    pub preemptions: Option<u32>,
    /// Where not everything was seen: the highest bound on preemptions within which every schedule was.
    pub bound: Option<u32>,
    /// The fewest preemptions with which something bad was found, where every schedule with fewer was seen and is right.
    pub takes: Option<u32>,
    /// What a proof holds for: which CPython's check points, which memory, which sizes; a sentence.
    pub model: String,
    /// Why what was proved is nobody's promise, where it is none, in a sentence.
    pub by_accident: Option<String>,
    /// Schedules that were run to their end.
    pub schedules: u64,
    /// Runs that were broken off because everything beyond had been seen.
    pub cut: u64,
    /// Whether every outcome there can be was seen.
    pub complete: bool,
    /// What kept the search from being complete, a sentence each.
    pub limits: Vec<String>,
    /// How many schedules came to what: a result, or how they ended.
    pub outcomes: Map<String, Value>,
    /// Those of the outcomes that should not have been.
    pub bad_outcomes: Vec<String>,
    /// Schedules in which threads waited for ever.
    pub deadlocks: u64,
    /// Schedules that should not have come to what they came to.
    pub bad: u64,
    /// The shortest of them.
    pub shortest_bad: Option<ShortestBad>,
    /// What it all comes to, in a sentence.
    pub verdict: String,
    /// How long the search took, in milliseconds.
    pub elapsed_ms: f64,
}

impl SearchReport {
    /// The public JSON, on one line.
    pub fn json(&self) -> String {
        crate::write::search(self)
    }

    /// Reads the public JSON; `None` when it is none.
    pub fn read(json: &str) -> Option<Self> {
        crate::read::search(json)
    }
}

//! The report of one run, in the JSON that the page, the messages and the command line share.

use crate::{DeadlockReport, Link};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every thread came to its end.
    Finished,
    /// Some threads wait for ever, and nobody is left who could wake them.
    Deadlocked,
    /// Somebody pressed Stop.
    Stopped,
    /// A thread trapped, or memory ran out.
    Crashed,
    /// A thread ran too long without a check point, or the run passed its limit.
    TimedOut,
}

/// How much work was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// How many units.
    pub amount: u64,
    /// Of what, in the plural: `increments`, `words`.
    pub unit: String,
}

/// What locks cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contention {
    /// How often a lock was taken, the global lock included.
    pub acquisitions: u64,
    /// How often a thread had to wait for another.
    pub waits: u64,
    /// For how long in all, in milliseconds, summed over the threads.
    pub wait_ms: f64,
    /// How often the global lock went to another thread than the one that had it last.
    pub switches: u64,
}

/// Where the run was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Environment {
    /// The browser's user agent, or the command line's name and version.
    pub agent: String,
    /// Threads that the hardware runs at once.
    pub hardware_threads: usize,
    /// Whether the page was cross-origin isolated; true natively.
    pub isolated: bool,
    /// How many of the hardware's threads were free just before the run, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_cores: Option<f64>,
}

/// The report of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// 1.
    pub version: u32,
    /// The lab's id.
    pub lab: String,
    /// The variant's id.
    pub variant: String,
    /// `threads` or `lockstep`.
    pub engine: String,
    /// `off`, `cpython` or `held`.
    pub lock: String,
    /// The parameter `threads`.
    pub threads: u32,
    /// Cores: the hardware's, or lockstep's virtual ones.
    pub cores: u32,
    /// The parameter `size`.
    pub size: u64,
    /// The seed.
    pub seed: u64,
    /// Further parameters of the lab, by their names.
    #[serde(flatten)]
    pub parameters: Map<String, Value>,
    /// How it ended.
    pub outcome: Outcome,
    /// One sentence about a crash, a time-out or a refusal; absent when all went well. Its key is `sentence`: `message` is a parameter.
    #[serde(rename = "sentence", skip_serializing_if = "Option::is_none", default)]
    pub message: Option<String>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: f64,
    /// What was done.
    pub work: Work,
    /// Units of work a second.
    pub throughput: f64,
    /// The lab's own keys.
    pub result: Map<String, Value>,
    /// What locks cost.
    pub contention: Contention,
    /// The cycle of a deadlock; empty when there is none.
    pub cycle: Vec<Link>,
    /// Why threads wait for ever, and all who do; absent when nobody does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stuck: Option<DeadlockReport>,
    /// Replays a lockstep run; empty for real threads.
    pub schedule: String,
    /// Where it was made.
    pub environment: Environment,
}

impl Report {
    /// The public JSON, on one line.
    pub fn json(&self) -> String {
        crate::write::report(self)
    }

    /// Reads the public JSON; `None` when it is none.
    pub fn read(json: &str) -> Option<Self> {
        crate::read::report(json)
    }

    /// The lab's result as far as a shape knows of it; what it does not know is left out. A result of another shape is as good as none.
    pub fn figures<T: DeserializeOwned + Default>(&self) -> T {
        let known = self.result.iter().filter(|(_, figure)| !figure.is_null());
        let known: Map<String, Value> = known.map(|(key, figure)| (key.clone(), figure.clone())).collect();
        T::deserialize(&Value::Object(known)).unwrap_or_default()
    }

    /// How it ended, in a sentence, where there is something to say: of a run that is stuck who waits for what, behind what else is known.
    pub fn sentence(&self) -> Option<String> {
        let stuck = self.stuck.as_ref().map(|stuck| stuck.sentence());
        match (&self.message, stuck) {
            // A report that was read says it already.
            (Some(message), Some(stuck)) if !message.contains(&stuck) => Some(format!("{message} {stuck}")),
            (Some(message), _) => Some(message.clone()),
            (None, stuck) => stuck,
        }
    }

    /// A number of the lab's result by its key.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.result.get(key)?.as_u64()
    }

    /// A text of the lab's result by its key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.result.get(key)?.as_str()
    }
}

//! What the page asks of the engine.

use serde::{Deserialize, Serialize};

/// An experiment as key and value; see [`catalogue::Experiment::read`].
pub type Settings = Vec<(String, String)>;

/// A program of the visitor's own may go on for so many seconds on real threads; then it is stopped.
pub const MOST_SECONDS: u64 = 60;

/// One message from page to engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EngineCommand {
    /// The first message: start a pool of so many threads. Answered by [`EngineEvent::Ready`](crate::EngineEvent::Ready). A `MessagePort` beside the bytes is
    /// an offer to make the pool's Workers: an address and a port to each go one way, what becomes of them the other.
    Start {
        /// Threads of the pool.
        threads: u16,
    },
    /// Run once.
    Run {
        /// The page's number for this job; every answer carries it.
        id: u32,
        /// What to run.
        settings: Settings,
        /// Whether events are recorded.
        record: bool,
        /// Whether the order of operations is recorded, for lockstep to replay: the report's schedule. It costs.
        order: bool,
        /// The text of a program of the visitor's own: then the settings say `lab=program`, and the engine is the one for programs.
        source: Option<String>,
    },
    /// Measure throughput.
    Sweep {
        /// The page's number for this job.
        id: u32,
        /// What to run; `threads` and `lock` are overridden.
        settings: Settings,
        /// Which numbers of threads, rising.
        threads: Vec<u32>,
        /// Which locks, by id.
        locks: Vec<String>,
        /// How many runs a point, each as large as is set; `None` for as much as half a minute has time for.
        runs: Option<u32>,
    },
    /// Send every thread home: Stop, Reset, and "Break it" of a deadlock.
    Stop,
    /// The files that come with this message (`File` objects beside the bytes) become the user's own text.
    Text,
    /// Say something: answered by [`EngineEvent::Alive`](crate::EngineEvent::Alive).
    Ping,
}

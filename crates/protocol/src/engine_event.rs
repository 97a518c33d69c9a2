//! What the engine tells the page.

use serde::{Deserialize, Serialize};
use trace::{Calibration, Event, Point, State, SymbolTable, WaitGraph};

/// What state the engine is in after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EngineState {
    /// Every thread is home; the next job may come.
    Idle,
    /// Threads are stuck and stay so, to be looked at, until [`EngineCommand::Stop`](crate::EngineCommand::Stop).
    Deadlocked,
    /// The engine is beyond use and must be replaced.
    Unusable,
}

/// Where a thread is right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadLocation {
    /// The thread.
    pub thread: u16,
    /// The place, a number into the names.
    pub place: u32,
    /// What it is doing.
    pub state: State,
    /// What it waits for, as a number into the names.
    pub object: Option<u32>,
}

/// What happened since the last progress; about one a frame.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The page's number for the job.
    pub id: u32,
    /// Nanoseconds since the run started.
    pub now: u64,
    /// Units of work done so far.
    pub done: u64,
    /// Units of work in all; 0 when unknown.
    pub total: u64,
    /// Names that are new.
    pub names: SymbolTable,
    /// Events that are new, in order of time within each thread.
    pub events: Vec<Event>,
    /// Events lost since the start because a ring was full.
    pub dropped: u64,
    /// Where every live thread is.
    pub locations: Vec<ThreadLocation>,
    /// A report of the run so far in its public JSON, from labs that tell of themselves while they run; `None` when nothing has changed of it.
    pub so_far: Option<String>,
}

/// What became of the user's own text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TextStatus {
    /// Being read.
    Reading {
        /// Bytes read so far.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// Read: it can be counted now.
    Read {
        /// Bytes of text.
        bytes: u64,
        /// Bytes that were not UTF-8 and were replaced.
        replaced: u64,
        /// A sentence for a person: what was read, and what is odd about it.
        sentence: String,
        /// If it looks like a list, the names in its first line.
        list: Vec<String>,
        /// Which of these seem to be title, description, author, year and rating, counted from 1; 0 for none.
        guess: [u8; 5],
    },
    /// Could not be used.
    Refused {
        /// A sentence for a person.
        sentence: String,
    },
}

/// One message from engine to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum EngineEvent {
    /// The pool runs.
    Ready {
        /// Threads of the pool.
        threads: u16,
        /// Threads that the hardware runs at once.
        hardware: u16,
    },
    /// Nothing to tell, but alive.
    Alive,
    /// The engine could not start.
    Failed {
        /// A sentence for a person.
        message: String,
    },
    /// The job was not begun.
    Refused {
        /// The page's number for the job.
        id: u32,
        /// A sentence for a person.
        message: String,
        /// A pool of so many threads could do it.
        needs_threads: Option<u16>,
    },
    /// A run goes on.
    Progress(Progress),
    /// A run is over, or stuck.
    Ended {
        /// The page's number for the job.
        id: u32,
        /// The report in its public JSON.
        report: String,
        /// Who waits for whom, when stuck.
        graph: Option<WaitGraph>,
        /// What state the engine is in.
        after: EngineState,
    },
    /// Every thread of a stuck or stopped run has come home.
    Joined {
        /// The page's number for the job.
        id: u32,
    },
    /// Before a sweep: what a few small things take here.
    Calibration {
        /// The page's number for the job.
        id: u32,
        /// What was measured.
        calibration: Calibration,
    },
    /// A point of a sweep is measured, once more or for the first time.
    Point {
        /// The page's number for the job.
        id: u32,
        /// The lock, by id.
        lock: String,
        /// What was measured.
        point: Point,
        /// Milliseconds that the rest will take, judging by what was measured so far.
        left_ms: f64,
    },
    /// A sweep is over.
    Swept {
        /// The page's number for the job.
        id: u32,
        /// One curve a lock, each in its public JSON.
        curves: Vec<String>,
        /// Why it ended early; `None` when it is whole.
        message: Option<String>,
    },
    /// The user's own text.
    Text(TextStatus),
}

//! What the page asks of the checker, the Worker that searches a Python program's schedules, and what it finds.

use serde::{Deserialize, Serialize};

/// The Pythons by their names in addresses and in JSON, in the order of the page.
pub const PYTHONS: [&str; 3] = ["3.14", "3.14t", "3.9"];

/// The longest program that travels in a link, in bytes.
pub const MOST_LINKED: usize = 16 * 1024;

/// One message from page to checker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CheckerCommand {
    /// Search every schedule of a program. Answered by [`CheckerEvent::InvalidProgram`], or by [`CheckerEvent::Progress`] again and again, a [`CheckerEvent::Verdict`] for each
    /// Python as soon as there is one, and at last [`CheckerEvent::Done`]; another check ends it.
    Check {
        /// The page's number; every answer carries it.
        id: u32,
        /// The program.
        source: String,
        /// Its file, as tracebacks call it.
        file: String,
        /// The most milliseconds that each Python gets.
        millis: u32,
    },
    /// Play a schedule. Answered by [`CheckerEvent::Film`] or [`CheckerEvent::InvalidProgram`].
    Film {
        /// The page's number; the answer carries it.
        id: u32,
        /// The program.
        source: String,
        /// Its file, as tracebacks call it.
        file: String,
        /// Which Python, as a number into [`PYTHONS`].
        python: u8,
        /// The schedule.
        schedule: String,
        /// Where it is left: after so many effects the thread of this number goes on.
        branch: Option<(u64, u16)>,
    },
    /// Make a program short enough for a link. Answered by [`CheckerEvent::Packed`].
    Pack {
        /// The page's number; the answer carries it.
        id: u32,
        /// The program.
        source: String,
    },
    /// Read a program from a link. Answered by [`CheckerEvent::Unpacked`].
    Unpack {
        /// The page's number; the answer carries it.
        id: u32,
        /// The value of `src`.
        packed: String,
    },
    /// End the check; what was found so far is told.
    Stop,
}

/// How a check of one Python ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerdictKind {
    /// Every schedule ends well.
    Safe,
    /// Some schedule fails.
    Fails,
    /// Not every schedule was tried, and none failed.
    Unknown,
}

/// How some of the runs came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCount {
    /// In a few words: what it printed, or how it failed.
    pub words: String,
    /// Whether it is a failure.
    pub failed: bool,
    /// How many schedules came out so.
    pub count: u64,
    /// One of them, to be played; empty where none was kept.
    pub schedule: String,
}

/// Two touches of one place that nothing orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Race {
    /// What the program calls the place.
    pub object: String,
    /// The lines of both.
    pub lines: [u32; 2],
    /// The threads of both.
    pub threads: [String; 2],
    /// What would order them.
    pub missing: String,
}

/// A failure, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureSummary {
    /// How it fails: an exception's name, `deadlock`, `livelock`.
    pub kind: String,
    /// How many rows its film has.
    pub moves: u32,
    /// How many of its switches leave a thread that could have gone on.
    pub switches: u32,
    /// Its schedule.
    pub schedule: String,
    /// Why it fails, in a sentence or two.
    pub why: String,
}

/// What was found out under one Python.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The page's number for the check.
    pub id: u32,
    /// Which Python, as a number into [`PYTHONS`].
    pub python: u8,
    /// In one word.
    pub word: VerdictKind,
    /// Whether every schedule was gone through.
    pub complete: bool,
    /// How many were tried.
    pub schedules: u64,
    /// How long that took, in milliseconds.
    pub elapsed_ms: f64,
    /// How many different things are printed, where none fails and that depends on the order all the same; else 0.
    pub outputs: u32,
    /// How the runs came out, failures first.
    pub endings: Vec<OutcomeCount>,
    /// The shortest failure.
    pub shortest: Option<FailureSummary>,
    /// The races in it, or in the runs that print different things.
    pub races: Vec<Race>,
    /// What is assumed of this Python, in a sentence.
    pub model: String,
    /// What an incomplete search is worth, in a sentence.
    pub note: Option<String>,
}

/// Something that threads share, at a moment of a film.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectState {
    /// A value.
    Value(String),
    /// What can be held, and who waits for it.
    Slot {
        /// Who holds it, as numbers into the film's threads.
        holders: Vec<u16>,
        /// Who waits for it, the longest first.
        waiting: Vec<u16>,
        /// How many items are in it, if it is made for items.
        items: Option<u32>,
    },
}

/// A row of a film.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which thread, as a number into the film's.
    pub thread: u16,
    /// In which line, from 1; 0 for none.
    pub line: u32,
    /// What it does.
    pub words: String,
    /// Whether it leaves a thread that could have gone on.
    pub switch: bool,
    /// How many effects there were so far.
    pub effects: u64,
    /// Who could run after it; empty where nobody else may.
    pub can: Vec<u16>,
    /// What it changes: a number into the film's things, and how that is afterwards.
    pub change: Option<(u16, ObjectState)>,
}

/// A run, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Film {
    /// The page's number for it.
    pub id: u32,
    /// Which Python, as a number into [`PYTHONS`].
    pub python: u8,
    /// The threads, in the order in which they were started.
    pub threads: Vec<String>,
    /// What happened, in order.
    pub rows: Vec<Row>,
    /// What threads share, by name.
    pub things: Vec<String>,
    /// The whole schedule.
    pub schedule: String,
    /// How it came out, in a few words.
    pub ending: String,
    /// Whether that is a failure.
    pub failed: bool,
    /// Why it failed; empty if it did not.
    pub why: String,
    /// The row of the switch that does the harm.
    pub harm: Option<u32>,
    /// What it printed.
    pub output: String,
    /// Whether rows are missing because there were too many.
    pub cut: bool,
}

/// One message from checker to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CheckerEvent {
    /// Listens.
    Alive,
    /// A program cannot be run.
    InvalidProgram {
        /// The page's number.
        id: u32,
        /// The line, from 1.
        line: u32,
        /// The column in characters, from 1.
        column: u32,
        /// What is wrong.
        words: String,
    },
    /// A check goes on.
    Progress {
        /// The page's number for it.
        id: u32,
        /// Which Python, as a number into [`PYTHONS`].
        python: u8,
        /// Schedules tried so far.
        schedules: u64,
        /// Of which so many failed.
        failed: u64,
        /// Schedules a second.
        rate: f64,
    },
    /// A verdict.
    Verdict(Box<Verdict>),
    /// A check is over.
    Done {
        /// The page's number for it.
        id: u32,
        /// All that was found, in its public JSON.
        json: String,
        /// What the verdicts are worth beside each other: a number into [`PYTHONS`], and a sentence.
        notes: Vec<(u8, String)>,
    },
    /// A run, row by row.
    Film(Box<Film>),
    /// A program for a link, or why there is none.
    Packed {
        /// The page's number.
        id: u32,
        /// The value of `src`, or a sentence.
        packed: Result<String, String>,
    },
    /// A program from a link, or why there is none.
    Unpacked {
        /// The page's number.
        id: u32,
        /// The program, or a sentence.
        source: Result<String, String>,
    },
}

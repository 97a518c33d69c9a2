//! What the page asks of the simulator, the Worker that runs lockstep, and what it tells.

use crate::Settings;
use serde::{Deserialize, Serialize};
use trace::{Calibration, Event, Point, Snapshot, SymbolTable, WaitGraph};

/// What a reader may look for in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breakpoint {
    /// A lock is taken, let go of, or waited for.
    Lock,
    /// Two accesses race, or an update is wiped out.
    Race,
    /// Another thread moves than before.
    Switch,
}

/// How to get to another moment of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Navigation {
    /// Move this thread, counted from 0. From a moment of the past this is a branch, unless it is the move that is known.
    Step(u16),
    /// One step back.
    Back,
    /// Go to the moment after so many steps, as far as they are known.
    Seek(u64),
    /// Go on along the known steps to the next such place, and, where the known steps end, on as a fair machine would.
    Next(Breakpoint),
    /// So many steps along those that are known, and on as a fair machine would where they end.
    Forward(u64),
    /// From here on as a fair machine would, to the end; what was known beyond is forgotten.
    Fair,
    /// From here on at random, to the end; what was known beyond is forgotten.
    Random(u64),
}

/// One message from page to simulator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SimulatorCommand {
    /// Set an experiment up and show it at its step of its schedule. Answered by [`SimulatorEvent::Snapshot`] or [`SimulatorEvent::Refused`].
    Open {
        /// The page's number; every answer carries it.
        id: u32,
        /// What to set up.
        settings: Settings,
    },
    /// Go to another moment of what is open. Answered by [`SimulatorEvent::Snapshot`].
    Go {
        /// The number under which it was opened.
        id: u32,
        /// Where to.
        navigation: Navigation,
    },
    /// Try every schedule. Answered by [`SimulatorEvent::Searching`], again and again, and at last [`SimulatorEvent::Searched`].
    Search {
        /// The page's number for this search.
        id: u32,
        /// What to search; `schedule` and `at` do not matter.
        settings: Settings,
        /// Whether schedules that cannot make a difference are left out.
        reduction: bool,
        /// The most preemptions a schedule may have; `None` for any number.
        preemptions: Option<u32>,
        /// The most schedules to try.
        most: u64,
    },
    /// Play the checks against CPython, one after the other. Answered by a [`SimulatorEvent::Checked`] for each.
    Check {
        /// The page's number; every answer carries it.
        id: u32,
    },
    /// Predict throughput. Answered by [`SimulatorEvent::Predicted`] for each point, and at last [`SimulatorEvent::PredictionEnded`]; another prediction ends it.
    Predict {
        /// The page's number for this prediction.
        id: u32,
        /// What is predicted; `threads`, `lock`, `cores`, `schedule` and `at` do not matter.
        settings: Settings,
        /// Which numbers of threads.
        threads: Vec<u32>,
        /// Which locks, by id.
        locks: Vec<String>,
        /// How many cores.
        cores: u32,
        /// What real threads took for a few small things.
        calibration: Calibration,
    },
    /// End the search and the checks; what was found so far is told.
    Stop,
    /// The files that come with this message (`File` objects beside the bytes) become the user's own text.
    Text,
    /// Say something: answered by [`SimulatorEvent::Alive`].
    Ping,
}

/// A moment of a run, for all panes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SnapshotUpdate {
    /// The number under which it was opened.
    pub id: u32,
    /// Who could do what, what is shared, what the last step was.
    pub moment: Snapshot,
    /// How many of the events that were told before still hold.
    pub keep: u64,
    /// What happened after those; their moments are numbers of steps.
    pub events: Vec<Event>,
    /// Who moved up to the moment: threads in order, each with how many steps it took in a row.
    pub moves: Vec<(u16, u64)>,
    /// All names; they replace those told before.
    pub names: SymbolTable,
    /// Who waits for whom.
    pub graph: WaitGraph,
    /// The report in its public JSON, at the end of a run.
    pub report: Option<String>,
    /// A report of the run so far, before its end and from labs that tell of themselves while they run.
    pub so_far: Option<String>,
    /// What of the settings or of the wish did not fit, in a sentence.
    pub complaint: Option<String>,
}

/// A figure that CPython was measured at, beside what lockstep comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// Of what: `ms`, `times`, a share.
    pub unit: String,
    /// As measured with CPython.
    pub cpython: f64,
    /// As it comes out here.
    pub threadbare: f64,
    /// The fair tolerance: from this
    pub low: f64,
    /// to this, both inside.
    pub high: f64,
    /// Whether it is within the tolerance.
    pub inside: bool,
    /// What must be known to read it.
    pub note: String,
}

/// A check that was played, or a group of figures that were kept back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The page's number for the checks.
    pub id: u32,
    /// Its number, from 1; what was kept back comes after the checks.
    pub number: u8,
    /// Of so many.
    pub of: u8,
    /// Whether its figures were kept back, and used to fit nothing.
    pub holdout: bool,
    /// What it is about.
    pub name: String,
    /// What came of it.
    pub figures: Vec<Figure>,
}

/// How far a search is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Searching {
    /// The page's number for the search.
    pub id: u32,
    /// Schedules tried so far.
    pub schedules: u64,
    /// Of which so many ended badly.
    pub bad: u64,
    /// How many schedules came to what so far, in order, and whether it should not have come to that.
    pub outcomes: Vec<(String, u64, bool)>,
    /// Milliseconds since it began.
    pub elapsed_ms: f64,
}

/// One message from simulator to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SimulatorEvent {
    /// Listens, or has nothing to tell but is alive.
    Alive,
    /// A moment to show.
    Snapshot(Box<SnapshotUpdate>),
    /// A search goes on.
    Searching(Searching),
    /// A search is over.
    Searched {
        /// The page's number for the search.
        id: u32,
        /// What it found, in its public JSON ([`trace::SearchReport`]).
        report: String,
    },
    /// A check against CPython was played.
    Checked(Checked),
    /// A point of a prediction.
    Predicted {
        /// The page's number for the prediction.
        id: u32,
        /// The lock, by id.
        lock: String,
        /// What lockstep foretells.
        point: Point,
    },
    /// A prediction is over.
    PredictionEnded {
        /// The page's number for the prediction.
        id: u32,
    },
    /// It was not begun.
    Refused {
        /// The page's number.
        id: u32,
        /// A sentence for a person.
        message: String,
    },
    /// The user's own text.
    Text(crate::TextStatus),
}

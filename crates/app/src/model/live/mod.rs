//! The visitor's own program on real threads: the engine of programs, the run on show, and what came of it.

mod act;
mod heard;
#[cfg(test)]
mod tests;
mod words;

use super::{Engine, PtrEq, RcCell, Recording, RichText, Shown, Watchdog};
use std::rc::Rc;
use trace::Report;

/// What happens to the program on real threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Real {
    /// Run it.
    Run,
    /// Stop it, or break a deadlock.
    Stop,
    /// The next run is under this Python, as a number into [`PYTHONS`](protocol::check::PYTHONS).
    Under(usize),
}

/// What goes on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Doing {
    /// Nothing.
    #[default]
    Idle,
    /// It runs.
    Running {
        /// The job's number.
        id: u32,
        /// Whether it was told to stop.
        stopping: bool,
    },
    /// Its threads are stuck until they are released.
    Stuck {
        /// The job's number.
        id: u32,
        /// Whether they were told to go home.
        breaking: bool,
    },
}

/// What shall run as soon as it can.
#[derive(Clone, Debug, PartialEq)]
struct PendingRun {
    text: Rc<str>,
    python: usize,
}

/// A run that is over, or stuck.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishedRun {
    /// Its report, and who waits for whom when stuck; none where the engine broke.
    pub shown: Option<PtrEq<Shown>>,
    /// What came of it, in a sentence or two.
    pub told: RichText,
}

/// The program on real threads.
#[derive(Clone, Debug)]
pub struct Live {
    /// The state of the engine of programs.
    pub engine: Engine,
    /// What goes on.
    pub doing: Doing,
    /// Under which Python the run on show goes, as a number into [`PYTHONS`](protocol::check::PYTHONS); none before the first.
    pub python: Option<usize>,
    /// The run on show.
    pub recording: RcCell<Recording>,
    /// What came of it.
    pub over: Option<Rc<FinishedRun>>,
    /// Whether the text has changed since.
    pub edited: bool,
    ran: Option<PendingRun>,
    wanted: Option<PendingRun>,
    pub(in crate::model) watch: Watchdog,
    host_waits: bool,
    next: u32,
}

impl FinishedRun {
    /// What is known of the run.
    pub fn report(&self) -> Option<&Report> {
        self.shown.as_ref().map(|shown| &shown.report)
    }
}

impl Default for Live {
    fn default() -> Self {
        Live {
            engine: Engine::Off,
            doing: Doing::Idle,
            python: None,
            recording: RcCell::default(),
            over: None,
            edited: false,
            ran: None,
            wanted: None,
            watch: Watchdog::default(),
            host_waits: false,
            next: 0,
        }
    }
}

impl Live {
    /// Whether a run goes on, or is about to.
    pub fn is_running(&self) -> bool {
        self.wanted.is_some() || matches!(self.doing, Doing::Running { .. })
    }

    /// Whether threads are stuck right now.
    pub fn is_stuck(&self) -> bool {
        matches!(self.doing, Doing::Stuck { .. })
    }

    /// Whether there is a run to show, or will be in a moment.
    pub fn is_shown(&self) -> bool {
        self.python.is_some()
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        self.watch.is_on()
    }

    /// What it wrote to its standard output, and to its standard error.
    pub fn written(&self) -> (String, String) {
        let recording = self.recording.borrow();
        let report = match &self.over {
            Some(over) => over.report(),
            None => recording.so_far.as_deref(),
        };
        let text = |key| {
            report
                .and_then(|report| report.text(key))
                .unwrap_or_default()
                .to_owned()
        };
        (text("output"), text("errors"))
    }

    fn is_current(&self, number: u32) -> bool {
        match self.doing {
            Doing::Running { id, .. } | Doing::Stuck { id, .. } => id == number,
            Doing::Idle => false,
        }
    }
}

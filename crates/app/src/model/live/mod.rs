//! The visitor's own program on real threads: the engine of programs, the run on show, and what came of it.

mod act;
mod heard;
#[cfg(test)]
mod tests;
mod words;

use super::{Context, Engine, Pool, PtrEq, RcCell, Recording, RichText, Shown};
use protocol::Reply;
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
    /// The engine of programs.
    pub pool: Pool,
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
    /// Whether the page around this one waits for the report.
    pub(in crate::model) host_waits: bool,
    next: u32,
}

impl Doing {
    /// Whether threads are stuck right now.
    pub fn is_stuck(&self) -> bool {
        matches!(self, Doing::Stuck { .. })
    }

    fn is_of(&self, number: u32) -> bool {
        match self {
            Doing::Running { id, .. } | Doing::Stuck { id, .. } => *id == number,
            Doing::Idle => false,
        }
    }
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
            pool: Pool::new(Engine::Off),
            doing: Doing::Idle,
            python: None,
            recording: RcCell::default(),
            over: None,
            edited: false,
            ran: None,
            wanted: None,
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

    /// Whether there is a run to show, or will be in a moment.
    pub fn is_shown(&self) -> bool {
        self.python.is_some()
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

    /// The page around this one has its answer, if it waits for one.
    fn answer_host(&mut self, reply: Reply, ctx: &mut Context) {
        if std::mem::take(&mut self.host_waits) {
            ctx.tell(reply);
        }
    }
}

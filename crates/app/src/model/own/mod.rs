//! A program of the visitor's own: its text, what the checker finds in it, and the failure that is shown move by move.

mod act;
mod ask;
mod check;
mod film;
mod heard;
mod host;
mod keep;
mod said;
#[cfg(test)]
mod tests;

pub use catalogue::EXAMPLES;
pub use said::schedules_of;

use super::{Awaited, Watchdog};
use protocol::check::{CheckerCommand, Film, Race, Verdict};
use std::rc::Rc;

/// What happens to a program of the visitor's own.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgramCommand {
    /// Its text was edited.
    Type(String),
    /// A file was opened: its name, and its text, or why there is none.
    Opened(String, Result<String, &'static str>),
    /// An example was chosen, as a number into [`EXAMPLES`].
    Example(usize),
    /// It came, or did not.
    Fetched(usize, Option<String>),
    /// The program of the lab that is open, to be edited: its text.
    Edit(String),
    /// Search every schedule.
    Look,
    /// End the search.
    Stop,
    /// This Python is looked at: its verdict, its races.
    Choose(usize),
    /// This Python's shortest failure is played from its start.
    Watch(usize),
    /// One of the ways in which schedules end, as a number into the verdict's, is played from its start.
    WatchEnding(usize),
    /// So many moves of the film are shown.
    To(usize),
    /// One move on, or back.
    Move(bool),
    /// The film plays, or rests.
    Play,
    /// To the switch that does the harm.
    Harm,
    /// From here on this thread.
    Branch(u16),
    /// Save it as a file.
    Save,
    /// The text that an example or a file took the place of.
    Restore,
    /// What is shown of what was found.
    Tab(Tab),
}

/// What is shown of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The failure, move by move.
    #[default]
    Film,
    /// How the schedules end.
    Endings,
    /// Which touches nothing orders.
    Races,
    /// What the run on show printed.
    Output,
    /// The program on real threads.
    Live,
    /// What a verdict assumes.
    Model,
}

/// The checker's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Checker {
    /// Nobody needed it yet.
    #[default]
    Off,
    /// On its way.
    Starting,
    /// It can be asked.
    Ready,
}

/// What is known under one Python.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Result3 {
    /// Nobody has looked.
    #[default]
    None,
    /// The search goes on.
    Looking {
        /// Schedules tried so far.
        schedules: u64,
        /// Of which so many failed.
        failed: u64,
        /// Schedules a second.
        rate: f64,
    },
    /// A verdict.
    Known(Rc<Verdict>),
    /// The search was lost with the Worker; so many schedules had been tried.
    Lost(u64),
}

/// Why a program cannot be run, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The line, from 1; 0 for the program as a whole.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub words: String,
}

/// The film on show.
#[derive(Clone, Debug, PartialEq)]
pub struct Showing {
    /// The run.
    pub film: Rc<Film>,
    /// So many of its moves are shown.
    pub at: usize,
    /// Whether it plays.
    pub playing: bool,
    /// Whether the visitor chose it: by another thread's move, or from the list of how schedules end.
    pub branched: bool,
}

/// A program of the visitor's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own {
    /// Whether the page is about it.
    pub open: bool,
    /// Its text; shared with what draws it.
    pub text: Rc<str>,
    /// Counts the times that the text was put there by anything but typing.
    pub placed: u32,
    /// What its file is called.
    pub name: String,
    /// The visitor's own text that an example or a file took the place of, and its file.
    pub before: Option<(String, Rc<str>)>,
    /// Whether the visitor wrote in it.
    mine: bool,
    /// Whether the visitor opened it from a file.
    opened: bool,
    /// Whether a link still has to be read.
    pub unread: bool,
    /// Which Python is looked at, as a number into [`protocol::check::PYTHONS`].
    pub python: usize,
    /// What is known under each.
    pub results: [Result3; 3],
    /// What the verdicts are worth beside each other.
    pub notes: [Option<String>; 3],
    /// Why it cannot be run.
    pub trouble: Option<Trouble>,
    /// The film on show.
    pub showing: Option<Showing>,
    /// What is shown of what was found.
    pub tab: Tab,
    /// The checker's state.
    pub checker: Checker,
    /// The text for a link, once somebody wanted it.
    pub packed: Option<Result<String, String>>,
    asked: Vec<CheckerCommand>,
    looking: Option<u32>,
    filming: Option<Filming>,
    packing: Option<u32>,
    unpacking: Option<u32>,
    wanted: Option<(String, Option<u64>)>,
    found: bool,
    chosen: bool,
    host_waits: bool,
    sharing: bool,
    played_ms: f64,
    pub(in crate::model) watch: Watchdog,
    next: u32,
}

/// A film that is on its way.
#[derive(Clone, Debug, PartialEq)]
struct Filming {
    id: u32,
    /// Where it opens; none for the switch that does the harm.
    at: Option<usize>,
    plays: bool,
    branched: bool,
}

impl Own {
    /// Whether it is the visitor's, and no example or program of a link or of the page around.
    pub fn is_readers(&self) -> bool {
        self.mine || self.opened
    }

    /// Whether a search is under way.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    /// Whether ticks are wanted.
    pub fn wants_ticks(&self) -> bool {
        self.watch.is_on() || self.showing.as_ref().is_some_and(|showing| showing.playing)
    }

    /// `loading`, `ready`, `running` or `deadlocked`, for people's test scripts.
    pub fn state(&self) -> &'static str {
        if self.unread {
            "loading"
        } else if self.is_looking() {
            "running"
        } else {
            "ready"
        }
    }

    /// The verdict on the Python that is looked at.
    pub fn verdict(&self) -> Option<&Rc<Verdict>> {
        match &self.results[self.python] {
            Result3::Known(verdict) => Some(verdict),
            _ => None,
        }
    }

    /// The races in its shortest failure.
    pub fn races(&self) -> &[Race] {
        self.verdict().map_or(&[], |verdict| &verdict.races)
    }

    /// The line of the move that was shown last, and each thread's line so far.
    pub fn lines(&self) -> (Option<u32>, Vec<(u16, u32)>) {
        let Some(showing) = &self.showing else {
            return (None, Vec::new());
        };
        let rows = &showing.film.rows[..showing.at.min(showing.film.rows.len())];
        let mut lines: Vec<(u16, u32)> = Vec::new();
        for row in rows.iter().filter(|row| row.line > 0) {
            lines.retain(|(thread, _)| *thread != row.thread);
            lines.push((row.thread, row.line));
        }
        (rows.last().map(|row| row.line).filter(|line| *line > 0), lines)
    }

    fn take_id(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// Everything that was found in the text is void.
    fn forget(&mut self) {
        self.results = Default::default();
        self.notes = Default::default();
        self.trouble = None;
        self.showing = None;
        self.filming = None;
        self.packed = None;
        self.packing = None;
        (self.found, self.chosen) = (false, false);
        self.sharing = false;
    }
}

/// How long the checker may take to end a search, in milliseconds: longer, and it is replaced.
const ENDS: Awaited = Awaited::Home;

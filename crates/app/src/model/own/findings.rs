//! What was found in a program of the visitor's own, under each Python.

use crate::model::Context;
use protocol::check::{Race, Verdict};
use std::rc::Rc;

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

/// What was found in a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Which Python is looked at, as a number into [`protocol::check::PYTHONS`].
    pub python: usize,
    /// What is known under each.
    pub results: [Result3; 3],
    /// What the verdicts are worth beside each other.
    pub notes: [Option<String>; 3],
    /// Why it cannot be run.
    pub trouble: Option<Trouble>,
    /// What is shown of what was found.
    pub tab: Tab,
    /// Whether a failure was found.
    pub(super) found: bool,
    /// Whether the visitor chose the Python that is looked at.
    pub(super) chosen: bool,
}

impl Findings {
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

    /// Whether the output depends on the order.
    pub fn differs(&self) -> bool {
        self.verdict().is_some_and(|verdict| verdict.outputs > 0)
    }

    /// Whether anything is known, or why nothing can be.
    pub fn is_any(&self) -> bool {
        self.trouble.is_some() || self.results.iter().any(|result| *result != Result3::None)
    }

    /// Says what was found under the Python that is looked at.
    pub fn say(&self, ctx: &mut Context) {
        if let Some(said) = self.said() {
            ctx.say(said);
        }
    }

    /// What is known under a Python by now.
    pub fn looked(&mut self, python: usize, result: Result3) {
        if let Some(known) = self.results.get_mut(python) {
            *known = result;
        }
    }

    /// What the verdicts are worth beside each other, by Python.
    pub fn annotate(&mut self, notes: Vec<(u8, String)>) {
        for (python, note) in notes {
            if let Some(known) = self.notes.get_mut(usize::from(python)) {
                *known = Some(note);
            }
        }
    }

    /// Where nothing fails, the first Python whose output depends on the order is looked at, unless the visitor has chosen.
    pub fn look_where_outputs_differ(&mut self) {
        let differs = |result: &Result3| matches!(result, Result3::Known(verdict) if verdict.outputs > 0);
        let python = self.results.iter().position(differs);
        if let (Some(python), false, false) = (python, self.found, self.chosen) {
            self.python = python;
        }
    }

    /// The search is lost with the Worker.
    pub fn lose(&mut self) {
        for result in &mut self.results {
            if let Result3::Looking { schedules, .. } = result {
                *result = Result3::Lost(*schedules);
            }
        }
    }

    /// Everything that was found is void; which Python is looked at, and how, stays.
    pub fn forget(&mut self) {
        *self = Findings {
            python: self.python,
            tab: self.tab,
            ..Findings::default()
        };
    }
}

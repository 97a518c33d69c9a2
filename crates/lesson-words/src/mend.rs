//! A program that a reader mends, and when it counts as mended.

use serde::{Deserialize, Serialize};

/// Below this line a reader changes nothing: there the threads are started, and what they did is asserted.
const FIXED: &str = "# Leave everything below this line as it is.";

/// A program with a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mend {
    /// What to do.
    pub task: String,
    /// What helps those who are stuck.
    pub hint: String,
    /// What is said once it is mended.
    pub done: String,
    /// The program with its fault.
    pub program: String,
    /// One way to mend it.
    pub solution: String,
}

/// What search found under one Python.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Searched {
    /// Every schedule ends well.
    Safe,
    /// Some schedule fails.
    Fails,
    /// Not every schedule was tried.
    Unknown,
}

/// What a reader's text comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It does what it should in every order.
    Mended,
    /// Below the line something is different.
    Changed,
    /// So many Pythons have an order that fails.
    Fails(usize),
    /// Nothing failed, and not everything was tried.
    Unknown,
}

impl Mend {
    /// What a text comes to when search has found this under each Python.
    pub fn judge(&self, text: &str, searched: &[Searched]) -> Judged {
        let count = |wanted: Searched| searched.iter().filter(|found| **found == wanted).count();
        if fixed(text) != fixed(&self.program) {
            Judged::Changed
        } else if count(Searched::Fails) > 0 {
            Judged::Fails(count(Searched::Fails))
        } else if count(Searched::Unknown) > 0 {
            Judged::Unknown
        } else {
            Judged::Mended
        }
    }

    /// The program as it is opened.
    pub fn opened(&self) -> &str {
        self.program.trim_start_matches('\n')
    }
}

fn fixed(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.by_ref().find(|line| *line == FIXED)?;
    Some(lines.collect())
}

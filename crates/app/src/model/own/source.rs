//! The text of a program of the visitor's own: where it came from, what it is called, and whose it is.

use crate::model::{Context, Effect};
use std::rc::Rc;

/// The longest program that is checked, in bytes.
const MOST: usize = 256 * 1024;
/// The program that the page has when there is no other.
const FIRST: &str = include_str!("../../../../../examples/call-in-between.py");

/// The text of a program, and whose it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Whether the page is about it.
    pub open: bool,
    /// The text; shared with what draws it.
    pub text: Rc<str>,
    /// Counts the times that the text was put there by anything but typing.
    pub placed: u32,
    /// What its file is called.
    pub name: String,
    /// The visitor's own text that an example or a file took the place of, and its file.
    pub before: Option<(String, Rc<str>)>,
    /// Whether the visitor wrote in it.
    pub(in crate::model) mine: bool,
    /// Whether the visitor opened it from a file.
    pub(in crate::model) opened: bool,
    /// Whether a link still has to be read.
    pub unread: bool,
}

impl Source {
    /// Whether it is the visitor's, and no example or program of a link or of the page around.
    pub fn is_readers(&self) -> bool {
        self.mine || self.opened
    }

    /// Another text takes the place of the one there is.
    pub fn place(&mut self, name: &str, text: &str) {
        if std::mem::take(&mut self.mine) {
            self.before = Some((self.name.clone(), self.text.clone()));
        }
        self.text = text.into();
        self.opened = false;
        self.name = name.into();
        self.placed += 1;
    }

    /// The visitor edits it.
    pub fn edit(&mut self, text: String) {
        self.text = text.into();
        self.mine = true;
    }

    /// Where there is no text yet, the first one comes.
    pub fn place_first(&mut self) {
        if self.placed == 0 {
            self.text = example_text(FIRST).into();
            self.name = "program.py".into();
            self.placed = 1;
        }
    }

    /// What an earlier visit typed.
    pub fn recall(&mut self, text: &str) {
        self.text = text.into();
        self.name = "program.py".into();
        self.mine = true;
        self.placed += 1;
    }

    /// Keeps the text for the next visit; what is tried in a frame of somebody else's page, or in the lesson, leaves it alone.
    pub fn keep(&self, ctx: &mut Context) {
        if !ctx.chrome.embed && ctx.chrome.mend.is_none() {
            ctx.push(Effect::KeepProgram(self.text.to_string()));
        }
    }

    /// Why it is not even sent to the checker.
    pub fn too_long(&self) -> Option<String> {
        let kilobytes = self.text.len().div_ceil(1024);
        (self.text.len() > MOST).then(|| {
            format!(
                "This program has {kilobytes} KB; programs of up to {} KB can be searched and run here.",
                MOST / 1024
            )
        })
    }
}

/// An example as a visitor sees it: its question and its code, without what is said to the command line.
pub fn example_text(example: &str) -> String {
    let said = |line: &str| {
        ["# title:", "# expect", "# set:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let lines = example.lines().filter(|line| !said(line));
    lines
        .map(|line| line.replacen("# question: ", "# ", 1) + "\n")
        .collect()
}

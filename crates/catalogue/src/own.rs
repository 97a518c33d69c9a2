//! The address of a program of the visitor's own: `lab=program`, its text, which Python, and a moment of a run.

use crate::{EmbedOptions, Page, ValidationError, decode, encode};
use std::fmt::Write;

/// The id under which a program of the visitor's own stands in addresses, as a lab would.
pub const PROGRAM: &str = "program";

/// The Pythons, in the order of the page.
const PYTHONS: [&str; 3] = ["3.14", "3.14t", "3.9"];
/// The longest schedule that is read, in characters.
const LONGEST: usize = 8_000;

/// What an address says of a program of the visitor's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnAddress {
    /// The text, compressed; none for the program that the page has anyway.
    pub src: Option<String>,
    /// Which Python, counted from 0 in the order of the page.
    pub python: usize,
    /// The schedule that is shown; none for no run.
    pub schedule: Option<String>,
    /// After how many moves; none for all.
    pub at: Option<u64>,
}

impl OwnAddress {
    /// Reads query and hash, with or without their `?` and `#`; the hash wins. What is bad is complained about and left out.
    pub fn read(query: &str, hash: &str) -> (Self, Vec<ValidationError>) {
        let pairs = [query, hash].map(|part| decode(part.trim_start_matches(['?', '#'])));
        let (mut own, mut complaints) = (Self::default(), Vec::new());
        for (key, value) in pairs.iter().flatten() {
            complaints.extend(own.set(key, value).err());
        }
        (own, complaints)
    }

    /// Sets one value by its key; unknown keys change nothing.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), ValidationError> {
        match key {
            "src" => self.src = Some(value.to_owned()).filter(|src| !src.is_empty()),
            "python" => self.python = python(value)?,
            "schedule" => self.schedule = Some(schedule(value)?).filter(|schedule| !schedule.is_empty()),
            "at" => self.at = Some(at(value)?),
            _ => {}
        }
        Ok(())
    }

    /// Key and value, where they differ from what the page has anyway.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("lab", PROGRAM.to_owned())];
        if self.python > 0 || self.schedule.is_some() {
            pairs.push(("python", PYTHONS[self.python.min(PYTHONS.len() - 1)].to_owned()));
        }
        pairs.extend(self.src.clone().map(|src| ("src", src)));
        if let Some(schedule) = &self.schedule {
            pairs.push(("schedule", schedule.clone()));
            pairs.extend(self.at.map(|at| ("at", at.to_string())));
        }
        pairs
    }

    /// The hash that reads back as this, with its `#`.
    pub fn hash(&self, chrome: &EmbedOptions) -> String {
        let mut hash = String::from("#v=1");
        let chrome = EmbedOptions {
            page: Page::Program,
            ..chrome.clone()
        };
        for (key, value) in self.pairs().into_iter().chain(chrome.pairs()) {
            // Writing to a string cannot fail.
            let _ = write!(hash, "&{key}={}", encode(&value));
        }
        hash
    }
}

fn python(value: &str) -> Result<usize, ValidationError> {
    let known = PYTHONS.iter().position(|name| *name == value);
    known.ok_or_else(|| ValidationError::new("python", value, "3.9, 3.14 or 3.14t"))
}

// What follows no thread, as a leading number would, is no schedule.
fn schedule(value: &str) -> Result<String, ValidationError> {
    let fits = value.len() <= LONGEST && value.is_ascii() && !value.starts_with(|c: char| c.is_ascii_digit());
    let printable = value.bytes().all(|letter| letter.is_ascii_graphic());
    if fits && printable {
        Ok(value.to_owned())
    } else {
        Err(ValidationError::new("schedule", value, "what Share writes"))
    }
}

fn at(value: &str) -> Result<u64, ValidationError> {
    let number = value.parse::<u32>().map(u64::from);
    number.map_err(|_| ValidationError::new("at", value, "a whole number from 0 to 4294967295"))
}

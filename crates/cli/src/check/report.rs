//! What was found out about a file, and what that is worth.

use check::part::Shard;
use check::{Checked, Model, Verdict, expect};
use serde_json::{Value, json};

/// What was found out about a file.
pub struct Report {
    /// The file's name.
    pub name: String,
    /// The program.
    pub text: String,
    /// What was found under each Python.
    pub results: Vec<Checked>,
    /// Which part of the search this is.
    pub shard: Option<Shard>,
    /// Under which Pythons the shard went through the whole.
    pub whole: Vec<Model>,
}

impl Report {
    /// Whether the file's comments hold; `None` without one, or where that is unknown.
    pub fn as_expected(&self) -> Option<bool> {
        let expectations = expect::read(&self.text);
        match self.shard {
            None => expect::holds(&expectations, &self.results),
            Some(_) => expect::holds_in_shard(&expectations, &self.results),
        }
    }

    /// Whether its failures are no news: a shard may find another one than the comments name.
    pub fn is_expected(&self) -> bool {
        let is_open = self.shard.is_some() && self.expects() && self.as_expected().is_none();
        is_open || self.as_expected() == Some(true)
    }

    // Whether its comments speak of a Python that was asked for.
    fn expects(&self) -> bool {
        let expectations = expect::read(&self.text);
        let mut models = self.results.iter().map(|checked| checked.model);
        models.any(|model| expect::speaks_of(&expectations, model))
    }

    /// What a shard's verdict is worth, in a sentence or two.
    pub fn worth(&self) -> Option<String> {
        let Shard { index, of } = self.shard?;
        let worth = match self.has(Verdict::Fails) {
            true => "the program fails, whatever the others find".to_owned(),
            false => format!("the program is safe if all {of} are"),
        };
        let whole: Vec<String> = self
            .whole
            .iter()
            .map(|model| format!("Python {}", model.name()))
            .collect();
        let more = match whole.is_empty() {
            true => String::new(),
            false => format!(
                " Under {} this one searched the whole: it learnt that threads share more than the others can know.",
                whole.join(" and ")
            ),
        };
        Some(format!("Shard {} of {of}: {worth}.{more}", index + 1))
    }

    /// Whether what was found under a Python is of a shard alone.
    pub fn is_part(&self, model: Model) -> bool {
        self.shard.is_some() && !self.whole.contains(&model)
    }

    fn has(&self, verdict: Verdict) -> bool {
        self.results.iter().any(|checked| checked.verdict == verdict)
    }

    /// As CONTRACT's JSON.
    pub fn json(&self) -> Value {
        let mut found = check::json::file(&self.name, &self.results);
        found["as_expected"] = self.as_expected().into();
        if let Some(Shard { index, of }) = self.shard {
            let whole: Vec<&str> = self.whole.iter().map(|model| model.name()).collect();
            found["shard"] = json!({ "index": index + 1, "of": of, "whole": whole });
        }
        found
    }

    /// The exit code that it comes to.
    pub fn code(&self) -> u8 {
        match self.as_expected() {
            Some(true) => 0,
            Some(false) => 1,
            None if self.has(Verdict::Fails) && !self.expects() => 1,
            None if self.has(Verdict::Unknown) => 4,
            None => 0,
        }
    }
}

//! What can be set for a program.

use crate::{input::Input, kernel::WordRule};
use std::sync::Arc;

/// What labs let people set; each program takes what it knows.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    /// The parameter `threads`.
    pub threads: u32,
    /// The parameter `size`, except where the input has a size of its own.
    pub size: u64,
    /// The seed of what is made up.
    pub seed: u64,
    /// The lab's further numbers by key.
    pub numbers: Vec<(&'static str, u64)>,
    /// The ids of what is chosen, by key.
    pub choices: Vec<(&'static str, &'static str)>,
    /// Words by key.
    pub words: Vec<(&'static str, String)>,
    /// The text of a lab that reads one.
    pub input: Arc<Input>,
}

impl Parameters {
    /// A further number; 0 when there is none under this key.
    pub fn number(&self, key: &str) -> u64 {
        find(&self.numbers, key).copied().unwrap_or(0)
    }

    /// A further number that is small by nature.
    pub fn narrow(&self, key: &str) -> u32 {
        u32::try_from(self.number(key)).unwrap_or(u32::MAX)
    }

    /// The id of what is chosen; empty when there is no choice under this key.
    pub fn choice(&self, key: &str) -> &'static str {
        find(&self.choices, key).copied().unwrap_or("")
    }

    /// What counts as a word, in labs that let people choose.
    pub fn word_rule(&self) -> WordRule {
        let version = self.choice("word-rule").parse().unwrap_or(WordRule::NEWEST);
        WordRule::new(version, self.choice("apostrophes") == "join")
    }

    /// Words; empty when there are none under this key.
    pub fn typed(&self, key: &str) -> &str {
        find(&self.words, key).map_or("", String::as_str)
    }
}

fn find<'p, T>(all: &'p [(&'static str, T)], key: &str) -> Option<&'p T> {
    all.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

//! What is played for a figure that was kept back, as the list names it.

use crate::python::Build;

/// What is played: the kind of figure, with or without the lock, and further settings by key.
#[derive(Clone, Debug)]
pub struct What {
    /// The kind.
    pub kind: &'static str,
    /// Which CPython.
    pub build: Build,
    settings: Vec<(&'static str, &'static str)>,
}

impl What {
    /// Reads a line of the list, as in `turn gil threads=2`; `None` when it is none.
    pub fn read(text: &'static str) -> Option<What> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        let build = match words.next()? {
            "gil" => Build::Gil,
            "free" => Build::Free,
            _ => return None,
        };
        let settings = words.map(|word| word.split_once('=')).collect::<Option<_>>()?;
        Some(What { kind, build, settings })
    }

    /// A setting that is a word; empty when there is none.
    pub fn word(&self, key: &str) -> &'static str {
        let found = self.settings.iter().find(|(known, _)| *known == key);
        found.map_or("", |(_, word)| word)
    }

    /// A setting that is a number; 0 when there is none.
    pub fn number(&self, key: &str) -> f64 {
        self.word(key).parse().unwrap_or(0.0)
    }

    /// Whether the other is the same in all but one setting.
    pub fn differs_only_in(&self, key: &str, other: &What) -> bool {
        let rest = |what: &What| {
            what.settings
                .iter()
                .copied()
                .filter(|(known, _)| *known != key)
                .collect::<Vec<_>>()
        };
        (self.kind, self.build) == (other.kind, other.build) && rest(self) == rest(other)
    }

    /// A setting that is a whole number.
    pub fn count(&self, key: &str) -> u32 {
        self.number(key) as u32
    }
}

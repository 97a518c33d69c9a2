//! Where threads stood, by number.

use crate::ring::{line_of, place_of};
use std::collections::HashMap;
use trace::Place;

/// Places by number, in order of first sight.
#[derive(Default)]
pub struct Places {
    /// All of them, by number.
    pub all: Vec<Place>,
    by_word: HashMap<u64, u32>,
    /// What the program's own text is called, if it has one.
    pub text: String,
}

impl Places {
    /// The number of the place behind a word of the ring.
    pub fn number(&mut self, word: u64) -> u32 {
        if let Some(number) = self.by_word.get(&word) {
            return *number;
        }
        let place = match (line_of(word), place_of(word)) {
            (Some(line), _) => Place {
                file: self.text.clone(),
                line,
            },
            (None, Some(place)) => Place {
                file: place.file().into(),
                line: place.line(),
            },
            (None, None) => Place {
                file: String::new(),
                line: 0,
            },
        };
        let known = self.all.iter().position(|known| *known == place);
        let number = known.unwrap_or_else(|| {
            self.all.push(place);
            self.all.len() - 1
        }) as u32;
        self.by_word.insert(word, number);
        number
    }

    /// A place by its number.
    pub fn get(&self, number: u32) -> Option<Place> {
        self.all.get(number as usize).cloned()
    }
}

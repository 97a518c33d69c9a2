//! Settings with a few named values: the global lock, the engine, the text.

use crate::ValidationError;
use serde::{Deserialize, Serialize};

/// Which global lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lock {
    /// Free threading.
    Off,
    /// As CPython's.
    CPython,
    /// Held while waiting.
    Held,
}

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Engine {
    /// Real threads.
    Threads,
    /// One move at a time, under virtual time.
    Lockstep,
}

/// Which text a lab reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Text {
    /// The book that ships with the page, repeated to size.
    Book,
    /// Made-up words with Zipf's frequencies.
    Zipf,
    /// A made-up list of books as CSV.
    Books,
    /// What the user dropped or picked.
    Own,
}

impl Lock {
    /// All kinds, in the order of the menu.
    pub const ALL: [Lock; 3] = [Lock::Off, Lock::CPython, Lock::Held];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Lock::Off => "off",
            Lock::CPython => "cpython",
            Lock::Held => "held",
        }
    }

    /// Reads an id.
    pub fn read(id: &str) -> Result<Self, ValidationError> {
        pick(&Self::ALL, Self::id, "lock", id)
    }
}

impl Engine {
    /// All engines.
    pub const ALL: [Engine; 2] = [Engine::Threads, Engine::Lockstep];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Engine::Threads => "threads",
            Engine::Lockstep => "lockstep",
        }
    }

    /// Reads an id.
    pub fn read(id: &str) -> Result<Self, ValidationError> {
        pick(&Self::ALL, Self::id, "engine", id)
    }
}

impl Text {
    /// All texts.
    pub const ALL: [Text; 4] = [Text::Book, Text::Zipf, Text::Books, Text::Own];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Text::Book => "book",
            Text::Zipf => "zipf",
            Text::Books => "books",
            Text::Own => "own",
        }
    }
}

/// Finds the one of `all` whose id was typed.
pub fn pick<T: Copy>(all: &[T], id_of: fn(T) -> &'static str, key: &str, typed: &str) -> Result<T, ValidationError> {
    let ids = || all.iter().map(|one| id_of(*one)).collect::<Vec<_>>().join(", ");
    all.iter()
        .copied()
        .find(|one| id_of(*one) == typed)
        .ok_or_else(|| ValidationError::new(key, typed, ids()))
}

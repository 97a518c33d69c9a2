//! A program that is checked.

use super::fingerprint;

/// A program, with what tells its text from others.
pub struct Subject {
    /// The program.
    pub program: check::Text,
    /// The fingerprint of its text.
    pub fingerprint: String,
}

impl Subject {
    /// A program's.
    pub fn of(program: check::Text) -> Self {
        Self {
            fingerprint: format!("{}-{}", fingerprint::of(&program.text), program.text.len()),
            program,
        }
    }
}

//! One friendly sentence about a value that cannot be used.

use std::fmt;

/// Which key had which value, and what is allowed instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    /// The key as typed.
    pub key: String,
    /// The value as typed, shortened when it is long.
    pub value: String,
    /// What is allowed: `a whole number from 1 to 64`.
    pub allowed: String,
}

impl ValidationError {
    /// A complaint; values of more than 40 characters are cut.
    pub fn new(key: &str, value: &str, allowed: impl Into<String>) -> Self {
        let mut shown: String = value.chars().filter(|c| !c.is_control()).take(40).collect();
        if shown.chars().count() < value.chars().count() {
            shown.push('…');
        }
        ValidationError {
            key: key.into(),
            value: shown,
            allowed: allowed.into(),
        }
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} cannot be “{}”: allowed is {}.",
            self.key, self.value, self.allowed
        )
    }
}

impl std::error::Error for ValidationError {}

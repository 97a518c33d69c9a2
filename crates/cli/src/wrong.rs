//! What is wrong, in one line for standard error.

use catalogue::ValidationError;
use std::fmt;

/// One line for standard error.
#[derive(Debug)]
pub struct CliError(String);

impl CliError {
    /// A sentence; line breaks and other control characters in it become spaces.
    pub fn new(sentence: impl Into<String>) -> Self {
        CliError(trace::plain(&sentence.into()))
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "threadbare: {}", self.0)
    }
}

impl From<ValidationError> for CliError {
    fn from(complaint: ValidationError) -> Self {
        CliError::new(format!("--{complaint}"))
    }
}

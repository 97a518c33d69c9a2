//! Why a text is not run: a syntax error in CPython's words, or a construct that Threadbare does not have.

use std::fmt;

/// Why a text was not compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// CPython refuses the text too.
    Syntax(SyntaxError),
    /// Valid Python that Threadbare does not run.
    Unsupported(Unsupported),
}

/// A syntax error as CPython 3.14 reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// `SyntaxError`, `IndentationError` or `TabError`.
    pub kind: &'static str,
    /// CPython's words, without the place.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1 as CPython's `offset`; 0 where CPython has none.
    pub column: u32,
    /// The last line of the place, from 1.
    pub end_line: u32,
    /// The column after the place, from 1; 0 where CPython has none.
    pub end_column: u32,
    /// The source line, without its end.
    pub text: String,
}

/// A construct that is refused before the run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsupported {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 0.
    pub column: u32,
    /// One sentence that names the construct and what to use instead.
    pub sentence: String,
}

impl Refusal {
    /// Where: the line and the column in characters, both from 1; a column that is not known is 1.
    #[must_use]
    pub fn place(&self) -> (u32, u32) {
        match self {
            Refusal::Syntax(error) => (error.line, error.column.max(1)),
            Refusal::Unsupported(refused) => (refused.line, refused.column + 1),
        }
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Refusal::Syntax(error) => format!("{}: {}", error.kind, error.message),
            Refusal::Unsupported(refused) => refused.sentence.clone(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Syntax(error) => write!(f, "{}: {} (line {})", error.kind, error.message, error.line),
            Refusal::Unsupported(refused) => {
                let Unsupported { line, column, sentence } = refused;
                write!(f, "line {line}, column {}: {sentence}", column + 1)
            }
        }
    }
}

impl std::error::Error for Refusal {}

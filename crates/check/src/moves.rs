//! What a schedule is told in.

/// One move of a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which thread.
    pub thread: String,
    /// In which line.
    pub line: u32,
    /// What it does.
    pub words: String,
}

//! How a command ends.

/// The output could not be written.
pub const LOST: u8 = 74;
/// Ctrl-C was pressed; what was found or measured by then is told.
pub const INTERRUPTED: u8 = 130;

/// What a command that could be obeyed leaves behind.
pub enum ExitStatus {
    /// All is well.
    Well,
    /// The run deadlocked, crashed or took too long.
    Badly,
    /// A search found something bad.
    Found,
}

impl ExitStatus {
    /// Whether all that was run came to its end.
    pub fn when(finished: bool) -> Self {
        if finished { ExitStatus::Well } else { ExitStatus::Badly }
    }
}

//! How a search ends.

/// Why a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// All was searched.
    Complete,
    /// All was searched, but some runs were cut short.
    Cut,
    /// It was stopped.
    Limit,
    /// The program learnt that its steps must be finer: search again.
    Stale,
}

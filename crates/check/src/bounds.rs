//! What a search with few pre-emptive switches has shown.

use explore::Shortest;

use crate::outcome::Outcome;

/// What is known of few switches.
#[derive(Default)]
pub(crate) struct Bounds {
    /// With how many at most every schedule was tried.
    pub(crate) complete: Option<usize>,
    /// The failure with the fewest.
    pub(crate) shortest: Option<Shortest<Outcome>>,
    /// Whether every schedule was tried.
    pub(crate) everything: bool,
    /// Whether runs are too long to be searched, so that whole ones were tried at random.
    pub(crate) long: bool,
}

//! What reaches the root component.

use crate::model::Action;
use web_sys::File;

/// What reaches the root.
pub enum Msg {
    /// Something happened.
    Act(Action),
    /// Files were picked or dropped.
    Files(Vec<File>),
    /// A lab's listings came, or did not.
    Listed(Option<String>),
    /// A lab's listings are asked for once more.
    Relist,
    /// The next frame is due.
    Frame,
    /// The next frame of a replay is due, at so many milliseconds.
    Beat(f64),
    /// What is on the page has become higher or lower.
    Resized,
}

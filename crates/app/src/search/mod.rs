//! The search through every schedule: its controls, the histogram of what can happen, and the shortest way to something bad.

mod bars;
mod options;
mod pane;
mod shortest;

pub use pane::{SearchPane, find_button, search_pane};

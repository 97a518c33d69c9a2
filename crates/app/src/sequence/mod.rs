//! The service's own panes: who sent what to whom, and the load test's table.

mod load;
mod pane;
mod picture;
mod story;

pub use load::{LoadPane, load_pane};
pub use pane::{SequencePane, sequence_pane};

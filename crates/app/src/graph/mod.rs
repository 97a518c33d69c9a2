//! Who waits for whom: threads and what they hold and wait for, drawn and in words.

mod layers;
mod layout;
mod pane;
mod picture;

pub use pane::{GraphPane, graph_pane, moment};

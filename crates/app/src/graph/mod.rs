//! Who waits for whom: what keeps threads waiting for ever, or who waits for what at a moment, in boxes, and as a table.
//!
//! Everything is text in boxes that flow: letters keep their size, and however narrow the pane is, nothing is cut off.

mod knot;
mod pane;
mod passing;

pub use pane::{GraphPane, graph_pane, moment};

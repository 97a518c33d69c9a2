//! Throughput against threads: the picture, its twin in numbers, and the files one can take along.

mod pane;
mod picture;
mod table;

pub use pane::{PlotPane, plot_pane};

//! Throughput against threads, or what one run has measured: the picture, its twin in numbers, and the files one can take along.

mod measured;
mod pane;
mod picture;
mod readout;
mod table;
mod waits;

pub use pane::{PlotPane, plot_pane, title_of_one_run};
pub use waits::{WaitsPane, waits_pane};

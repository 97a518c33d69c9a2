//! The program: what runs, what a learner knows, and which line each thread is at.

mod folds;
mod highlight;
mod listing;
mod marks;
mod pane;

pub use highlight::python_pieces;
pub use listing::{Sources, line_of, sources, told_place};
pub use pane::{ProgramPane, inked, program_pane};

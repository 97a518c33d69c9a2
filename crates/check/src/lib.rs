//! What can go wrong in a Python program with threads: every schedule under three Pythons, a verdict, and why.

pub mod expect;
pub mod film;
pub mod json;
pub mod limits;
pub mod model;
mod names;
pub mod outcome;
mod program;
pub mod report;
pub mod schedule;
pub mod simulation;
pub mod single;
mod slices;
pub mod verdict;
mod why;
mod words;

pub use limits::Limits;
pub use model::Model;
pub use outcome::{Kind, Outcome};
pub use program::Text;
pub use simulation::{Shared, Simulation, Source};
pub use slices::Slices;
pub use verdict::{Checked, Verdict, check};

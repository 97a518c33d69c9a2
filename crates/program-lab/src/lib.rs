//! The lab `program`: a visitor's own Python as an experiment on real threads, with a report like any other lab's.
#![deny(clippy::unwrap_used)]

mod description;
mod findings;
mod own;
mod swept;

pub use description::PROGRAM;
pub use own::{Crowded, Own, read};
pub use python::Stream;
pub use python_world::Print;
pub use swept::{Knob, knob};

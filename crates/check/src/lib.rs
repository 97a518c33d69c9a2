//! What can go wrong in a Python program with threads: every schedule under three Pythons, a verdict, and why.

mod bounds;
mod called;
mod checking;
mod example;
pub mod expect;
pub mod film;
pub mod json;
#[cfg(not(target_arch = "wasm32"))]
pub mod kept;
pub mod limits;
pub mod model;
mod moves;
mod names;
pub mod outcome;
#[cfg(not(target_arch = "wasm32"))]
pub mod part;
mod program;
mod replay;
pub mod report;
pub mod schedule;
pub mod simulation;
pub mod single;
pub mod verdict;
mod why;
mod words;

pub use checking::{Check, check};
pub use limits::Limits;
pub use model::Model;
pub use outcome::{Kind, Outcome};
pub use program::Text;
pub use simulation::{Shared, Simulation, Source};
pub use verdict::{Checked, Verdict};

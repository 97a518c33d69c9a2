//! Every schedule of a program whose steps have footprints: one a Mazurkiewicz class, the shortest failure, and random ones.
//!
//! The program is a small trait; what a step touches is learnt by taking it. The full search is source-DPOR with sleep sets (Abdulla, Aronis, Jonsson and Sagonas,
//! "Source Sets: A Foundation for Optimal Dynamic Partial Order Reduction", JACM 2017), made for steps that may block: whether a task could move is known for each
//! moment of a run, so a step is never tried before the one that made it possible.

mod bounded;
mod class;
mod clock;
mod footprint;
#[cfg(not(target_arch = "wasm32"))]
mod frontier;
mod marks;
#[cfg(not(target_arch = "wasm32"))]
mod parallel;
mod path;
mod program;
mod race;
mod random;
mod search;
mod stopped;
mod tally;
mod tree;

pub use bounded::{Bounded, Shortest};
pub use footprint::{Footprint, Place, Touch};
#[cfg(not(target_arch = "wasm32"))]
pub use frontier::{Branch, Frontier, part};
#[cfg(not(target_arch = "wasm32"))]
pub use parallel::{explore, explore_from};
pub use program::{MAX_TASKS, Program, Standing, Task, replay, switches};
pub use random::Random;
pub use search::Search;
pub use stopped::Stopped;
pub use tally::{Sofar, Tally, Told};

//! Regular expressions as Python's `re` has them: look-around, back-references, named groups, conditional and possessive pieces.
//!
//! Text and numbers only: no values, no machine.

mod pattern;
mod read;
mod run;

pub use read::Wrong;
pub use run::{Found, Mode, Program, compile};

#[cfg(test)]
mod recorded;
#[cfg(test)]
mod tests;

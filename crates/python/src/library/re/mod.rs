//! Regular expressions as Python's `re` has them: look-around, back-references, named groups, conditional and possessive pieces.

pub mod native;
pub mod pattern;
pub mod read;
pub mod run;

#[cfg(test)]
mod recorded;
#[cfg(test)]
mod tests;

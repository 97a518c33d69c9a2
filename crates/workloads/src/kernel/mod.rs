//! The work itself as plain functions over bytes: nothing here waits, spawns or looks at a clock.

pub mod sha512;
pub mod shuffle;
pub mod split;
pub mod words;

mod packed;
mod scan;

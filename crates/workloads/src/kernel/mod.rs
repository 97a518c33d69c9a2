//! The work itself as plain functions over bytes: nothing here waits, spawns or looks at a clock.

pub mod busy;
pub mod columns;
pub mod csv;
pub mod index;
pub mod network;
pub mod pace;
pub mod query;
pub mod record;
pub mod segment;
pub mod sha512;
pub mod shuffle;
pub mod split;
pub mod words;

mod bytes;
mod marks;
mod packed;
mod scan;
mod word_rule;

pub use word_rule::WordRule;

//! The programs people watch, each written once for every world.

pub mod input;
pub mod kernel;

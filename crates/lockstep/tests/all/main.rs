//! Tests of the lockstep world, in one binary.

mod common;
mod endings;
mod global_lock;
mod race;
mod random_programs;
mod search;
mod session;
mod time;

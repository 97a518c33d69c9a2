//! Python programs on real threads and in lockstep.

mod common;
mod conformance;
mod endings;
mod races;

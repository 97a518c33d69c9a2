//! The page: a pure model with a small reducer, thin components, a canvas for the lanes.

mod engine;
mod model;
mod words;

fn main() {}

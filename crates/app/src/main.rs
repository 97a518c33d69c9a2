//! The page: components, a reducer and a canvas.

fn main() {}

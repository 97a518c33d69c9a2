//! The chores of the project: setup, serve, build, test, bench, tidy, env.

fn main() {}

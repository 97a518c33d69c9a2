//! Carries out the chores, one file each.

mod bench;
mod build;
mod env;
mod serve;
mod setup;
mod test;
mod tidy;

use crate::Outcome;
use crate::options::{Chore, USAGE};

/// Carries out one chore.
pub fn run(chore: &Chore) -> Outcome {
    match chore {
        Chore::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Chore::Explain(text) => {
            println!("{text}");
            Ok(())
        }
        Chore::Setup => setup::run(),
        Chore::Serve { port } => serve::run(*port),
        Chore::Build { out } => build::run(out),
        Chore::Test { suites } => test::run(suites),
        Chore::Bench { words } => bench::run(words),
        Chore::Tidy => tidy::run(),
        Chore::Env => env::run(),
    }
}

//! Carries out the chores, one file each.

mod bench;
mod build;
mod env;
mod exports;
mod package;
mod serve;
mod setup;
mod soak;
mod test;
mod tidy;

use crate::Outcome;
use crate::options::{Subcommand, USAGE};

/// Carries out one chore.
pub fn run(chore: &Subcommand) -> Outcome {
    match chore {
        Subcommand::Help => {
            println!("{USAGE}");
            Ok(())
        }
        Subcommand::Explain(text) => {
            println!("{text}");
            Ok(())
        }
        Subcommand::Setup => setup::run(),
        Subcommand::Serve { port } => serve::run(*port),
        Subcommand::Build { out } => build::run(out),
        Subcommand::Package { out, names } => package::run(out, names),
        Subcommand::Test { suites } => test::run(suites),
        Subcommand::Bench { words } => bench::run(words),
        Subcommand::Soak { words } => soak::run(words),
        Subcommand::Tidy => tidy::run(),
        Subcommand::Env => env::run(),
    }
}

//! Carries out the chores, one file each.

mod build;
mod env;
mod exports;
mod on_site;
mod package;
mod serve;
mod setup;
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
        Subcommand::Bench { words } => on_site::run("bench", words),
        Subcommand::Soak { words } => on_site::run("soak", words),
        Subcommand::Tidy => tidy::run(),
        Subcommand::Env => env::run(),
    }
}

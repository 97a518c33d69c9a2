//! The chores of the project: `cargo xtask setup`, `serve`, `build`, `package`, `test`, `bench`, `tidy` and `env`.

mod browser;
mod child;
mod command;
mod options;
mod package;
mod places;
mod say;
mod screen;
mod server;
mod setup;
mod site;
mod tally;
mod tidy;
mod toolchain;
mod versions;

use std::process::ExitCode;

/// What a chore ends in; the error is one sentence for a person.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    match options::parse(std::env::args().skip(1)).and_then(|chore| command::run(&chore)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

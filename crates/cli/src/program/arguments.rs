//! What the commands on a program have in common: their arguments, the program, how they end.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, value_parser};

use crate::exit_status::LOST;
use crate::output;
use crate::source;
use crate::wrong::CliError;

/// The program.
pub fn file() -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .required(true)
}

/// Under which Python it runs.
pub fn python() -> Arg {
    Arg::new("python")
        .long("python")
        .value_name("V")
        .value_parser(["3.9", "3.14", "3.14t"])
        .default_value("3.14")
        .help("Which Python")
}

/// What its chance comes from.
pub fn seed() -> Arg {
    Arg::new("seed")
        .long("seed")
        .value_name("N")
        .value_parser(value_parser!(u64))
        .help("Where hashes and random numbers come from")
}

/// What it is given.
pub fn arguments() -> Arg {
    Arg::new("arguments")
        .value_name("ARGS")
        .num_args(0..)
        .last(true)
        .help("What the program finds in sys.argv")
}

/// The program that a command line names, with what it finds in `sys.argv`.
pub fn read(matches: &ArgMatches) -> Result<check::Text, CliError> {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let mut program = source::program(&file)?;
    program
        .arguments
        .extend(matches.get_many::<String>("arguments").into_iter().flatten().cloned());
    program.seed = matches.get_one("seed").copied().unwrap_or(0);
    Ok(program)
}

/// The exit code; what is wrong is said.
pub fn ended(done: Result<ExitCode, CliError>) -> ExitCode {
    let code = done.unwrap_or_else(|wrong| {
        output::say(wrong);
        ExitCode::from(2)
    });
    match output::is_lost() && !lab::is_interrupted() {
        true => ExitCode::from(LOST),
        false => code,
    }
}

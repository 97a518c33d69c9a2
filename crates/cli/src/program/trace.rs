//! `threadbare trace FILE`: what happened in a run of a Python program, as a file for a viewer.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};
use lab::RecordOptions;

use super::{arguments, threads};
use crate::export;
use crate::wrong::CliError;

/// The command and its flags.
pub fn command() -> Command {
    Command::new("trace")
        .about("Runs a Python program on real threads and writes what happened to a file")
        .arg(arguments::file())
        .arg(arguments::python())
        .arg(arguments::seed())
        .arg(Arg::new("format").long("format").value_name("ID").help(export::help()))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .required(true)
                .help("The file; - for standard output"),
        )
        .arg(arguments::arguments())
}

/// Obeys the command.
pub fn trace(matches: &ArgMatches) -> ExitCode {
    arguments::ended(obey(matches))
}

fn obey(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    let format = export::named(matches.get_one::<String>("format").map(String::as_str))?;
    let (experiment, own) = threads::read(matches)?;
    let keep = RecordOptions {
        events: true,
        order: false,
    };
    let recording = threads::play(&experiment, &own, keep)?;
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    export::write(&recording, format, &path)?;
    Ok(threads::code(&recording.report))
}

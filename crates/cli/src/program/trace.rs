//! `threadbare trace FILE`: what happened in a run of a Python program, as a file for a viewer.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command, value_parser};
use lab::RecordOptions;

use super::threads;
use crate::table::count;
use crate::wrong::CliError;
use crate::{chrome, output};

/// The command and its flags.
pub fn command() -> Command {
    Command::new("trace")
        .about("Runs a Python program on real threads and writes what happened to a file")
        .arg(super::file())
        .arg(super::python())
        .arg(super::seed())
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("ID")
                .value_parser(["chrome"])
                .default_value("chrome")
                .help("chrome: for chrome://tracing and Perfetto"),
        )
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .required(true)
                .help("The file"),
        )
        .arg(super::arguments())
}

/// Obeys the command.
pub fn trace(matches: &ArgMatches) -> ExitCode {
    super::ended(obey(matches))
}

fn obey(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    let (experiment, own) = threads::read(matches)?;
    let keep = RecordOptions {
        events: true,
        order: false,
    };
    let recording = threads::play(&experiment, &own, keep)?;
    let path = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    std::fs::write(&path, chrome::text(&recording.events, &recording.names))
        .map_err(|error| CliError::new(format!("--out “{}” cannot be written: {error}.", path.display())))?;
    let events = count(recording.events.len() as u64);
    output::print(&format!("{events} events in {}\n", path.display()));
    if recording.dropped > 0 {
        eprintln!("threadbare: {} events found no room.", count(recording.dropped));
    }
    Ok(threads::code(&recording.report))
}

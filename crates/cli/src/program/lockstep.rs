//! `threadbare run FILE`: a Python program's own output, and nothing else.

use std::process::ExitCode;

use check::Model;
use check::single::{self, Ended};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{arguments, threads};
use crate::output;
use crate::wrong::CliError;

/// The command and its flags.
pub fn command() -> Command {
    Command::new("run")
        .about("Runs a Python program")
        .arg(arguments::file())
        .arg(arguments::python())
        .arg(
            Arg::new("engine")
                .long("engine")
                .value_name("E")
                .value_parser(["threads", "lockstep"])
                .help("On real threads, or one step at a time"),
        )
        .arg(
            Arg::new("schedule")
                .long("schedule")
                .value_name("S")
                .help("Plays this schedule again"),
        )
        .arg(arguments::seed())
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Prints one JSON object instead"),
        )
        .arg(arguments::arguments())
}

/// Obeys the command.
pub fn run(matches: &ArgMatches) -> ExitCode {
    arguments::ended(obey(matches))
}

fn obey(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    if matches
        .get_one::<String>("engine")
        .is_some_and(|engine| engine == "threads")
    {
        return threads::run(matches);
    }
    let mut program = arguments::read(matches)?;
    let model = matches
        .get_one::<String>("python")
        .and_then(|name| Model::named(name))
        .unwrap_or(Model::Python314);
    let schedule = match matches.get_one::<String>("schedule") {
        Some(text) => check::schedule::read(text)
            .ok_or_else(|| CliError::new("--schedule is none: allowed is what check --json gives."))?,
        None => Vec::new(),
    };
    program.announces = !schedule.is_empty();
    let json = matches.get_flag("json");
    let print = |text: &str| {
        if !json {
            output::stream(text)
        }
    };
    let name = program.file.clone();
    let ended = single::run(&program.source(), model, &schedule, &print);
    if json {
        output::print(&format!("{}\n", single::json(&name, model, &ended)));
    } else {
        output::complain(&ended.errors);
    }
    Ok(code(&ended))
}

fn code(ended: &Ended) -> ExitCode {
    if ended.stuck {
        return ExitCode::from(3);
    }
    ExitCode::from(u8::try_from(ended.status & 0xff).unwrap_or(1))
}

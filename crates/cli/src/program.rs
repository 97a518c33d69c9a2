//! `threadbare run FILE`: a Python program's own output, and nothing else.

mod sweep;
mod threads;
mod trace;

pub use sweep::{command as sweep_command, sweep};
pub use trace::{command as trace_command, trace};

use std::path::PathBuf;
use std::process::ExitCode;

use check::Model;
use check::single::{self, Ended};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::output;
use crate::wrong::CliError;

/// The command and its flags.
pub fn command() -> Command {
    Command::new("run")
        .about("Runs a Python program")
        .arg(file())
        .arg(python())
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
        .arg(seed())
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Prints one JSON object instead"),
        )
        .arg(arguments())
}

fn file() -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .required(true)
}

fn python() -> Arg {
    Arg::new("python")
        .long("python")
        .value_name("V")
        .value_parser(["3.9", "3.14", "3.14t"])
        .default_value("3.14")
        .help("Which Python")
}

fn seed() -> Arg {
    Arg::new("seed")
        .long("seed")
        .value_name("N")
        .value_parser(value_parser!(u64))
        .help("Where hashes and random numbers come from")
}

fn arguments() -> Arg {
    Arg::new("arguments")
        .value_name("ARGS")
        .num_args(0..)
        .last(true)
        .help("What the program finds in sys.argv")
}

/// The program that a command line names, with what it finds in `sys.argv`.
fn read(matches: &ArgMatches) -> Result<check::Text, CliError> {
    let file = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let mut program = crate::check::program(&file)?;
    program
        .arguments
        .extend(matches.get_many::<String>("arguments").into_iter().flatten().cloned());
    program.seed = matches.get_one("seed").copied().unwrap_or(0);
    Ok(program)
}

/// Obeys the command.
pub fn run(matches: &ArgMatches) -> ExitCode {
    ended(obey(matches))
}

fn ended(done: Result<ExitCode, CliError>) -> ExitCode {
    done.unwrap_or_else(|wrong| {
        output::say(wrong);
        ExitCode::from(2)
    })
}

fn obey(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    if matches
        .get_one::<String>("engine")
        .is_some_and(|engine| engine == "threads")
    {
        return threads::run(matches);
    }
    let mut program = read(matches)?;
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

//! What describes the command line to shells and to `man`: made of the same description that reads it.

use crate::{exit_status::ExitStatus, flags, output, program, wrong::CliError};
use clap::{Arg, ArgMatches, Command, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Prints completions.
pub fn complete(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let asked = matches.get_one::<String>("shell").map_or("", String::as_str);
    let shell = Shell::from_str(asked, false).map_err(|_| {
        CliError::new(format!(
            "“{asked}” is no shell here: allowed is bash, elvish, fish, powershell, zsh."
        ))
    })?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut whole(), "threadbare", &mut script);
    output::print(&String::from_utf8_lossy(&script));
    Ok(ExitStatus::Well)
}

/// Prints or writes pages.
pub fn write(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let done = match matches.get_one::<PathBuf>("out") {
        Some(folder) => std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(whole(), folder))
            .map_err(|error| format!("--out “{}” cannot be written: {error}.", folder.display())),
        None => print(),
    };
    done.map(|()| ExitStatus::Well).map_err(CliError::new)
}

fn print() -> Result<(), String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(whole())
        .render(&mut page)
        .map_err(|error| error.to_string())?;
    output::print(&String::from_utf8_lossy(&page));
    Ok(())
}

/// The whole command line: `run`, `sweep` and `trace` take a lab or a program, and each way has flags of its own.
fn whole() -> Command {
    let ways = [program::command(), program::sweep_command(), program::trace_command()];
    ways.into_iter().fold(flags::command(), |all, way| {
        all.mut_subcommand(way.get_name(), |lab| joined(lab, &way))
    })
}

fn joined(lab: Command, way: &Command) -> Command {
    let known: Vec<String> = lab
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    let own = way
        .get_arguments()
        .filter(|argument| !known.iter().any(|id| argument.get_id() == id.as_str()));
    let own: Vec<Arg> = own.map(|argument| argument.clone().required(false)).collect();
    lab.mut_args(|argument| argument.required(false)).args(own)
}

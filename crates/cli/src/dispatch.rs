//! The commands that a Python program is named to.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Command};

use crate::exit_status::LOST;
use crate::{check, explain, output, program};

/// Obeys `check`, `run FILE`, `sweep FILE` or `trace FILE` if the command line is one of these.
pub fn obey(arguments: &[OsString]) -> Option<ExitCode> {
    let is_program = |argument: &&OsString| argument.as_encoded_bytes().ends_with(b".py");
    let mut own = arguments.iter().skip(2).take_while(|argument| *argument != "--");
    let names_program = own.find(is_program).is_some();
    match arguments.get(1).and_then(|command| command.to_str()) {
        Some("check") => Some(parsed(check::command(), arguments, check::check)),
        Some("run") if names_program => Some(parsed(program::command(), arguments, program::run)),
        Some("sweep") if names_program => Some(parsed(program::sweep_command(), arguments, program::sweep)),
        Some("trace") if names_program => Some(parsed(program::trace_command(), arguments, program::trace)),
        _ => None,
    }
}

fn parsed(command: Command, arguments: &[OsString], obey: fn(&ArgMatches) -> ExitCode) -> ExitCode {
    match command.no_binary_name(true).try_get_matches_from(&arguments[2..]) {
        Ok(matches) => obey(&matches),
        Err(error) if !error.use_stderr() => {
            output::print(&error.render().to_string());
            ExitCode::from(if output::is_lost() { LOST } else { 0 })
        }
        Err(error) => {
            output::say(explain::explain(&error));
            ExitCode::from(2)
        }
    }
}

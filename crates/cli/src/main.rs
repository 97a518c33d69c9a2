//! The native command line: `threadbare labs`, `check`, `run`, `sweep`, `search`, `load`, `trace`, `fidelity`, and what describes them: `completions`, `man`.
//!
//! Exit codes: 0 finished; 1 a search found something bad; 2 bad arguments or a list without a record, in one line on standard error that says what is allowed;
//! 3 a run deadlocked, crashed or took too long (what is known of it is still printed); 74 the output could not be written; 141 a program's reader has gone away; 130 interrupted (what was
//! measured is still printed).

mod check;
mod dispatch;
mod exit_status;
mod explain;
mod export;
mod fidelity;
mod files;
mod flags;
mod interrupt;
mod keys;
mod labs;
mod load;
mod manual;
mod output;
mod predict;
mod program;
mod progress;
mod run;
mod search;
mod settings;
mod source;
mod sweep;
mod table;
mod trace;
mod waits;
mod wrong;

use std::ffi::OsString;
use std::process::ExitCode;

use exit_status::{ExitStatus, INTERRUPTED, LOST};
use wrong::CliError;

// A search takes and gives back small pieces of memory all the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    keep_broken_threads_quiet();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if let Some(code) = dispatch::obey(&arguments) {
        return code;
    }
    let done = obey();
    if let Err(wrong) = &done {
        output::say(wrong);
    }
    ExitCode::from(match done {
        _ if lab::is_interrupted() => INTERRUPTED,
        _ if output::is_lost() => LOST,
        Ok(ExitStatus::Well) => 0,
        Ok(ExitStatus::Found) => 1,
        Ok(ExitStatus::Badly) => 3,
        Err(_) => 2,
    })
}

fn obey() -> Result<ExitStatus, CliError> {
    let matches = match flags::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => {
            output::print(&error.render().to_string());
            return Ok(ExitStatus::Well);
        }
        Err(error) => return Err(explain::explain(&error)),
    };
    match matches.subcommand() {
        Some(("labs", matches)) => labs::list(matches),
        Some(("run", matches)) => run::run(matches),
        Some(("sweep", matches)) => sweep::sweep(matches),
        Some(("search", matches)) => search::search(matches),
        Some(("load", matches)) => load::load(matches),
        Some(("trace", matches)) => trace::trace(matches),
        Some(("completions", matches)) => manual::complete(matches),
        Some(("man", matches)) => manual::write(matches),
        Some(("fidelity", matches)) => fidelity::fidelity(matches),
        _ => Err(CliError::new(format!(
            "There is no such command: allowed is {}.",
            flags::COMMANDS
        ))),
    }
}

/// The report tells how a thread broke; only what breaks this program itself is news.
fn keep_broken_threads_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some("main") && !lab::is_inside() {
            usual(panic);
        }
    }));
}

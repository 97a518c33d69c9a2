//! `threadbare check FILE...`: what can go wrong in a Python program, under three Pythons.
//!
//! Exit codes: 0 safe in every Python asked for, or as the file's comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some;
//! 74 what was found cannot be printed; 130 interrupted.

mod columns;
mod command;
mod findings;
mod fingerprint;
mod found;
mod github;
mod kept;
mod page;
mod report;
mod sarif;
mod search;
mod show;
mod subject;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

pub use command::command;
use found::Found;
use subject::Subject;

use crate::output;
use crate::wrong::CliError;

/// Obeys the command.
pub fn check(matches: &ArgMatches) -> ExitCode {
    let code = checked(matches).unwrap_or_else(|wrong| {
        output::say(wrong);
        2
    });
    ExitCode::from(code)
}

fn checked(matches: &ArgMatches) -> Result<u8, CliError> {
    let mut way = search::Way::of(matches)?;
    let mut found = Found::default();
    let subjects = subjects(matches, &mut found)?;
    way.suits(&subjects)?;
    way.listen();
    // What was looked at when Ctrl-C was pressed is told, what was not begun is not.
    for subject in subjects {
        if !way.is_stopped() {
            found.take(search::one(subject, &mut way));
        }
    }
    Ok(published(matches, found, way))
}

fn subjects(matches: &ArgMatches, found: &mut Found) -> Result<Vec<Subject>, CliError> {
    let files: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(CliError::new(
            "- is given more than once: standard input can be read but once.",
        ));
    }
    let expecting = matches.get_flag("expecting");
    Ok(files.iter().filter_map(|file| found.open(file, expecting)).collect())
}

// First what was found, whatever cannot be written.
fn published(matches: &ArgMatches, mut found: Found, way: search::Way) -> u8 {
    let interrupted = way.is_stopped();
    let page = found.write_page(matches);
    found.print(matches, matches!(page, Ok(true)));
    found.admit(page.map(drop));
    found.admit(way.unwritten());
    found.admit(found.write_sarif(matches, found.code(interrupted)));
    found.code(interrupted)
}

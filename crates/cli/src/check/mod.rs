//! `threadbare check FILE...`: what can go wrong in a Python program, under three Pythons.
//!
//! Exit codes: 0 safe in every Python asked for, or as the file's comments expect; 1 fails in some, or otherwise than expected; 2 cannot be run; 4 unknown in some.

mod columns;
mod command;
mod findings;
mod found;
mod github;
mod kept;
mod page;
mod report;
mod sarif;
mod search;
mod show;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

use check::part::Shard;
use check::{Model, expect};
use clap::ArgMatches;

pub use command::command;
use found::Found;

use crate::output;
use crate::wrong::CliError;

/// Obeys the command.
pub fn check(matches: &ArgMatches) -> ExitCode {
    obeyed(matches).unwrap_or_else(|wrong| {
        output::say(wrong);
        ExitCode::from(2)
    })
}

fn obeyed(matches: &ArgMatches) -> Result<ExitCode, CliError> {
    let files: Vec<&PathBuf> = matches.get_many("files").into_iter().flatten().collect();
    let models: Vec<Model> = match matches.get_many::<Model>("python") {
        Some(models) => models.copied().collect(),
        None => Model::ALL.to_vec(),
    };
    let shard = matches.get_one::<Shard>("shard").copied();
    let seed = matches.get_one("seed").copied().unwrap_or(1);
    let state = matches.get_one::<PathBuf>("state");
    let kept = state.map(|path| kept::Kept::open(path, shard, seed)).transpose()?;
    let mut found = Found::default();
    let programs: Vec<check::Text> = files
        .iter()
        .filter(|file| !matches.get_flag("expecting") || expects(file))
        .filter_map(|file| found.open(file))
        .collect();
    if let Some(kept) = &kept {
        let texts = programs
            .iter()
            .map(|program| (program.file.clone(), program.text.clone()));
        kept.is_of(&texts.collect::<Vec<_>>())?;
    }
    let stop = search::listen();
    let mut way = search::Way {
        models: &models,
        matches,
        stop: &stop,
        shard,
        kept,
    };
    // What was looked at when Ctrl-C was pressed is told, what was not begun is not.
    for program in programs {
        if !stop.load(Ordering::Relaxed) {
            found.take(search::one(program, &mut way)?);
        }
    }
    found.publish(matches, shard)?;
    Ok(match found.code {
        _ if stop.load(Ordering::Relaxed) => ExitCode::from(130),
        _ if output::is_lost() => ExitCode::from(74),
        code => ExitCode::from(code),
    })
}

// What cannot be read is left in: that it cannot is worth a sentence. Standard input can be read but once.
fn expects(file: &Path) -> bool {
    if file.as_os_str() == "-" {
        return true;
    }
    let text = std::fs::read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    text.map_or(true, |text| !expect::read(&text).is_empty())
}

//! What was found in all files, and where it is told.

use std::path::{Path, PathBuf};

use check::part::Shard;
use clap::ArgMatches;

use super::report::Report;
use super::{github, page, sarif, show};
use crate::output;
use crate::source::{self, Refusal};
use crate::wrong::CliError;

// What cannot be run is graver than a failure, and that than not to know.
fn graver(left: u8, right: u8) -> u8 {
    let weight = |code: u8| [0, 2, 3, 0, 1].get(usize::from(code)).copied().unwrap_or(0);
    if weight(right) > weight(left) { right } else { left }
}

/// What was found in all files.
#[derive(Default)]
pub struct Found {
    reports: Vec<Report>,
    refusals: Vec<Refusal>,
    /// The exit code so far.
    pub code: u8,
}

impl Found {
    /// Opens a program; that it cannot be run is said at once.
    // Whoever waits for minutes wants to know at once that a name is wrong.
    pub fn open(&mut self, file: &Path) -> Option<check::Text> {
        match source::program(file) {
            Ok(program) => Some(program),
            Err(refusal) => {
                output::say(CliError::new(refusal.sentence.clone()));
                self.refusals.push(refusal);
                self.code = 2;
                None
            }
        }
    }

    /// Takes in what was found out about a file.
    pub fn take(&mut self, report: Report) {
        self.code = graver(self.code, report.code());
        self.reports.push(report);
    }

    /// Prints and writes it as was asked for.
    pub fn publish(&self, matches: &ArgMatches, shard: Option<Shard>) -> Result<(), CliError> {
        let path = |name: &str| matches.get_one::<PathBuf>(name);
        let asked = matches.get_one::<String>("annotations").map(String::as_str);
        let annotations = match github::are_wanted(asked) {
            true => github::annotations(&self.reports, &self.refusals),
            false => String::new(),
        };
        if let Some(path) = path("sarif") {
            written(path, sarif::log(&self.reports, &self.refusals, shard, self.code))?;
        }
        if let Some(path) = path("html") {
            written(path, page::page(&self.reports))?;
        }
        if matches.get_flag("json") {
            self.reports
                .iter()
                .for_each(|report| output::print(&format!("{}\n", report.json())));
            // GitHub's runner reads both streams; a reader of JSON only one.
            output::complain(&annotations);
            return Ok(());
        }
        if path("html").is_none() {
            self.reports
                .iter()
                .for_each(|report| output::print(&show::report(report)));
        }
        output::print(&annotations);
        Ok(())
    }
}

fn written(path: &Path, text: String) -> Result<(), CliError> {
    std::fs::write(path, text)
        .map_err(|error| CliError::new(format!("“{}” cannot be written: {error}.", path.display())))
}

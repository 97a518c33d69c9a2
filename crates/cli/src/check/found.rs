//! What was found in all files, and where it is told.

use std::path::{Path, PathBuf};

use check::expect;
use clap::ArgMatches;

use super::report::Report;
use super::subject::Subject;
use super::{github, page, sarif, show};
use crate::exit_status::{INTERRUPTED, LOST};
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
    code: u8,
}

impl Found {
    /// Opens a program, or leaves it out if only those that expect something are wanted. What cannot be run is said at once: whoever waits for minutes wants to
    /// know that a name is wrong.
    pub fn open(&mut self, file: &Path, expecting: bool) -> Option<Subject> {
        let refusal = match opened(file, expecting) {
            Ok(program) => return program.map(Subject::of),
            Err(refusal) => refusal,
        };
        output::say(CliError::new(refusal.sentence.clone()));
        self.refusals.push(refusal);
        self.code = 2;
        None
    }

    /// Takes in what was found out about a file.
    pub fn take(&mut self, report: Report) {
        self.code = graver(self.code, report.code());
        self.reports.push(report);
    }

    /// Takes in that something could not be done, and says why.
    pub fn admit(&mut self, done: Result<(), CliError>) {
        if let Err(wrong) = done {
            output::say(wrong);
            self.code = 2;
        }
    }

    /// What the command ends with.
    pub fn code(&self, interrupted: bool) -> u8 {
        match self.code {
            _ if interrupted => INTERRUPTED,
            _ if output::is_lost() => LOST,
            code => code,
        }
    }

    /// Prints what is asked for, and what a page has not taken in.
    pub fn print(&self, matches: &ArgMatches, is_on_page: bool) {
        let asked = matches.get_one::<String>("annotations").map(String::as_str);
        let annotations = match github::are_wanted(asked) {
            true => github::annotations(&self.reports, &self.refusals),
            false => String::new(),
        };
        if matches.get_flag("json") {
            self.print_each(|report| format!("{}\n", report.json()));
            // GitHub's runner reads both streams; a reader of JSON only one.
            output::complain(&annotations);
            return;
        }
        if !is_on_page {
            self.print_each(show::report);
        }
        output::print(&annotations);
    }

    fn print_each(&self, words: impl Fn(&Report) -> String) {
        self.reports.iter().for_each(|report| output::print(&words(report)));
    }

    /// Writes the page, if it is asked for; whether it was.
    pub fn write_page(&self, matches: &ArgMatches) -> Result<bool, CliError> {
        let path = matches.get_one::<PathBuf>("html");
        path.map_or(Ok(false), |path| {
            written(path, page::page(&self.reports)).map(|()| true)
        })
    }

    /// Writes SARIF, if it is asked for.
    pub fn write_sarif(&self, matches: &ArgMatches, code: u8) -> Result<(), CliError> {
        let (path, shard) = (matches.get_one::<PathBuf>("sarif"), matches.get_one("shard").copied());
        path.map_or(Ok(()), |path| {
            written(path, sarif::log(&self.reports, &self.refusals, shard, code))
        })
    }
}

// What cannot be read is not left out: that it cannot is worth a sentence.
fn opened(file: &Path, expecting: bool) -> Result<Option<check::Text>, Refusal> {
    let bytes = source::bytes(file)?;
    let expects = |bytes: &[u8]| !expect::read(&String::from_utf8_lossy(bytes)).is_empty();
    match expecting && !expects(&bytes) {
        true => Ok(None),
        false => source::understood(file, bytes).map(Some),
    }
}

fn written(path: &Path, text: String) -> Result<(), CliError> {
    std::fs::write(path, text)
        .map_err(|error| CliError::new(format!("“{}” cannot be written: {error}.", path.display())))
}

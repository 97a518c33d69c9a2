//! `threadbare trace`: what happened in a run, as a file for a viewer.

use crate::{CliError, ExitStatus, chrome, output, settings, settings::value, table::count};
use catalogue::ValidationError;
use clap::ArgMatches;
use std::{fs, path::PathBuf};
use trace::Outcome;

/// Runs, and writes the file.
pub fn trace(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read_all(matches)?;
    if let Some(other) = value(matches, "format").filter(|format| *format != "chrome") {
        return Err(ValidationError::new("format", other, "chrome").into());
    }
    let path: &PathBuf = matches
        .get_one("out")
        .ok_or_else(|| CliError::new("--out is missing: allowed is a file."))?;
    let recording = lab::record(&settings.experiment, &mut settings.texts, &settings.limits)
        .map_err(|refusal| CliError::new(refusal.sentence))?;
    let text = chrome::text(&recording.events, &recording.names);
    fs::write(path, text).map_err(|error| {
        let shown = path.display().to_string();
        CliError::from(ValidationError::new(
            "out",
            &shown,
            format!("a file that can be written ({error})"),
        ))
    })?;
    output::print(&format!(
        "{} events in {}\n",
        count(recording.events.len() as u64),
        path.display()
    ));
    if recording.dropped > 0 {
        eprintln!("threadbare: {} events found no room.", count(recording.dropped));
    }
    Ok(ExitStatus::when(recording.report.outcome == Outcome::Finished))
}

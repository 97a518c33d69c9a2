//! `threadbare trace`: what happened in a run, as a file for a viewer.

use crate::{exit_status::ExitStatus, export, settings, settings::value, wrong::CliError};
use clap::ArgMatches;
use std::path::PathBuf;
use trace::Outcome;

/// Runs, and writes the file.
pub fn trace(matches: &ArgMatches) -> Result<ExitStatus, CliError> {
    let mut settings = settings::read_all(matches)?;
    let format = export::named(value(matches, "format"))?;
    let path: &PathBuf = matches
        .get_one("out")
        .ok_or_else(|| CliError::new("--out is missing: allowed is a file."))?;
    let recording = lab::record(&settings.experiment, &mut settings.texts, &settings.limits)
        .map_err(|refusal| CliError::new(refusal.sentence))?;
    export::write(&recording, format, path)?;
    Ok(ExitStatus::when(recording.report.outcome == Outcome::Finished))
}

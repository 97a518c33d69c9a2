//! What happened in a run, as a file for the viewers that people have: Perfetto and Chrome, the Firefox Profiler, speedscope, a spreadsheet.

mod chrome;
mod csv;
mod firefox;
mod lanes;
mod speedscope;

use crate::{output, table::number_of, wrong::CliError};
use catalogue::ValidationError;
use lab::Recording;
use lanes::Lanes;
use std::{fs, path::Path};

/// A format's name, and what reads it.
pub const FORMATS: [(&str, &str); 4] = [
    ("chrome", "Perfetto and chrome://tracing"),
    ("firefox", "profiler.firefox.com"),
    ("speedscope", "speedscope.app"),
    ("csv", "a spreadsheet"),
];

/// The formats in one line of help.
pub fn help() -> String {
    let each = FORMATS.map(|(name, reader)| format!("{name}: for {reader}"));
    format!("{} (chrome)", each.join("; "))
}

/// The format of this name; the error says what is allowed.
pub fn named(asked: Option<&str>) -> Result<&'static str, CliError> {
    let asked = asked.unwrap_or("chrome");
    let known = FORMATS.iter().find(|(name, _)| *name == asked);
    let all = FORMATS.map(|(name, _)| name).join(", ");
    known
        .map(|(name, _)| *name)
        .ok_or_else(|| ValidationError::new("format", asked, all).into())
}

/// Writes a run into a file, or to standard output for `-`, and says how much there was.
pub fn write(recording: &Recording, format: &str, path: &Path) -> Result<(), CliError> {
    let lanes = Lanes::of(recording);
    let text = match format {
        "firefox" => firefox::text(&lanes),
        "speedscope" => speedscope::text(&lanes),
        "csv" => csv::text(&lanes),
        _ => chrome::text(&lanes),
    };
    let events = number_of(recording.events.len() as u64, "event");
    if path.as_os_str() == "-" {
        output::print(&text);
        output::say(format_args!("threadbare: {events}."));
    } else {
        put(path, &text)?;
        output::print(&format!("{events} in {}\n", path.display()));
    }
    if recording.dropped > 0 {
        output::say(format_args!(
            "threadbare: {} found no room.",
            number_of(recording.dropped, "event")
        ));
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> Result<(), CliError> {
    fs::write(path, text).map_err(|error| {
        let shown = path.display().to_string();
        ValidationError::new("out", &shown, format!("a file that can be written ({error})")).into()
    })
}

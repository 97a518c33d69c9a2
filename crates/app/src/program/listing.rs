//! Where listings come from: the only place of the page that knows.

use crate::model::Language;
use catalogue::Experiment;
use trace::Place;

/// The two views of a variant, and which lines belong together.
pub use listings::Sources;

/// The line of a place in a listing; `None` for places in other files and for lines without a twin.
pub fn line_of(place: &Place, sources: &Sources, language: Language) -> Option<u32> {
    let file = place.file.rsplit(['/', '\\']).next()?;
    let known = file == sources.file && place.line > 0;
    match language {
        Language::Rust => known.then_some(place.line),
        Language::Python => sources.python_line(place.line).filter(|_| known),
    }
}

/// The line with this mark in a listing: the last of several, where what the mark says is done.
pub fn marked_line(mark: &str, sources: &Sources, language: Language) -> Option<u32> {
    let tie = sources.ties.iter().rfind(|tie| tie.mark == mark)?;
    Some(match language {
        Language::Rust => tie.rust,
        Language::Python => tie.python,
    })
}

/// A place in words, in the language that is on show: the Python line that does the same, or else where in the Rust file, which is then said not to be
/// what is on show; empty for no place.
pub fn told_place(place: Option<&Place>, sources: &Option<Sources>, language: Language) -> String {
    let Some(place) = place.filter(|place| place.line > 0) else {
        return String::new();
    };
    let twin = sources.as_ref().filter(|_| language == Language::Python);
    if let Some(line) = twin.and_then(|sources| line_of(place, sources, language)) {
        return format!("Python, line {line}");
    }
    let file = place.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let of_rust = if twin.is_some() { " of the Rust that runs" } else { "" };
    format!("{file}, line {}{of_rust}", place.line)
}

/// The views of the variant that is set, with the numbers that are set, from its lab's file.
pub fn sources(file: &str, experiment: &Experiment) -> Option<Sources> {
    listings::sources(file, experiment.variant.id, &experiment.pairs())
}

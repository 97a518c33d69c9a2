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

/// The views of the variant that is set, with the numbers that are set, from its lab's file.
pub fn sources(file: &str, experiment: &Experiment) -> Option<Sources> {
    listings::sources(file, experiment.variant.id, &experiment.pairs())
}

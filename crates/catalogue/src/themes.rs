//! What labs and examples are about: the groups in which the page shows them.

use crate::{LABS, LabInfo};

/// What they are about.
pub const THEMES: [&str; 5] = ["Races", "Waiting", "Getting stuck", "Stopping", "Real programs"];

/// The labs about each, by id.
const OF: [&[&str]; THEMES.len()] = [
    &["counter", "hash-chain", "extension"],
    &["condition", "readers", "barrier", "convoy"],
    &["dining", "nested-pools"],
    &["pipeline", "crash"],
    &["hashing", "mapreduce", "service", "fetch", "indexing", "thread-cost"],
];

/// The labs about a theme, a number into [`THEMES`]; a lab that no theme names stands with the last.
pub fn labs_about(theme: usize) -> impl Iterator<Item = &'static LabInfo> {
    let of = |lab: &LabInfo| {
        OF.iter()
            .position(|ids| ids.contains(&lab.id))
            .unwrap_or(THEMES.len() - 1)
    };
    LABS.iter().filter(move |lab| of(lab) == theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lab_is_about_something_and_nothing_else_is_named() {
        let named: Vec<&str> = OF.iter().flat_map(|ids| ids.iter().copied()).collect();
        let mut labs: Vec<&str> = LABS.iter().map(|lab| lab.id).collect();
        assert_eq!(named.len(), labs.len(), "{named:?}");
        labs.retain(|lab| !named.contains(lab));
        assert_eq!(labs, Vec::<&str>::new());
        let shown: usize = (0..THEMES.len()).map(|theme| labs_about(theme).count()).sum();
        assert_eq!(shown, LABS.len());
    }
}

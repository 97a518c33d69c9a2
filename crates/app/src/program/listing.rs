//! Where listings come from: the only place of the page that knows.

/// The two views of a variant, and which lines belong together.
pub use listings::Sources;

/// The views of a lab's variant, both by their ids.
pub fn sources(lab: &str, variant: &str) -> Option<Sources> {
    listings::sources(lab, variant)
}

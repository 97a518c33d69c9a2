//! Where listings come from: the only place of the page that knows.

/// The two views of a variant, and which lines belong together.
pub use workloads::Sources;

/// The views of a lab's variant, both by their ids.
pub fn sources(lab: &str, variant: &str) -> Option<Sources> {
    workloads::sources(lab, variant)
}

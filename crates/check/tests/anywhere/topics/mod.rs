//! What threads share in the programs that are made up, and what they do with it; `$` is its name.

mod containers;
mod flow;
mod library;
mod objects;
mod once_missing;
mod parts;

pub use once_missing::ONCE_MISSING;
pub use parts::{MODULES, PARTS};

/// Something that is shared.
pub struct Topic {
    /// How it is made.
    pub made: &'static str,
    /// What changes it: statements.
    pub changes: &'static [&'static str],
    /// What looks at it: expressions.
    pub looks: &'static [&'static str],
}

/// All of them; seeds draw by place.
pub fn topics() -> Vec<&'static Topic> {
    [containers::ALL, objects::ALL, flow::ALL, library::ALL]
        .into_iter()
        .flatten()
        .collect()
}

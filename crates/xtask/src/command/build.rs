//! `cargo xtask build`: the static site.

use crate::{Outcome, places, setup, site};

/// Builds the site into a folder named from the root of the project.
pub fn run(out: &str) -> Outcome {
    let kit = setup::for_building()?;
    site::build(&kit, &places::root().join(out))
}

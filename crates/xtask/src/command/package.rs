//! `cargo xtask package`: what others install.

use crate::package::{self, Workshop};
use crate::{Outcome, places, setup, site};

/// Makes the named packages, or all, into a folder named from the root of the project.
pub fn run(out: &str, names: &[String]) -> Outcome {
    let site = || {
        let dist = places::target().join("threadbare/dist");
        site::build(&setup::for_building()?, &dist).map(|()| dist)
    };
    package::make(&Workshop::for_others(&places::root().join(out), &site), names)
}

//! `cargo xtask package`: what others install.

use crate::package::{self, Workshop};
use crate::site::{self, BuiltOnce};
use crate::{Outcome, places, setup};

/// Makes the named packages, or all, into a folder named from the root of the project.
pub fn run(out: &str, names: &[String]) -> Outcome {
    let built = BuiltOnce::default();
    let site = || built.folder(|dist| site::build(&setup::for_building()?, dist));
    package::make(&Workshop::for_others(&places::root().join(out), &site), names)
}

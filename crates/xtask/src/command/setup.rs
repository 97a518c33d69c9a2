//! `cargo xtask setup`: what the other chores share.

use crate::{Outcome, setup};

/// Finds or installs the compilers, the tools of the build and the browsers.
pub fn run() -> Outcome {
    setup::for_testing()?;
    setup::firefox()?;
    setup::webkit().map(drop)
}

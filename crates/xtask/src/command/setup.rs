//! `cargo xtask setup`: everything the other chores need.

use crate::{Outcome, setup};

/// Finds or installs every tool.
pub fn run() -> Outcome {
    setup::for_testing()?;
    setup::firefox().map(drop)
}

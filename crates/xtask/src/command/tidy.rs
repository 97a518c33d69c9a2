//! `cargo xtask tidy`: the house rules.

use crate::{Outcome, places, say, tidy};

/// Prints every broken rule; an error when there is one.
pub fn run() -> Outcome {
    let complaints = tidy::complaints(places::root())?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    match complaints.len() {
        0 => {
            say::line("the house is tidy");
            Ok(())
        }
        count => Err(format!("{count} house rules are broken")),
    }
}

//! The order a machine would have had: whoever is ready first moves first, on so many cores.

use super::{Choice, Policy, Table};

/// Fair: cores go to whoever has been ready longest, and back after a slice when somebody waits for one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fair;

impl Policy for Fair {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        table.earliest().map_or(Choice::Stop, Choice::MoveInTime)
    }
}

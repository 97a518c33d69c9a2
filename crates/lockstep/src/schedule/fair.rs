//! The order a machine would have had: whoever is ready first moves first, on so many cores.

use super::{Choice, Policy, Table};

/// Fair: cores go to whoever has been ready longest, and back after a slice when somebody waits for one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fair;

impl Policy for Fair {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        let available = table.available();
        let movable = (0..table.len()).filter(|task| table.is_movable(*task));
        // At the same moment whoever waits for a core goes before whoever has one, or a slice would never end.
        let first = movable.min_by_key(|&task| (table.turn(task, available), table.ready(task), task));
        first.map_or(Choice::Stop, Choice::MoveInTime)
    }
}

//! The order a machine would have had: whoever is ready first moves first, on so many cores.

use super::{Choice, Policy, Table};
use crate::kernel::Turn;

/// Fair: cores go to whoever has been ready longest, and back after a slice when somebody waits for one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fair;

impl Policy for Fair {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        let available = table.available();
        let mut first: Option<(Turn, usize)> = None;
        for task in (0..table.len()).filter(|task| table.is_movable(*task)) {
            let turn = table.turn(task, available);
            if first.is_none_or(|(earliest, _)| turn < earliest) {
                first = Some((turn, task));
            }
        }
        first.map_or(Choice::Stop, |(_, task)| Choice::MoveInTime(task))
    }
}

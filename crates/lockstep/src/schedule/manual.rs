//! A person moves one task.

use super::{Choice, Policy, Table};

/// One move of one task.
#[derive(Clone, Copy, Debug)]
pub struct Manual(Option<usize>);

impl Manual {
    /// Moves `task` once.
    pub fn new(task: usize) -> Self {
        Manual(Some(task))
    }
}

impl Policy for Manual {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        match self.0.take() {
            Some(task) if table.is_movable(task) => Choice::Move(task),
            Some(task) => Choice::Refused(task),
            None => Choice::Stop,
        }
    }
}

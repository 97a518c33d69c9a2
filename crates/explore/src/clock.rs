//! Vector clocks: how many steps of each task happened before a step.

use crate::{MAX_TASKS, Task};

/// How many steps of each task happened before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clock(Vec<u32>);

impl Clock {
    pub(crate) fn of(&self, task: Task) -> u32 {
        self.0.get(usize::from(task)).copied().unwrap_or(0)
    }

    pub(crate) fn set(&mut self, task: Task, count: u32) {
        let task = usize::from(task);
        debug_assert!(task < MAX_TASKS);
        if self.0.len() <= task {
            self.0.resize(task + 1, 0);
        }
        self.0[task] = count;
    }

    pub(crate) fn join(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own = (*own).max(*other);
        }
    }
}

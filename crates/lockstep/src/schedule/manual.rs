//! One task takes one step, as a person chose.

use super::{Choice, Scheduler, SchedulerView};

/// One step of one task.
///
/// ```
/// use lockstep::{Executor, RunStatus, play, schedule::Manual};
///
/// let mut executor = Executor::bare();
/// executor.set(|_| ());
/// assert_eq!(play(&mut executor, &mut Manual::new(0), 1), RunStatus::Refused { task: 0 });
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Manual(Option<usize>);

impl Manual {
    /// Moves `task` once.
    pub fn new(task: usize) -> Self {
        Manual(Some(task))
    }
}

impl Scheduler for Manual {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        match self.0.take() {
            Some(task) if view.is_runnable(task) => Choice::Move(task),
            Some(task) => Choice::Refused(task),
            None => Choice::Stop,
        }
    }
}

//! The view that a scheduler has of a run.

use crate::{
    kernel::{Kernel, Phase},
    op::OpAccess,
};

/// The tasks of a run, between two steps.
#[derive(Clone, Copy)]
pub struct SchedulerView<'a>(pub(crate) &'a Kernel);

impl SchedulerView<'_> {
    /// How many tasks there are, the ended ones counted.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.tasks.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the task can be moved.
    #[inline]
    pub fn is_runnable(&self, task: usize) -> bool {
        task < self.len() && self.0.runnable(task)
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        self.0.steps
    }

    /// The task that a fair machine would let move next: the first that can, where time is not kept.
    pub(crate) fn earliest(&self) -> Option<usize> {
        let Some(watch) = &self.0.watch else {
            return (0..self.len()).find(|task| self.0.runnable(*task));
        };
        let runnable = self
            .0
            .tasks
            .iter()
            .enumerate()
            .filter(|(task, _)| self.0.runnable(*task));
        watch
            .clock
            .earliest(runnable.map(|(task, row)| (task, row.not_before())))
    }

    /// The tasks that can be moved, as bits; for runs of at most 64 tasks.
    #[inline]
    pub(crate) fn runnable(&self) -> u64 {
        let runnable = (0..self.len()).filter(|task| self.0.runnable(*task));
        runnable.fold(0, |bits, task| bits | 1 << task)
    }

    /// The tasks that live, as bits; for runs of at most 64 tasks.
    #[inline]
    pub(crate) fn living(&self) -> u64 {
        let living = (0..self.len()).filter(|task| self.0.tasks[*task].phase != Phase::Ended);
        living.fold(0, |bits, task| bits | 1 << task)
    }

    /// What the task's next operation may touch.
    #[inline]
    pub(crate) fn pending(&self, task: usize) -> OpAccess {
        self.0.tasks[task].next.act.touch()
    }

    /// Whether the task's next operation is a wait whose limit can pass.
    pub(crate) fn is_limited(&self, task: usize) -> bool {
        self.0.tasks[task].limited()
    }

    /// The tasks that can be tried, and would probably have to wait.
    #[inline]
    pub(crate) fn likely_blocked(&self, runnable: u64) -> u64 {
        let mut left = runnable;
        let mut likely_blocked = 0;
        while left != 0 {
            let task = left.trailing_zeros() as usize;
            left &= left - 1;
            if self.0.would_wait(task) && !self.is_limited(task) {
                likely_blocked |= 1 << task;
            }
        }
        likely_blocked
    }

    /// What the last operation touched.
    #[inline]
    pub(crate) fn touched(&self) -> OpAccess {
        self.0.touched
    }
}

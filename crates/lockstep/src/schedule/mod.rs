//! Which task runs next: a small trait, one scheduler a file, and schedules as values.

mod depth_first;
mod happens_before;
mod history;
mod manual;
mod plan;
mod random;
mod replay;
mod text;
mod view;
mod virtual_time;

pub(crate) use depth_first::{DepthFirst, Stopped};
pub(crate) use happens_before::MOST_TASKS;
pub(crate) use history::{History, HistoryIter};
pub use manual::Manual;
pub(crate) use plan::Plan;
pub use random::Random;
pub use replay::Replay;
pub use text::Unreadable;
pub use view::SchedulerView;
pub use virtual_time::VirtualTimeScheduler;

/// Chooses the task that runs next; see [`play`](crate::play()) for one of one's own.
pub trait Scheduler {
    /// Chooses a task that is [runnable](SchedulerView::is_runnable), or ends its turn.
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice;
}

/// What a scheduler wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Move this task; its wait may run out of time if it can do nothing else.
    Move(usize),
    /// Move this task; its wait runs out of time only if its limit has passed.
    MoveInTime(usize),
    /// Stop here.
    Stop,
    /// The scheduler wanted this task, which cannot run.
    Refused(usize),
}

/// A schedule: together with a program and its parameters it is a run.
///
/// It prints as a short text and reads back from it; see [`Schedule::read`].
///
/// ```
/// use lockstep::Schedule;
///
/// let schedule = Schedule::of([0, 1, 1]).then_fair();
/// assert_eq!(schedule.to_string(), "1.2x2.f");
/// assert_eq!((schedule.steps(), Schedule::of([0, 1]).steps()), (None, Some(2)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Schedule {
    pub(crate) parts: Vec<Part>,
}

/// A stretch of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// One task, counted from 0, takes `steps` steps.
    Task { task: u16, steps: u32 },
    /// In virtual time, for `steps` steps or to the end.
    Fair { steps: Option<u64> },
    /// At random, for `steps` steps or to the end.
    Random { seed: u64, steps: Option<u64> },
}

impl Schedule {
    /// What a fair machine would do, to the end.
    pub fn fair() -> Self {
        Schedule {
            parts: vec![Part::Fair { steps: None }],
        }
    }

    /// At random, to the end; the same seed makes the same choices.
    pub fn random(seed: u64) -> Self {
        Schedule {
            parts: vec![Part::Random { seed, steps: None }],
        }
    }

    /// These tasks in this order, counted from 0.
    pub fn of(tasks: impl IntoIterator<Item = usize>) -> Self {
        let mut schedule = Schedule::default();
        tasks.into_iter().for_each(|task| schedule.push(task));
        schedule
    }

    /// The same, and then what a fair machine would do, to the end.
    pub fn then_fair(mut self) -> Self {
        self.parts.push(Part::Fair { steps: None });
        self
    }

    /// One more step.
    pub fn push(&mut self, task: usize) {
        let task = u16::try_from(task).unwrap_or(u16::MAX);
        match self.parts.last_mut() {
            Some(Part::Task { task: last, steps }) if *last == task && *steps < u32::MAX => *steps += 1,
            _ => self.parts.push(Part::Task { task, steps: 1 }),
        }
    }

    /// How many steps it has; `None` when it goes on to the end of the run.
    pub fn steps(&self) -> Option<u64> {
        let steps = self.parts.iter().map(|part| match part {
            Part::Task { steps, .. } => Some(u64::from(*steps)),
            Part::Fair { steps } | Part::Random { steps, .. } => *steps,
        });
        steps.sum()
    }
}

//! Who moves next: a small trait, one policy a file, and schedules as values.

mod fair;
mod manual;
mod plan;
mod random;
mod replay;
mod search;
mod table;
mod text;
mod trail;

pub use fair::Fair;
pub use manual::Manual;
pub(crate) use plan::Plan;
pub use random::Random;
pub use replay::Replay;
pub(crate) use search::{DepthFirst, MOST_TASKS, Stopped};
pub use table::Table;
pub use text::Unreadable;
pub(crate) use trail::{Trail, Walk};

/// Says who moves next.
pub trait Policy {
    /// Chooses a task that is [movable](Table::is_movable), or ends its turn.
    fn choose(&mut self, table: &Table<'_>) -> Choice;
}

/// What a policy wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Move this task; its wait may run out of time if it can do nothing else.
    Move(usize),
    /// Move this task; its wait runs out of time only if its limit has passed.
    MoveInTime(usize),
    /// The policy has nothing further to say.
    Stop,
    /// The policy wanted to move this task, which cannot move.
    Refused(usize),
}

/// A schedule: together with a program and its parameters it is a run.
///
/// It prints as a short text and reads back from it; see [`Schedule::read`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Schedule {
    pub(crate) parts: Vec<Part>,
}

/// A stretch of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// One task, counted from 0, moves so many times.
    Task { task: u16, steps: u32 },
    /// As a fair machine would, for so many steps or to the end.
    Fair { steps: Option<u64> },
    /// At random, for so many steps or to the end.
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

    /// How many steps it says; `None` when it goes on to the end, however far that is.
    pub fn steps(&self) -> Option<u64> {
        let steps = self.parts.iter().map(|part| match part {
            Part::Task { steps, .. } => Some(u64::from(*steps)),
            Part::Fair { steps } | Part::Random { steps, .. } => *steps,
        });
        steps.sum()
    }
}

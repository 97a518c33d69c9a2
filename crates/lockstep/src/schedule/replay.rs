//! The steps of a schedule, one after another.

use super::{Choice, Part, Random, Schedule, Scheduler, SchedulerView, VirtualTimeScheduler};

/// Runs a schedule to its end, and no further.
///
/// ```
/// use lockstep::{Executor, RunStatus, Schedule, play, schedule::Replay};
/// use world::{Cell, Kind, Label, World};
///
/// fn program(world: &lockstep::Lockstep) -> lockstep::Word {
///     let n = world.cell(Label::new(Kind::Variable, "n"), 0);
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), move |_| async move {
///             let seen = n.load().await;
///             n.store(seen + 1).await;
///         });
///     }
///     n
/// }
///
/// let mut executor = Executor::bare();
/// executor.set(program);
/// let mut replay = Replay::new(&Schedule::of([0, 1, 0]));
/// assert_eq!(play(&mut executor, &mut replay, 100), RunStatus::Stopped);
/// assert_eq!(executor.steps(), 3);
/// ```
#[derive(Clone, Debug)]
pub struct Replay {
    parts: Vec<Part>,
    part: usize,
    /// The step at which the part began, and the part's own scheduler.
    began: Option<(u64, Own)>,
}

#[derive(Clone, Debug)]
enum Own {
    Task(usize),
    VirtualTime(VirtualTimeScheduler),
    Random(Random),
}

impl Replay {
    /// Plays `schedule` from where the run stands.
    pub fn new(schedule: &Schedule) -> Self {
        Replay {
            parts: schedule.parts.clone(),
            part: 0,
            began: None,
        }
    }
}

impl Scheduler for Replay {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        while let Some(part) = self.parts.get(self.part) {
            let (began, own) = self.began.get_or_insert_with(|| (view.steps(), own(part)));
            let taken = view.steps() - *began;
            if length(part).is_none_or(|steps| taken < steps) {
                return own.choose(view);
            }
            self.part += 1;
            self.began = None;
        }
        Choice::Stop
    }
}

impl Scheduler for Own {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        match self {
            Own::Task(task) if view.is_runnable(*task) => Choice::Move(*task),
            Own::Task(task) => Choice::Refused(*task),
            Own::VirtualTime(fair) => fair.choose(view),
            Own::Random(random) => random.choose(view),
        }
    }
}

fn own(part: &Part) -> Own {
    match *part {
        Part::Task { task, .. } => Own::Task(usize::from(task)),
        Part::Fair { .. } => Own::VirtualTime(VirtualTimeScheduler),
        Part::Random { seed, .. } => Own::Random(Random::new(seed)),
    }
}

fn length(part: &Part) -> Option<u64> {
    match *part {
        Part::Task { steps, .. } => Some(u64::from(steps)),
        Part::Fair { steps } | Part::Random { steps, .. } => steps,
    }
}

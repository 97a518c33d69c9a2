//! Continues a run, as a scheduler chooses.

use crate::{
    Executor,
    current::kernel,
    kernel::StepOutcome,
    schedule::{Choice, Scheduler, SchedulerView},
};

/// Why playing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStatus {
    /// No task can run any more: see [`Executor::ending`].
    Ended,
    /// As many steps were taken as were asked for.
    Enough,
    /// The scheduler chose to stop.
    Stopped,
    /// The scheduler chose a task that cannot run.
    Refused {
        /// The task, counted from 0.
        task: usize,
    },
}

/// Lets tasks run as `scheduler` chooses, for at most `steps` steps.
///
/// ```
/// use lockstep::{Executor, RunStatus, play, schedule::{Choice, Scheduler, SchedulerView}};
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
/// /// The last task that can run.
/// struct Last;
///
/// impl Scheduler for Last {
///     fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
///         let last = (0..view.len()).rev().find(|task| view.is_runnable(*task));
///         last.map_or(Choice::Stop, Choice::Move)
///     }
/// }
///
/// let mut executor = Executor::bare();
/// executor.set(program);
/// assert_eq!(play(&mut executor, &mut Last, 3), RunStatus::Enough);
/// assert_eq!(play(&mut executor, &mut Last, 3), RunStatus::Ended);
/// assert_eq!(executor.steps(), 4);
/// ```
pub fn play(executor: &mut Executor, scheduler: &mut dyn Scheduler, steps: u64) -> RunStatus {
    play_on(executor, scheduler, steps, &mut |_, _| {})
}

/// As [`play`], telling who moved, and whether it was a step or in vain.
pub(crate) fn play_on(
    executor: &mut Executor,
    scheduler: &mut dyn Scheduler,
    steps: u64,
    tell: &mut dyn FnMut(usize, bool),
) -> RunStatus {
    if executor.failure().is_some() {
        return RunStatus::Ended;
    }
    executor.enter(|tasks| {
        let mut taken = 0;
        loop {
            if taken == steps {
                return RunStatus::Enough;
            }
            let choice = kernel(|kernel| {
                let choice = scheduler.choose(&SchedulerView(kernel));
                kernel.patient = matches!(choice, Choice::MoveInTime(_));
                choice
            });
            let task = match choice {
                Choice::Move(task) | Choice::MoveInTime(task) => task,
                Choice::Refused(task) => return RunStatus::Refused { task },
                Choice::Stop => return kernel(|kernel| stopped(&SchedulerView(kernel))),
            };
            let stepped = tasks.step(task) != StepOutcome::Nothing;
            taken += u64::from(stepped);
            tell(task, stepped);
            if tasks.failure().is_some() {
                return RunStatus::Ended;
            }
        }
    })
}

fn stopped(view: &SchedulerView<'_>) -> RunStatus {
    match (0..view.len()).any(|task| view.is_runnable(task)) {
        true => RunStatus::Stopped,
        false => RunStatus::Ended,
    }
}

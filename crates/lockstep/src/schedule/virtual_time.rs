//! The order a machine would have had: the task that is ready first runs first, on the machine's cores.

use super::{Choice, Scheduler, SchedulerView};

/// Fair in virtual time: a core goes to the task that has been ready longest, and on to the next after a slice when one waits for it.
///
/// ```
/// use lockstep::{Executor, Machine, play, schedule::VirtualTimeScheduler};
/// use world::{Cost, Label, World};
///
/// let elapsed = |cores| {
///     let mut executor = Executor::timed(Machine::with_cores(cores));
///     executor.set(|world| {
///         for index in 1..=4 {
///             world.spawn(Label::thread("thread", index), |world| async move { world.compute(Cost::nanos(1_000), || ()).await });
///         }
///     });
///     play(&mut executor, &mut VirtualTimeScheduler, 100);
///     executor.elapsed()
/// };
/// assert_eq!((elapsed(1), elapsed(2), elapsed(4)), (4_000, 2_000, 1_000));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct VirtualTimeScheduler;

impl Scheduler for VirtualTimeScheduler {
    fn choose(&mut self, view: &SchedulerView<'_>) -> Choice {
        view.earliest().map_or(Choice::Stop, Choice::MoveInTime)
    }
}

//! The world of lockstep.

use crate::{Monitor, Word, cell::visible, current::kernel, op::OpKind, remembered::remembered};
use std::{
    future::{Future, ready},
    time::Duration,
};
use world::{Cost, Label, Memory, ObjectId, Place, World};

/// Lockstep as a [`World`]: a handle to the run that is entered on this thread.
///
/// ```
/// use lockstep::{Executor, Machine, play, schedule::VirtualTimeScheduler};
/// use std::time::Duration;
/// use world::{Label, World};
///
/// let mut executor = Executor::timed(Machine::with_cores(2));
/// executor.set(|world| {
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), |world| async move { world.sleep(Duration::from_millis(3)).await });
///     }
/// });
/// play(&mut executor, &mut VirtualTimeScheduler, 100);
/// // Both sleep at the same time.
/// assert_eq!(executor.elapsed(), 3_000_000);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Lockstep;

impl World for Lockstep {
    type Cell = Word;
    type Region<T: Send + 'static> = Monitor<T>;

    fn cell(&self, label: Label, value: u64) -> Word {
        Word(kernel(|kernel| kernel.add_cell(label, value)))
    }

    fn region<T: Send + 'static>(&self, label: Label, state: T) -> Monitor<T> {
        Monitor::new(label, state)
    }

    fn needs(&self, object: ObjectId, provider: ObjectId) {
        kernel(|kernel| kernel.needs.push((object, provider)));
    }

    fn needs_room(&self, object: ObjectId, provider: ObjectId) {
        kernel(|kernel| kernel.needs_room.push((object, provider)));
    }

    fn gives_no_more(&self, object: ObjectId, provider: ObjectId) {
        kernel(|kernel| kernel.needs.retain(|need| *need != (object, provider)));
    }

    #[track_caller]
    fn spawn_holding<F, Fut>(&self, label: Label, object: Option<ObjectId>, body: F)
    where
        F: FnOnce(Self) -> Fut + Send + 'static,
        Fut: Future<Output = ()> + 'static,
    {
        let place = std::panic::Location::caller();
        // The recipe is followed when the thread runs, not when it is spawned: in between nobody may have called it.
        let life = Box::pin(async move { body(Lockstep).await });
        kernel(|kernel| kernel.spawn(label, object, place, life));
    }

    fn compute_at<R>(&self, place: Place, cost: Cost, work: impl FnOnce() -> R) -> impl Future<Output = R> {
        let granted = visible(OpKind::Compute(cost.nanos), place, move |kernel| {
            kernel.compute(cost.nanos)
        });
        async move {
            granted.await;
            work()
        }
    }

    fn compute_pure_at<I, R>(
        &self,
        place: Place,
        cost: Cost,
        input: I,
        work: impl FnOnce(&I) -> R,
    ) -> impl Future<Output = R>
    where
        I: Ord + 'static,
        R: Clone + 'static,
    {
        let granted = visible(OpKind::Compute(cost.nanos), place, move |kernel| {
            kernel.compute(cost.nanos)
        });
        async move {
            granted.await;
            remembered(place, input, work)
        }
    }

    fn sleep_at(&self, place: Place, duration: Duration) -> impl Future<Output = ()> {
        let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        visible(OpKind::Sleep(nanos), place, move |kernel| kernel.sleep(nanos))
    }

    /// Nothing to see: no other task could tell whether it took place.
    fn checkpoint_at(&self, _place: Place) -> impl Future<Output = ()> + Unpin {
        ready(())
    }

    fn progress(&self, amount: u64) {
        kernel(|kernel| kernel.done += amount);
    }

    /// As CPython's threads with its lock: 21 KB for each that is idle, beside the stack that the system sets aside.
    fn memory(&self) -> Memory {
        kernel(|kernel| Memory {
            used: kernel.living as u64 * 21_000,
            stack: 8 << 20,
        })
    }

    fn now(&self) -> u64 {
        kernel(|kernel| kernel.now())
    }
}

//! CPython's global interpreter lock over one region and one cell.

use crate::{Access, Cell, Kind, Label, Place, Region, Waited, World};
use std::time::Duration;

/// Hold it to run; ask for it politely for the switch interval, then set the drop request; a thread that drops it on request waits until
/// another thread has really taken it (*forced switching*). As `take_gil` and `drop_gil` in `Python/ceval_gil.c`, with two differences
/// that a program cannot see: the request names the turn it is meant for, so that a late one asks nobody, and a waiter whose request
/// stands does not time out again in the same turn, so that a stuck run falls quiet and a search ends.
///
/// ```
/// use lockstep::{Machine, Run, Schedule};
/// use std::time::Duration;
/// use world::{Label, LockKind, UnderLock, World};
///
/// let mut run = Run::new(Machine::default(), 0, Schedule::fair(), |world| {
///     let world = UnderLock::new(world.clone(), LockKind::CPython, Duration::from_millis(5));
///     for index in 1..=2 {
///         world.spawn(Label::thread("thread", index), |world| async move { world.sleep(Duration::from_millis(1)).await });
///     }
///     world
/// });
/// run.advance(1_000);
/// // Each thread takes the lock twice: to begin, and after its sleep.
/// assert_eq!(run.read(|world| world.lock().map(|lock| lock.taken())), Some(Some(4)));
/// ```
///
/// # Memory ordering
/// What a thread did while it held the lock is visible to the next holder. The drop request is a [`Cell`], sequentially consistent and only ever growing.
pub struct GlobalLock<W: World> {
    turns: W::Region<Turns>,
    /// Twice the number of the newest turn, plus 1 when its holder is asked to drop the lock. Only ever grows.
    pub(super) request: W::Cell,
    interval: Duration,
}

#[derive(Default)]
struct Turns {
    held: bool,
    /// How often the lock has been taken: the number of the turn that is on, or was last.
    number: Turn,
}

/// The number of a turn with the lock, counted from 1.
type Turn = u64;

impl<W: World> GlobalLock<W> {
    /// A free lock with CPython's switch interval (5 ms unless `sys.setswitchinterval` says otherwise).
    pub fn new(world: &W, interval: Duration) -> Self {
        GlobalLock {
            turns: world.region(Label::new(Kind::GlobalLock, "global lock"), Turns::default()),
            request: world.cell(Label::new(Kind::GlobalLock, "drop request"), 0),
            interval,
        }
    }

    /// Another lock with the same interval.
    pub(super) fn another(&self, world: &W) -> Self {
        Self::new(world, self.interval)
    }

    /// How often the lock has been taken, seen from outside the run.
    pub fn taken(&self) -> u64 {
        self.turns.inspect(|turns| turns.number)
    }

    /// Waits for the lock and takes it.
    pub(super) async fn take(&self, place: Place) {
        let mut seen = None;
        let turn = loop {
            match self
                .turns
                .wait_at(place, Access::Acquire, Some(self.interval), |turns| {
                    turns.take(&mut seen)
                })
                .await
            {
                Waited::Done(turn) => break turn,
                Waited::GaveUp(()) => continue,
                Waited::Expired => self.ask(place, seen.unwrap_or_default()).await,
            }
            match self
                .turns
                .wait_at(place, Access::Acquire, None, |turns| turns.take(&mut seen))
                .await
            {
                Waited::Done(turn) => break turn,
                Waited::GaveUp(()) | Waited::Expired => continue,
            }
        };
        self.request.update_at(place, |request| request.max(turn << 1)).await;
    }

    /// Releases the lock, requested or not.
    pub(super) async fn drop(&self, place: Place) {
        self.release(place).await;
    }

    /// Releases the lock on request, and waits until another thread has taken it.
    pub(super) async fn hand_over(&self, place: Place) {
        let turn = self.release(place).await;
        self.turns
            .when_at(place, Access::Observe, |turns| (turns.number != turn).then_some(()))
            .await
    }

    async fn ask(&self, place: Place, turn: Turn) {
        self.request
            .update_at(place, |request| request.max(turn << 1 | 1))
            .await;
    }

    async fn release(&self, place: Place) -> Turn {
        let free = |turns: &mut Turns| {
            turns.held = false;
            turns.number
        };
        self.turns.with_at(place, Access::Release, free).await
    }
}

impl Turns {
    /// Takes the lock if it is free; gives up when another turn than `seen` is on, for then the interval restarts.
    fn take(&mut self, seen: &mut Option<Turn>) -> Option<Result<Turn, ()>> {
        if !self.held {
            self.held = true;
            self.number += 1;
            return Some(Ok(self.number));
        }
        let before = seen.replace(self.number);
        before.is_some_and(|before| before != self.number).then_some(Err(()))
    }
}

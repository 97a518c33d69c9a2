//! A global lock that is off at first and can be switched on while the program runs, as CPython does for a module that asks for it.
//!
//! As `_PyEval_EnableGILTransient` in `Python/ceval_gil.c`, the world is stopped first: the switching thread asks all others to stop, and each
//! thread stops where it would let go of the lock if there were one: at its next check point, or where it blocks. When the switching
//! thread is the only one left that runs, the lock is on, and everybody goes on only with it. So no thread runs without it from then on.
//!
//! ```text
//!   Off ──switch()──▶ Stopping ──everybody else has stopped──▶ On
//!   threads count     whoever comes in waits,                  threads take the lock
//!   themselves in     whoever goes out may complete it         to come in
//! ```

use crate::{Access, Cell, Kind, Label, Place, Region, Waited, World};

/// Whether the lock is on yet, and how many threads run without it.
pub(super) struct Switch<W: World> {
    running: W::Region<Running>,
    /// What a thread looks at at a check point: one of the three below.
    pub(super) sign: W::Cell,
}

/// There is no lock, and none is wanted. It asks for nothing; the other two are odd, as a drop request is.
const OFF: u64 = 0;
/// Stop here.
pub(super) const STOP: u64 = 1;
/// There is a lock, which may ask for more.
const ON: u64 = 3;

#[derive(Clone, Copy, Debug, Default)]
struct Running {
    mode: Mode,
    /// How many threads run, until the lock is on.
    threads: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Off,
    Stopping,
    On,
}

impl<W: World> Switch<W> {
    pub(super) fn new(world: &W) -> Self {
        Switch {
            running: world.region(Label::new(Kind::Event, "world"), Running::default()),
            sign: world.cell(Label::new(Kind::Variable, "lock switch"), OFF),
        }
    }

    /// Comes in without the lock, once no thread is stopping the world; `false` if the lock is on and must be taken.
    pub(super) async fn enter(&self, place: Place) -> bool {
        let enter = |running: &mut Running| match running.mode {
            Mode::Off => {
                running.threads += 1;
                Some(Ok(()))
            }
            Mode::Stopping => None,
            Mode::On => Some(Err(())),
        };
        let entered = self.running.wait_at(place, Access::Observe, None, enter).await;
        matches!(entered, Waited::Done(()))
    }

    /// Goes out; `false` if the lock is on and must be let go of. A thread that runs while it is on has it, for none that came in
    /// without it is left by then.
    pub(super) async fn leave(&self, place: Place) -> bool {
        let leave = |running: &mut Running| {
            let off = running.mode != Mode::On;
            running.threads -= usize::from(off);
            off
        };
        self.running.with_at(place, Access::Signal, leave).await
    }

    /// Stops the world and switches the lock on, so that the caller must take it; `false` if another thread does or did.
    pub(super) async fn switch(&self, place: Place) -> bool {
        let first = |running: &mut Running| {
            let first = running.mode == Mode::Off;
            if first {
                running.mode = Mode::Stopping;
            }
            first
        };
        if !self.running.with_at(place, Access::Signal, first).await {
            return false;
        }
        self.sign.update_at(place, |_| STOP).await;
        let alone = |running: &mut Running| {
            (running.threads == 1).then(|| {
                *running = Running {
                    mode: Mode::On,
                    threads: 0,
                }
            })
        };
        self.running.when_at(place, Access::Observe, alone).await;
        self.sign.update_at(place, |_| ON).await;
        true
    }

    /// Whether the lock is on, seen from outside the run.
    pub(super) fn is_on(&self) -> bool {
        self.running.inspect(|running| running.mode == Mode::On)
    }
}

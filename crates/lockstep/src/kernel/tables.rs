//! The rows of the kernel's tables: tasks, cells, regions.

use super::{Line, next};
use crate::op::{Op, OpKind};
use std::{
    any::Any,
    ops::{Deref, DerefMut},
    panic::Location,
};
use world::{Access, Kind, Label, ObjectId, Place};

/// Rows of which the first few are in use; the others keep their memory for the next run.
pub struct RowPool<T> {
    all: Vec<T>,
    used: usize,
}

impl<T> RowPool<T> {
    /// No rows.
    pub const fn new() -> Self {
        RowPool {
            all: Vec::new(),
            used: 0,
        }
    }

    /// Puts all rows out of use.
    pub fn clear(&mut self) {
        self.used = 0;
    }
}

impl<T: Default> RowPool<T> {
    /// Puts the next row to use and returns its number; whatever was in it must be overwritten.
    pub fn add(&mut self, renew: impl FnOnce(&mut T)) -> u32 {
        if self.used == self.all.len() {
            self.all.push(T::default());
        }
        renew(&mut self.all[self.used]);
        self.used += 1;
        (self.used - 1) as u32
    }
}

impl<T> Deref for RowPool<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.all[..self.used]
    }
}

impl<T> DerefMut for RowPool<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.all[..self.used]
    }
}

/// Where a task stands between two operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not been polled.
    Unborn,
    /// It has announced what it has not tried yet.
    Announced,
    /// It tried in vain, and nothing has changed since.
    Waiting,
    /// It tried in vain, and something has changed since.
    Woken,
    /// It has come to its end.
    Ended,
}

/// A task.
pub struct Task {
    pub label: Label,
    /// What it holds as long as it lives.
    pub holds: Option<ObjectId>,
    pub next: Op,
    pub phase: Phase,
    /// When its wait runs out of time, in virtual nanoseconds; `u64::MAX` when never.
    pub deadline: u64,
    /// Locks it holds, the latest last.
    pub locks: Vec<u32>,
    /// The cell it read last, and what it saw.
    pub seen: Option<(u32, u64)>,
    /// How often others took what it waits for.
    pub bypasses: u32,
    /// Whether its lane must be told that it runs again.
    pub activity: TaskActivity,
}

/// Why a task does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskActivity {
    /// It does.
    Running,
    /// It sleeps.
    Asleep,
    /// It waits, since a moment in virtual nanoseconds.
    Waiting { began: u64, idle: bool },
}

impl Task {
    /// A new task in an old row.
    pub fn renew(&mut self, label: Label, holds: Option<ObjectId>, place: Place) {
        self.label = label;
        self.holds = holds;
        self.next = Op {
            act: OpKind::Nothing,
            place,
        };
        self.phase = Phase::Unborn;
        self.deadline = u64::MAX;
        self.locks.clear();
        self.seen = None;
        self.bypasses = 0;
        self.activity = TaskActivity::Running;
    }

    /// Whether what it announced has a limit that can pass.
    pub fn limited(&self) -> bool {
        matches!(self.next.act, OpKind::Enter { limit: Some(_), .. })
    }

    /// The moment before which it cannot move: its deadline, if only that can end its wait.
    pub fn not_before(&self) -> u64 {
        match self.phase {
            Phase::Waiting => self.deadline,
            _ => 0,
        }
    }

    /// Whether it waits, or is about to try again.
    pub fn is_waiting(&self) -> bool {
        matches!(self.phase, Phase::Waiting | Phase::Woken)
    }

    /// The region it is at, if its next operation is on one.
    pub fn region(&self) -> Option<u32> {
        match self.next.act {
            OpKind::Enter { region, .. } => Some(region),
            _ => None,
        }
    }
}

impl Default for Task {
    fn default() -> Self {
        Task {
            label: Label::new(Kind::Thread, ""),
            holds: None,
            next: Op {
                act: OpKind::Nothing,
                place: Location::caller(),
            },
            phase: Phase::Unborn,
            deadline: u64::MAX,
            locks: Vec::new(),
            seen: None,
            bypasses: 0,
            activity: TaskActivity::Running,
        }
    }
}

/// A word of shared memory.
pub struct CellState {
    pub label: Label,
    pub value: u64,
    pub line: Line,
}

impl Default for CellState {
    fn default() -> Self {
        CellState {
            label: Label::new(Kind::Variable, ""),
            value: 0,
            line: Line::default(),
        }
    }
}

/// What a region guards, of whichever type.
pub type State = Box<dyn Any + Send>;

/// A region.
pub struct RegionState {
    pub label: Label,
    pub state: Option<State>,
    /// Grows with every access that may have changed the state.
    pub version: u32,
    /// Whether the last such access gave something that a wait may be waiting for: a release or a signal.
    pub given: Option<bool>,
    /// Tasks that tried in vain, in order.
    pub waiters: Vec<u16>,
    /// Tasks that want the global lock, in the order in which they came; waits that were broken off and begun again count as one.
    pub arrived: Vec<u16>,
    pub line: Line,
    /// When it was acquired last, in virtual nanoseconds.
    pub acquired: u64,
    /// Tasks that acquired and have not released; kept only while the run is watched.
    pub holders: Vec<u16>,
    /// The task that acquired last, to tell a hand-over from a come-back.
    pub last: Option<u16>,
    /// Waits that ran out of time, each with the version in which it did.
    expired: Vec<(u16, u32)>,
    /// Who signalled a condition or an event, and when last; for telling lost wake-ups.
    pub signals: Vec<Signals>,
}

/// What one task did to a condition or an event.
#[derive(Clone, Copy)]
pub struct Signals {
    pub task: u16,
    /// The step of its last signal.
    pub last: Option<u64>,
    /// Whether it ever waited there: then its signals were tickets, not notifications.
    pub waited: bool,
}

impl RegionState {
    /// A new region in an old row.
    pub fn renew(&mut self, label: Label, state: State) {
        self.label = label;
        self.state = Some(state);
        self.version = 0;
        self.given = None;
        self.waiters.clear();
        self.arrived.clear();
        self.line = Line::default();
        self.acquired = 0;
        self.holders.clear();
        self.last = None;
        self.expired.clear();
        self.signals.clear();
    }

    /// A task tried in vain, and waits.
    pub fn joins(&mut self, task: usize, act: &OpKind) {
        let task = task as u16;
        self.waiters.push(task);
        let wants = matches!(
            act,
            OpKind::Enter {
                access: Access::Acquire,
                ..
            }
        );
        if wants && self.label.kind == Kind::GlobalLock && !self.arrived.contains(&task) {
            self.arrived.push(task);
        }
    }

    /// Whom a release of the global lock calls first; elsewhere they are called in the order in which they came.
    pub fn called(&self, seed: u64) -> Option<u16> {
        let wanted = self.given == Some(true);
        let count = self.arrived.len();
        let called = || self.arrived[next::called(seed, self.version, count)];
        (wanted && count > 0).then(called)
    }

    /// Whether the task's wait ran out of time in this version.
    pub fn expired_for(&self, task: usize) -> bool {
        self.expired.contains(&(task as u16, self.version))
    }

    /// The task's wait runs out of time.
    pub fn expires_for(&mut self, task: usize) {
        self.expired.retain(|(known, _)| usize::from(*known) != task);
        self.expired.push((task as u16, self.version));
    }

    /// Notes who signals a condition or an event, and who waits there.
    pub fn note(&mut self, task: usize, access: Access, step: u64) {
        let row = self.signals_of(task);
        match access {
            Access::Signal => row.last = Some(step),
            Access::Observe => row.waited = true,
            _ => {}
        }
    }

    fn signals_of(&mut self, task: usize) -> &mut Signals {
        let task = task as u16;
        let known = self.signals.iter().position(|row| row.task == task);
        let position = known.unwrap_or_else(|| {
            self.signals.push(Signals {
                task,
                last: None,
                waited: false,
            });
            self.signals.len() - 1
        });
        &mut self.signals[position]
    }
}

impl Default for RegionState {
    fn default() -> Self {
        RegionState {
            label: Label::new(Kind::Variable, ""),
            state: None,
            version: 0,
            given: None,
            waiters: Vec::new(),
            arrived: Vec::new(),
            line: Line::default(),
            acquired: 0,
            holders: Vec::new(),
            last: None,
            expired: Vec::new(),
            signals: Vec::new(),
        }
    }
}

//! What is noted of a run that is watched: its times, its events, its races, what its locks cost.

use super::{
    Clock, Costs, Line, Machine, RegionState, Task,
    tables::{CellState, TaskActivity},
};
use crate::{
    event_log::EventLog,
    op::{Op, OpKind},
    race::Detector,
};
use trace::EventKind;
use world::{Access, Kind, Place};

/// The observers of a run. None of them changes what happens.
pub struct Instrumentation {
    pub clock: Clock,
    /// Events and steps, if they are kept.
    pub log: Option<EventLog>,
    /// Race evidence, if it is wanted.
    pub races: Option<Detector>,
    pub locks: LockCosts,
}

/// What locks cost.
#[derive(Clone, Copy, Default)]
pub struct LockCosts {
    pub acquisitions: u64,
    pub waits: u64,
    /// In virtual nanoseconds, summed over the tasks.
    pub waited: u64,
    pub switches: u64,
}

impl Instrumentation {
    /// Watches a run on the given machine, and keeps at most so many events.
    pub fn new(machine: Machine, events: usize) -> Self {
        Instrumentation {
            clock: Clock::new(machine),
            log: (events > 0).then(|| EventLog::new(events)),
            races: Some(Detector::default()),
            locks: LockCosts::default(),
        }
    }

    /// Keeps the time, and little else.
    pub fn timing(machine: Machine) -> Self {
        Instrumentation {
            races: None,
            ..Instrumentation::new(machine, 0)
        }
    }

    /// Back to the beginning.
    pub fn reset(&mut self) {
        self.clock.reset();
        self.locks = LockCosts::default();
        if let Some(races) = &mut self.races {
            races.reset();
        }
        if let Some(log) = &mut self.log {
            log.reset();
        }
    }

    pub fn spawned(&mut self, task: usize, parent: Option<usize>, place: Place) {
        self.clock.add(parent);
        if let Some(races) = &mut self.races {
            races.spawned(task, parent);
        }
        let at = self.clock.ready(task);
        self.event(at, task, EventKind::Start, u32::MAX, place);
    }

    pub fn ended(&mut self, task: usize, row: &mut Task) {
        let at = self.clock.ready(task);
        if row.activity == TaskActivity::Asleep {
            self.event(at, task, EventKind::Resume, u32::MAX, row.next.place);
        }
        row.activity = TaskActivity::Running;
        self.event(at, task, EventKind::End, u32::MAX, row.next.place);
        self.clock.leave(task);
    }

    pub fn loaded(&mut self, task: usize, row: &mut Task, cell: u32, state: &mut CellState) {
        row.seen = Some((cell, state.value));
        let costs = self.costs();
        // A check point looks at every turn, and the line comes anew only with a new turn.
        let transfer = costs.once(state.label.kind, costs.transfer);
        self.asks(task, row, &mut state.line, false, costs.load, transfer);
        if let Some(races) = &mut self.races {
            races.load(task, row, cell);
        }
    }

    pub fn stored(&mut self, task: usize, row: &mut Task, cell: u32, state: &mut CellState) {
        let Costs { store, transfer, .. } = self.costs();
        self.asks(task, row, &mut state.line, true, store, transfer);
        if let Some(races) = &mut self.races {
            races.store(task, row, cell);
        }
    }

    pub fn changed(&mut self, task: usize, row: &mut Task, cell: u32, before: u64, state: &mut CellState) {
        row.seen = Some((cell, before));
        let (costs, kind) = (self.costs(), state.label.kind);
        let (cost, transfer) = (costs.once(kind, costs.update), costs.once(kind, costs.update_transfer));
        self.asks(task, row, &mut state.line, true, cost, transfer);
        if let Some(races) = &mut self.races {
            races.change(task, row, cell);
        }
    }

    pub fn computes(&mut self, task: usize, row: &mut Task, nanos: u64) {
        let cost = self.clock.computation(nanos);
        self.acts(task, row, cost);
    }

    pub fn sleeps(&mut self, task: usize, row: &mut Task, nanos: u64) {
        self.acts(task, row, 0);
        self.clock.step_aside(task, nanos);
        row.activity = TaskActivity::Asleep;
        self.event(self.clock.start(), task, EventKind::Sleep, u32::MAX, row.next.place);
    }

    pub fn entered(&mut self, task: usize, row: &mut Task, region: u32, state: &mut RegionState, access: Access) {
        let (costs, kind) = (self.costs(), state.label.kind);
        let (mut cost, transfer) = (costs.once(kind, costs.region), costs.once(kind, costs.region_transfer));
        if access == Access::Acquire && costs.handover > 0 {
            cost += self.handed_over(task, state, kind);
        }
        self.asks(task, row, &mut state.line, true, cost, transfer);
        match access {
            Access::Acquire => self.acquired(task, row, region, state),
            Access::Release => self.released(task, row, region, state),
            Access::Read | Access::Write | Access::Signal | Access::Observe => {}
        }
        if let Some(races) = &mut self.races {
            races.entered(task, row, region, access);
        }
    }

    /// What taking a lock costs besides. Who gets the global lock, and when, is a matter of its own.
    fn handed_over(&self, task: usize, state: &mut RegionState, kind: Kind) -> u64 {
        let now = self.clock.start();
        let before = std::mem::replace(&mut state.acquired, now);
        let wanted = state.waiters.iter().any(|waiter| usize::from(*waiter) != task);
        match wanted && kind != Kind::GlobalLock {
            true => self.costs().handed_over(now.saturating_sub(before)),
            false => 0,
        }
    }

    /// The wait ended without success.
    pub fn gave_up(&mut self, task: usize, row: &mut Task, kind: Kind) {
        let costs = self.costs();
        self.acts(task, row, costs.once(kind, costs.region));
    }

    /// The wait ran out of time: not before its deadline, even when it was woken and could have tried before. A mere try has none.
    pub fn expired(&mut self, task: usize, row: &mut Task, kind: Kind, mere_try: bool) {
        if !mere_try {
            self.clock.not_before(row.deadline);
        }
        self.gave_up(task, row, kind);
    }

    pub fn waits(&mut self, task: usize, row: &mut Task, region: u32, kind: Kind, limit: Option<u64>) {
        self.acts(task, row, 0);
        self.clock.leave(task);
        let at = self.clock.start();
        row.deadline = match limit {
            None => u64::MAX,
            Some(limit) if kind == Kind::GlobalLock => self.clock.interval(limit),
            Some(limit) => self.clock.alarm(limit),
        };
        let idle = matches!(row.next.act, OpKind::Enter { idle: true, .. });
        row.activity = TaskActivity::Waiting { began: at, idle };
        let what = if idle { EventKind::Idle } else { EventKind::Wait };
        self.event(at, task, what, region, row.next.place);
    }

    fn costs(&self) -> Costs {
        self.clock.machine().costs
    }

    /// The operation takes place on a line of memory.
    #[inline]
    fn asks(&mut self, task: usize, row: &mut Task, line: &mut Line, writes: bool, alone: u64, transfer: u64) {
        let cost = line.ask(self.clock.seat(), self.clock.start(), writes, alone, transfer);
        self.acts(task, row, cost);
    }

    /// The operation takes place: time passes, and a task that was away is back.
    #[inline]
    fn acts(&mut self, task: usize, row: &mut Task, cost: u64) {
        let woke = self.clock.ready(task);
        self.clock.spend(task, cost);
        if let Some(races) = &mut self.races {
            races.steps();
        }
        if row.activity != TaskActivity::Running {
            self.resumes(task, row, woke);
        }
        if let Some(log) = &mut self.log {
            log.step(task, self.clock.start(), row.next);
        }
    }

    fn resumes(&mut self, task: usize, row: &mut Task, woke: u64) {
        let start = self.clock.start();
        let Op { act, place } = row.next;
        match std::mem::replace(&mut row.activity, TaskActivity::Running) {
            TaskActivity::Asleep => self.event(woke, task, EventKind::Resume, u32::MAX, place),
            TaskActivity::Waiting { began, idle } => {
                let region = match act {
                    OpKind::Enter { region, .. } => region,
                    _ => u32::MAX,
                };
                self.event(start, task, EventKind::Resume, region, place);
                if !idle {
                    self.locks.waits += 1;
                    self.locks.waited += start.saturating_sub(began);
                }
            }
            TaskActivity::Running => {}
        }
        row.deadline = u64::MAX;
        row.bypasses = 0;
    }

    fn acquired(&mut self, task: usize, row: &mut Task, region: u32, state: &mut RegionState) {
        state.holders.push(task as u16);
        let before = state.last.replace(task as u16);
        if !state.label.kind.excludes() {
            return;
        }
        row.locks.push(region);
        self.locks.acquisitions += 1;
        if state.label.kind == Kind::GlobalLock && before.is_some_and(|before| usize::from(before) != task) {
            self.locks.switches += 1;
        }
        self.event(self.clock.start(), task, EventKind::Acquire, region, row.next.place);
    }

    fn released(&mut self, task: usize, row: &mut Task, region: u32, state: &mut RegionState) {
        let holders = &mut state.holders;
        let mine = holders.iter().position(|holder| usize::from(*holder) == task);
        // Any thread may release a lock; then whoever holds it no longer does.
        if let Some(position) = mine.or(holders.len().checked_sub(1)) {
            holders.swap_remove(position);
        }
        if !state.label.kind.excludes() {
            return;
        }
        if let Some(position) = row.locks.iter().rposition(|lock| *lock == region) {
            row.locks.remove(position);
        }
        self.event(self.clock.start(), task, EventKind::Release, region, row.next.place);
    }

    #[inline]
    fn event(&mut self, at: u64, task: usize, what: EventKind, object: u32, place: Place) {
        if let Some(log) = &mut self.log {
            log.event(at, task, what, object, place);
        }
    }
}

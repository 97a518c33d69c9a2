//! The middle of a run: what tasks announced, what they share, and what becomes of an operation that is granted.

mod clock;
mod costs;
mod instrumentation;
mod next;
mod tables;

pub use clock::{Clock, Machine};
pub use costs::{Costs, Line};
pub use instrumentation::Instrumentation;
pub use tables::{Phase, RegionState, Signals, State, Task};

use crate::{
    memo::Memo,
    op::{Op, OpAccess, OpKind},
};
use std::{future::Future, pin::Pin};
use tables::{CellState, RowPool};
use world::{Access, Kind, Label, ObjectId, Place};

/// A task's whole life.
pub type TaskFuture = Pin<Box<dyn Future<Output = ()>>>;

/// What came of the last grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// The operation took place, gave up or ran out of time.
    Acted,
    /// The first try failed, and the task waits.
    Waits,
    /// Another try failed: nothing happened.
    Nothing,
}

/// What a region tells a task whose try failed.
pub enum RetryOutcome {
    Expired,
    Waits,
}

/// A run's tables. Rows are reused from run to run, so that running again costs next to no memory.
pub struct Kernel {
    pub tasks: RowPool<Task>,
    pub cells: RowPool<CellState>,
    pub regions: RowPool<RegionState>,
    pub needs: Vec<(ObjectId, ObjectId)>,
    pub needs_room: Vec<(ObjectId, ObjectId)>,
    /// Units of the program's work.
    pub done: u64,
    /// Tasks that were spawned and not yet polled.
    pub spawned: Vec<TaskFuture>,
    pub current: usize,
    pub did: StepOutcome,
    /// What the last operation touched.
    pub touched: OpAccess,
    /// Steps so far.
    pub steps: u64,
    /// Tasks that have not ended.
    pub living: usize,
    /// A wait with a limit runs out of time at most once while its region does not change: for searches, which would never end otherwise.
    pub once: bool,
    /// Whether that rule has kept a wait from running out of time again.
    pub bounded: bool,
    /// The scheduler looks at the clock, so a wait runs out of time only when the time has come.
    pub patient: bool,
    /// Clock, log and races; none while searching.
    pub watch: Option<Box<Instrumentation>>,
    /// Results that are kept from run to run; none where a run is played once.
    pub memo: Option<Memo>,
}

impl Kernel {
    /// A run in which nothing is.
    pub const fn new() -> Self {
        Kernel {
            tasks: RowPool::new(),
            cells: RowPool::new(),
            regions: RowPool::new(),
            needs: Vec::new(),
            needs_room: Vec::new(),
            done: 0,
            spawned: Vec::new(),
            current: 0,
            did: StepOutcome::Nothing,
            touched: OpAccess::NOTHING,
            steps: 0,
            living: 0,
            once: false,
            bounded: false,
            patient: false,
            watch: None,
            memo: None,
        }
    }

    /// Begins anew, with the same rows.
    pub fn reset(&mut self) {
        self.tasks.clear();
        self.cells.clear();
        self.regions.clear();
        self.needs.clear();
        self.needs_room.clear();
        self.done = 0;
        self.steps = 0;
        self.living = 0;
        self.bounded = false;
        self.patient = false;
        if let Some(watch) = &mut self.watch {
            watch.reset();
        }
    }

    /// See [`world::World::cell`].
    pub fn add_cell(&mut self, label: Label, value: u64) -> u32 {
        self.cells.add(|cell| {
            cell.label = label;
            cell.value = value;
            cell.line = Line::default();
        })
    }

    /// See [`world::World::region`].
    pub fn add_region(&mut self, label: Label, state: State) -> u32 {
        self.regions.add(|region| region.renew(label, state))
    }

    /// Adds a task; its life begins when the operation that spawned it is over.
    pub fn spawn(&mut self, label: Label, holds: Option<ObjectId>, place: Place, life: TaskFuture) {
        let task = self.tasks.add(|task| task.renew(label, holds, place)) as usize;
        self.living += 1;
        self.spawned.push(life);
        if let Some(watch) = &mut self.watch {
            watch.spawned(task, (self.steps > 0).then_some(self.current), place);
        }
    }

    /// The current task says what it will do next.
    #[inline]
    pub fn announce(&mut self, op: Op) {
        let task = &mut self.tasks[self.current];
        task.next = op;
        task.phase = Phase::Announced;
    }

    /// The current task is granted its operation.
    #[inline]
    pub fn begin(&mut self, task: usize) {
        self.current = task;
        self.did = StepOutcome::Nothing;
        if let Some(watch) = &mut self.watch {
            watch.clock.aim(task, self.tasks[task].not_before());
        }
    }

    /// The current task has come to its end.
    pub fn end(&mut self) {
        let task = &mut self.tasks[self.current];
        task.phase = Phase::Ended;
        self.living -= 1;
        if let Some(watch) = &mut self.watch {
            watch.ended(self.current, task);
        }
    }

    /// Whether the task could be granted something.
    #[inline]
    pub fn runnable(&self, task: usize) -> bool {
        let row = &self.tasks[task];
        match row.phase {
            Phase::Announced | Phase::Woken => true,
            Phase::Waiting => row.limited() && !self.is_spent(task),
            Phase::Unborn | Phase::Ended => false,
        }
    }

    /// Whether the task's next operation is a wait that would probably have to wait: what it needs was taken last, and not given.
    #[inline]
    pub fn would_wait(&self, task: usize) -> bool {
        let OpKind::Enter { region, access, .. } = self.tasks[task].next.act else {
            return false;
        };
        let given = self.regions[region as usize].given;
        match access {
            Access::Acquire => given == Some(false),
            Access::Observe => given != Some(true),
            Access::Read | Access::Write | Access::Release | Access::Signal => false,
        }
    }

    /// Whether the task's wait has run out of time once in this version of its region, and may not again.
    pub fn is_spent(&self, task: usize) -> bool {
        let OpKind::Enter { region, .. } = self.tasks[task].next.act else {
            return false;
        };
        self.once && self.regions[region as usize].expired_for(task)
    }

    /// See [`world::Cell::load_at`].
    #[inline]
    pub fn load(&mut self, cell: u32) -> u64 {
        let value = self.cells[cell as usize].value;
        self.acted(OpAccess::cell(cell, false));
        if let Some(watch) = &mut self.watch {
            let state = &mut self.cells[cell as usize];
            watch.loaded(self.current, &mut self.tasks[self.current], cell, state);
        }
        value
    }

    /// See [`world::Cell::store_at`].
    #[inline]
    pub fn store(&mut self, cell: u32, value: u64) {
        self.cells[cell as usize].value = value;
        self.acted(OpAccess::cell(cell, true));
        if let Some(watch) = &mut self.watch {
            let state = &mut self.cells[cell as usize];
            watch.stored(self.current, &mut self.tasks[self.current], cell, state);
        }
    }

    /// See [`world::Cell::update_at`].
    #[inline]
    pub fn change(&mut self, cell: u32, change: impl FnOnce(u64) -> u64) -> u64 {
        let before = self.cells[cell as usize].value;
        self.cells[cell as usize].value = change(before);
        self.acted(OpAccess::cell(cell, true));
        if let Some(watch) = &mut self.watch {
            let state = &mut self.cells[cell as usize];
            watch.changed(self.current, &mut self.tasks[self.current], cell, before, state);
        }
        before
    }

    /// A cell's value, seen from outside the run.
    pub fn peek(&self, cell: u32) -> u64 {
        self.cells[cell as usize].value
    }

    /// Accounts for a computation; the caller does it.
    pub fn compute(&mut self, nanos: u64) {
        self.acted(OpAccess::NOTHING);
        if let Some(watch) = &mut self.watch {
            watch.computes(self.current, &mut self.tasks[self.current], nanos);
        }
    }

    /// When the current task's last operation was over; 0 when no time is kept, or before there are tasks.
    pub fn now(&self) -> u64 {
        let (watch, begun) = (self.watch.as_ref(), self.current < self.tasks.len());
        watch
            .filter(|_| begun)
            .map_or(0, |watch| watch.clock.ready(self.current))
    }

    /// The current task goes to sleep.
    pub fn sleep(&mut self, nanos: u64) {
        self.acted(OpAccess::NOTHING);
        if let Some(watch) = &mut self.watch {
            watch.sleeps(self.current, &mut self.tasks[self.current], nanos);
        }
    }

    /// Lends a region's state; `None` while somebody has it.
    #[inline]
    pub fn lend(&mut self, region: u32) -> Option<State> {
        self.regions.get_mut(region as usize)?.state.take()
    }

    /// Takes a region's state back.
    #[inline]
    pub fn put_back(&mut self, region: u32, state: State) {
        if let Some(row) = self.regions.get_mut(region as usize) {
            row.state = Some(state);
        }
    }

    /// The current task's access to a region took place.
    pub fn entered(&mut self, region: u32, access: Access) {
        let writes = access != Access::Read;
        self.acted(OpAccess::region(region, writes));
        if let Some(watch) = &mut self.watch {
            let task = &mut self.tasks[self.current];
            watch.entered(self.current, task, region, &mut self.regions[region as usize], access);
        }
        if self.tasks[self.current].is_waiting() {
            self.leaves_queue(region);
        }
        let row = &mut self.regions[region as usize];
        if matches!(row.label.kind, Kind::Condition | Kind::Event) {
            row.note(self.current, access, self.steps);
        }
        if access == Access::Acquire {
            row.arrived.retain(|task| usize::from(*task) != self.current);
        }
        if writes {
            row.version += 1;
            row.given = Some(matches!(access, Access::Release | Access::Signal));
            self.wake(region);
        }
    }

    /// The current task's try gave up.
    pub fn gave_up(&mut self, region: u32) {
        self.acted(OpAccess::region(region, false));
        self.leaves_queue(region);
        if let Some(watch) = &mut self.watch {
            let kind = self.regions[region as usize].label.kind;
            watch.gave_up(self.current, &mut self.tasks[self.current], kind);
        }
    }

    /// The current task's try failed.
    pub fn in_vain(&mut self, region: u32, limit: Option<u64>) -> RetryOutcome {
        let first = self.tasks[self.current].phase == Phase::Announced;
        let due = limit == Some(0) || (!first && limit.is_some() && !self.is_early() && !self.is_spent(self.current));
        if due {
            self.expires(region, first);
            return RetryOutcome::Expired;
        }
        self.waits(region, limit, first);
        RetryOutcome::Waits
    }

    fn is_early(&self) -> bool {
        let clock = self.watch.as_ref().map(|watch| &watch.clock);
        self.patient && clock.is_some_and(|clock| clock.start() < self.tasks[self.current].deadline)
    }

    fn expires(&mut self, region: u32, first: bool) {
        self.acted(OpAccess::region(region, false));
        self.leaves_queue(region);
        if self.once {
            self.regions[region as usize].expires_for(self.current);
        }
        if let Some(watch) = &mut self.watch {
            let kind = self.regions[region as usize].label.kind;
            watch.expired(self.current, &mut self.tasks[self.current], kind, first);
        }
    }

    fn waits(&mut self, region: u32, limit: Option<u64>, first: bool) {
        let task = &mut self.tasks[self.current];
        task.phase = Phase::Waiting;
        if !first {
            task.bypasses += 1;
            return;
        }
        self.regions[region as usize].joins(self.current, &task.next.act);
        self.did = StepOutcome::Waits;
        self.touched = OpAccess::region(region, false);
        self.steps += 1;
        if let Some(watch) = &mut self.watch {
            let kind = self.regions[region as usize].label.kind;
            watch.waits(self.current, task, region, kind, limit);
        }
        self.bounded |= limit.is_some() && self.is_spent(self.current);
    }

    #[inline]
    fn acted(&mut self, touched: OpAccess) {
        self.did = StepOutcome::Acted;
        self.touched = touched;
        self.steps += 1;
    }

    /// Whoever waits at the region may try again. It stays in the queue until it has succeeded.
    fn wake(&mut self, region: u32) {
        let row = &self.regions[region as usize];
        for &waiter in &row.waiters {
            self.tasks[usize::from(waiter)].phase = Phase::Woken;
        }
        let Some(watch) = &mut self.watch else { return };
        let called_first = row.called(watch.clock.machine().seed);
        let first = called_first.filter(|task| row.waiters.contains(task));
        let others = row.waiters.iter().copied().filter(|waiter| first != Some(*waiter));
        let mut called = 0;
        for (rank, waiter) in first.into_iter().chain(others).enumerate() {
            watch.clock.wake(self.current, usize::from(waiter), &mut called, rank);
        }
    }

    fn leaves_queue(&mut self, region: u32) {
        let current = self.current as u16;
        self.regions[region as usize]
            .waiters
            .retain(|waiter| *waiter != current);
    }
}

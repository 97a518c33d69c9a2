//! Where a program is played: its kernel and its tasks.

use crate::{
    Ending, Lockstep, Machine,
    current::{self, kernel},
    event_log::EventLog,
    graph,
    kernel::{Instrumentation, Kernel, StepOutcome, TaskFuture},
    race::Detector,
    words,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Waker},
};
use trace::{Contention, Event, Object, Race, SymbolTable, WaitGraph};

/// Runs one program, again and again: each [`Executor::set`] begins anew.
///
/// Programs, their cells and their regions ask the executor that is entered on their thread; code that reads a result does so inside
/// [`Executor::read`].
///
/// ```
/// use lockstep::Executor;
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
/// let n = executor.set(program);
/// for task in [0, 1, 1, 0] {
///     assert!(executor.step(task));
/// }
/// assert!(!executor.runnable(0), "it has ended");
/// assert_eq!(executor.read(|| n.peek()), 1);
/// ```
///
/// # Panics
/// Reading a cell or region outside of [`Executor::read`] may panic: it is a number of the executor that is entered.
pub struct Executor {
    kernel: Kernel,
    tasks: Tasks,
}

/// The futures of the tasks. Nothing else may hold on to them while one is polled. Belongs to the executor that is entered.
#[derive(Default)]
pub struct Tasks {
    all: Vec<Option<TaskFuture>>,
    failure: Option<String>,
}

impl Executor {
    /// An executor that knows neither time nor races, as searches want it.
    pub fn bare() -> Self {
        Executor {
            kernel: Kernel::new(),
            tasks: Tasks::default(),
        }
    }

    /// An executor with a clock and a race detector, which keeps at most `events` events and steps (0 for none).
    pub fn watched(machine: Machine, events: usize) -> Self {
        let mut executor = Executor::bare();
        executor.kernel.watch = Some(Box::new(Instrumentation::new(machine, events)));
        executor
    }

    /// An executor with a clock alone, as predictions want it: it is played fastest.
    pub fn timed(machine: Machine) -> Self {
        let mut executor = Executor::bare();
        executor.kernel.watch = Some(Box::new(Instrumentation::timing(machine)));
        executor
    }

    /// An executor with a clock, which keeps at most `events` events and looks for no races.
    pub fn noted(machine: Machine, events: usize) -> Self {
        let mut executor = Executor::bare();
        executor.kernel.watch = Some(Box::new(Instrumentation {
            races: None,
            ..Instrumentation::new(machine, events)
        }));
        executor
    }

    /// Forgets the run before and sets the program up; its tasks announce their first operations.
    pub fn set<H>(&mut self, program: impl FnOnce(&Lockstep) -> H) -> H {
        self.enter(|tasks| tasks.set(program))
    }

    /// Whether the task can be moved.
    pub fn runnable(&self, task: usize) -> bool {
        task < self.kernel.tasks.len() && self.tasks.failure.is_none() && self.kernel.runnable(task)
    }

    /// Lets a task that is [runnable](Executor::runnable) take its next step; whether that was one.
    pub fn step(&mut self, task: usize) -> bool {
        self.runnable(task) && self.enter(|tasks| tasks.step(task)) != StepOutcome::Nothing
    }

    /// Reads what the program left behind.
    pub fn read<R>(&mut self, read: impl FnOnce() -> R) -> R {
        self.enter(|_| read())
    }

    /// Drops what is left of each task's future, as threads that are stopped drop theirs. Who waits for whom is still known; no task runs any more.
    pub fn drop_futures(&mut self) {
        self.enter(Tasks::drop_futures);
    }

    /// How the run has ended; `None` as long as a task can run.
    ///
    /// ```
    /// use lockstep::{Ending, Executor};
    /// use world::{Label, World, primitive::Event};
    ///
    /// let mut executor = Executor::bare();
    /// executor.set(|world| {
    ///     let never = Event::new(world, "never");
    ///     world.spawn(Label::thread("thread", 1), move |_| async move { never.wait().await });
    /// });
    /// assert_eq!(executor.ending(), None);
    /// executor.step(0);
    /// assert_eq!(executor.ending(), Some(Ending::Deadlock));
    /// ```
    pub fn ending(&self) -> Option<Ending> {
        Ending::of(&self.kernel, self.tasks.failure())
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        self.kernel.steps
    }

    /// How many tasks there have been so far.
    pub fn tasks(&self) -> u64 {
        self.kernel.tasks.len() as u64
    }

    /// Units of the program's work done so far.
    pub fn done(&self) -> u64 {
        self.kernel.done
    }

    /// The run's length so far, in virtual nanoseconds; 0 on a bare executor.
    pub fn elapsed(&self) -> u64 {
        self.kernel.watch.as_ref().map_or(0, |watch| watch.clock.end())
    }

    /// Virtual nanoseconds of all computations so far, before any factor of [`Costs::compute`](crate::Costs::compute); 0 on a bare executor.
    pub fn computed(&self) -> u64 {
        self.kernel.watch.as_ref().map_or(0, |watch| watch.clock.computed())
    }

    /// The events kept so far.
    pub fn events(&self) -> &[Event] {
        self.log().map_or(&[], |log| &log.events)
    }

    /// The same with the number of steps as their moments.
    pub fn events_by_step(&self) -> impl Iterator<Item = Event> {
        let after = self.log().map_or(&[][..], |log| &log.after);
        let by_step = |(event, at): (&Event, &u64)| Event { at: *at, ..*event };
        self.events().iter().zip(after).map(by_step)
    }

    /// Who moved so far: tasks in order, each with how many steps it took in a row.
    pub fn moves(&self) -> Vec<(u16, u64)> {
        let steps = self.log().map_or(&[][..], |log| &log.steps);
        let rows = steps.chunk_by(|one, next| one.task == next.task);
        rows.map(|row| (row[0].task, row.len() as u64)).collect()
    }

    /// Events that found no room.
    pub fn dropped(&self) -> u64 {
        self.log().map_or(0, |log| log.dropped)
    }

    /// What the numbers in events stand for.
    pub fn names(&self) -> SymbolTable {
        let object = |label: world::Label| Object {
            kind: label.kind.into(),
            name: label.to_string(),
        };
        SymbolTable {
            threads: self.kernel.tasks.iter().map(|task| task.label.to_string()).collect(),
            objects: self.kernel.regions.iter().map(|row| object(row.label)).collect(),
            places: self.log().map(|log| log.places.all()).unwrap_or_default(),
        }
    }

    /// Who waits for whom.
    pub fn graph(&self) -> WaitGraph {
        graph::graph(&self.kernel)
    }

    /// Races seen so far, in the order of their second accesses; none on a bare executor.
    pub fn races(&self) -> Vec<Race> {
        let found = self.kernel.watch.as_ref().and_then(|watch| watch.races.as_ref());
        let found = found.map(Detector::found);
        let found = found.unwrap_or_default().iter();
        found.map(|pair| words::race(&self.kernel, pair)).collect()
    }

    /// What locks have cost so far; nothing on a bare executor.
    pub fn contention(&self) -> Contention {
        let costs = self.kernel.watch.as_ref().map(|watch| watch.locks).unwrap_or_default();
        Contention {
            acquisitions: costs.acquisitions,
            waits: costs.waits,
            wait_ms: costs.waited as f64 / 1e6,
            switches: costs.switches,
        }
    }

    /// The thread that has been bypassed most while it waits: its name, what for, and how often others took it instead.
    pub fn most_bypassed(&self) -> Option<(String, String, u32)> {
        let waiting = self.kernel.tasks.iter().filter(|row| row.is_waiting());
        let row = waiting.max_by_key(|row| row.bypasses).filter(|row| row.bypasses > 0)?;
        let object = self.kernel.regions.get(row.region()? as usize)?.label;
        Some((row.label.to_string(), object.to_string(), row.bypasses))
    }

    /// Why each thread that waits does so, in words.
    pub fn notes(&self) -> Vec<(String, String)> {
        let waiting = (0..self.kernel.tasks.len()).filter(|task| self.kernel.tasks[*task].is_waiting());
        waiting
            .filter_map(|task| {
                Some((
                    self.kernel.tasks[task].label.to_string(),
                    words::note(&self.kernel, task)?,
                ))
            })
            .collect()
    }

    fn log(&self) -> Option<&EventLog> {
        self.kernel.watch.as_ref()?.log.as_ref()
    }

    pub(crate) fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    pub(crate) fn kernel_mut(&mut self) -> &mut Kernel {
        &mut self.kernel
    }

    pub(crate) fn failure(&self) -> Option<&str> {
        self.tasks.failure.as_deref()
    }

    /// Makes this executor the one that programs on this thread ask.
    pub(crate) fn enter<R>(&mut self, body: impl FnOnce(&mut Tasks) -> R) -> R {
        let tasks = &mut self.tasks;
        current::enter(&mut self.kernel, || body(tasks))
    }
}

impl Drop for Executor {
    /// What tasks hold may ask the kernel when it is dropped.
    fn drop(&mut self) {
        self.enter(Tasks::clear);
    }
}

impl Tasks {
    /// See [`Executor::set`].
    pub fn set<H>(&mut self, program: impl FnOnce(&Lockstep) -> H) -> H {
        self.clear();
        kernel(Kernel::reset);
        let harvest = program(&Lockstep);
        self.poll_spawned();
        harvest
    }

    /// Grants a task what it announced.
    #[inline]
    pub fn step(&mut self, task: usize) -> StepOutcome {
        kernel(|kernel| kernel.begin(task));
        self.poll(task);
        let (did, spawned) = kernel(|kernel| (kernel.did, !kernel.spawned.is_empty()));
        if spawned {
            self.poll_spawned();
        }
        did
    }

    /// What a task broke with, in words.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    fn drop_futures(&mut self) {
        self.all.iter_mut().for_each(|life| *life = None);
    }

    fn clear(&mut self) {
        self.all.clear();
        self.failure = None;
        let spawned = kernel(|kernel| std::mem::take(&mut kernel.spawned));
        drop(spawned);
    }

    /// Polls those who were spawned, so that they announce their first operations.
    fn poll_spawned(&mut self) {
        let current = kernel(|kernel| kernel.current);
        let mut newly_spawned = kernel(|kernel| std::mem::take(&mut kernel.spawned));
        while !newly_spawned.is_empty() {
            for life in newly_spawned.drain(..) {
                let task = self.all.len();
                self.all.push(Some(life));
                kernel(|kernel| kernel.current = task);
                self.poll(task);
            }
            kernel(|kernel| std::mem::swap(&mut newly_spawned, &mut kernel.spawned));
        }
        kernel(|kernel| {
            kernel.current = current;
            kernel.spawned = newly_spawned;
        });
    }

    #[inline]
    fn poll(&mut self, task: usize) {
        let Some(life) = &mut self.all[task] else { return };
        let context = &mut Context::from_waker(Waker::noop());
        match catch_unwind(AssertUnwindSafe(|| life.as_mut().poll(context).is_ready())) {
            Ok(false) => {}
            Ok(true) => self.ends(task),
            Err(panic) => {
                let words = panic.downcast_ref::<String>().map(String::as_str);
                let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
                self.failure
                    .get_or_insert_with(|| words.unwrap_or("a thread panicked").into());
                self.ends(task);
            }
        }
    }

    fn ends(&mut self, task: usize) {
        kernel(Kernel::end);
        self.all[task] = None;
    }
}

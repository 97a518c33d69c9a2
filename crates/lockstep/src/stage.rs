//! Where a program is played: its kernel and its tasks' lives.

use crate::{
    Ending, Lockstep, Machine, graph,
    here::{self, kernel},
    journal::Journal,
    kernel::{Did, Kernel, Life, Watch},
    race::Detector,
    words,
};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    task::{Context, Waker},
};
use trace::{Contention, Event, Names, Object, Race, WaitGraph};

/// One run, again and again: each [`Stage::set`] begins anew.
///
/// Programs, their cells and their regions ask the stage that is entered on their thread; whatever reads a result does so inside
/// [`Stage::read`].
pub struct Stage {
    kernel: Kernel,
    lives: Lives,
}

/// The tasks' lives, which nobody may hold on to while one of them is polled. Belongs to the stage that is entered.
#[derive(Default)]
pub struct Lives {
    all: Vec<Option<Life>>,
    failure: Option<String>,
}

impl Stage {
    /// A stage that knows neither time nor races, as searches want it.
    pub fn bare() -> Self {
        Stage {
            kernel: Kernel::new(),
            lives: Lives::default(),
        }
    }

    /// A stage with a clock and a race detector, which keeps at most so many events and steps (0 for none).
    pub fn watched(machine: Machine, events: usize) -> Self {
        let mut stage = Stage::bare();
        stage.kernel.watch = Some(Box::new(Watch::new(machine, events)));
        stage
    }

    /// A stage with a clock alone, as predictions want it: it is played fastest.
    pub fn timed(machine: Machine) -> Self {
        let mut stage = Stage::bare();
        stage.kernel.watch = Some(Box::new(Watch::timing(machine)));
        stage
    }

    /// A stage with a clock, which keeps at most so many events and looks for no races.
    pub fn noted(machine: Machine, events: usize) -> Self {
        let mut stage = Stage::bare();
        stage.kernel.watch = Some(Box::new(Watch {
            races: None,
            ..Watch::new(machine, events)
        }));
        stage
    }

    /// Forgets the run before and sets the program up; its tasks announce their first operations.
    pub fn set<H>(&mut self, program: impl FnOnce(&Lockstep) -> H) -> H {
        self.enter(|lives| lives.set(program))
    }

    /// Whether the task can be moved.
    pub fn movable(&self, task: usize) -> bool {
        task < self.kernel.tasks.len() && self.lives.failure.is_none() && self.kernel.movable(task)
    }

    /// Moves a task that is [movable](Stage::movable), and says whether that was a step.
    pub fn step(&mut self, task: usize) -> bool {
        self.movable(task) && self.enter(|lives| lives.step(task)) != Did::Nothing
    }

    /// Reads what the program left behind.
    pub fn read<R>(&mut self, read: impl FnOnce() -> R) -> R {
        self.enter(|_| read())
    }

    /// Drops what is left of each task's life, as threads that are stopped drop theirs. Who waits for whom is still known; nobody moves any more.
    pub fn send_home(&mut self) {
        self.enter(Lives::send_home);
    }

    /// How the run has ended; `None` as long as somebody can move.
    pub fn ending(&self) -> Option<Ending> {
        Ending::of(&self.kernel, &self.lives)
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

    /// The run's length so far, in virtual nanoseconds; 0 on a bare stage.
    pub fn elapsed(&self) -> u64 {
        self.kernel.watch.as_ref().map_or(0, |watch| watch.clock.end())
    }

    /// Virtual nanoseconds of all computations so far, before any factor of [`Costs::compute`](crate::Costs::compute); 0 on a bare stage.
    pub fn computed(&self) -> u64 {
        self.kernel.watch.as_ref().map_or(0, |watch| watch.clock.computed())
    }

    /// The events kept so far.
    pub fn events(&self) -> &[Event] {
        self.journal().map_or(&[], |journal| &journal.events)
    }

    /// Events that found no room.
    pub fn dropped(&self) -> u64 {
        self.journal().map_or(0, |journal| journal.dropped)
    }

    /// What the numbers in events stand for.
    pub fn names(&self) -> Names {
        let object = |label: world::Label| Object {
            kind: label.kind.into(),
            name: label.to_string(),
        };
        Names {
            threads: self.kernel.tasks.iter().map(|task| task.label.to_string()).collect(),
            objects: self.kernel.regions.iter().map(|row| object(row.label)).collect(),
            places: self.journal().map(|journal| journal.places.all()).unwrap_or_default(),
        }
    }

    /// Who waits for whom.
    pub fn graph(&self) -> WaitGraph {
        graph::graph(&self.kernel)
    }

    /// Races seen so far, in the order of their second accesses; none on a bare stage.
    pub fn races(&self) -> Vec<Race> {
        let found = self.kernel.watch.as_ref().and_then(|watch| watch.races.as_ref());
        let found = found.map(Detector::found);
        let found = found.unwrap_or_default().iter();
        found.map(|pair| words::race(&self.kernel, pair)).collect()
    }

    /// What locks have cost so far; nothing on a bare stage.
    pub fn contention(&self) -> Contention {
        let costs = self.kernel.watch.as_ref().map(|watch| watch.locks).unwrap_or_default();
        Contention {
            acquisitions: costs.acquisitions,
            waits: costs.waits,
            wait_ms: costs.waited as f64 / 1e6,
            switches: costs.switches,
        }
    }

    /// The thread that has been overtaken most while it waits: its name, what for, and how often others took it instead.
    pub fn overtaken(&self) -> Option<(String, String, u32)> {
        let waiting = self.kernel.tasks.iter().filter(|row| row.is_waiting());
        let row = waiting
            .max_by_key(|row| row.overtaken)
            .filter(|row| row.overtaken > 0)?;
        let object = self.kernel.regions.get(row.region()? as usize)?.label;
        Some((row.label.to_string(), object.to_string(), row.overtaken))
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

    fn journal(&self) -> Option<&Journal> {
        self.kernel.watch.as_ref()?.journal.as_ref()
    }

    pub(crate) fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    pub(crate) fn kernel_mut(&mut self) -> &mut Kernel {
        &mut self.kernel
    }

    pub(crate) fn failure(&self) -> Option<&str> {
        self.lives.failure.as_deref()
    }

    /// Makes this stage the one that programs on this thread ask.
    pub(crate) fn enter<R>(&mut self, body: impl FnOnce(&mut Lives) -> R) -> R {
        let lives = &mut self.lives;
        here::enter(&mut self.kernel, || body(lives))
    }
}

impl Drop for Stage {
    /// What tasks hold may ask the kernel when it is dropped.
    fn drop(&mut self) {
        self.enter(Lives::clear);
    }
}

impl Lives {
    /// See [`Stage::set`].
    pub fn set<H>(&mut self, program: impl FnOnce(&Lockstep) -> H) -> H {
        self.clear();
        kernel(Kernel::reset);
        let harvest = program(&Lockstep);
        self.admit();
        harvest
    }

    /// Grants a task what it announced.
    #[inline]
    pub fn step(&mut self, task: usize) -> Did {
        kernel(|kernel| kernel.begin(task));
        self.poll(task);
        let (did, born) = kernel(|kernel| (kernel.did, !kernel.born.is_empty()));
        if born {
            self.admit();
        }
        did
    }

    /// What a task broke with, in words.
    pub fn failure(&self) -> Option<&str> {
        self.failure.as_deref()
    }

    fn send_home(&mut self) {
        self.all.iter_mut().for_each(|life| *life = None);
    }

    fn clear(&mut self) {
        self.all.clear();
        self.failure = None;
        let born = kernel(|kernel| std::mem::take(&mut kernel.born));
        drop(born);
    }

    /// Polls those who were spawned, so that they announce their first operations.
    fn admit(&mut self) {
        let current = kernel(|kernel| kernel.current);
        let mut newborn = kernel(|kernel| std::mem::take(&mut kernel.born));
        while !newborn.is_empty() {
            for life in newborn.drain(..) {
                let task = self.all.len();
                self.all.push(Some(life));
                kernel(|kernel| kernel.current = task);
                self.poll(task);
            }
            kernel(|kernel| std::mem::swap(&mut newborn, &mut kernel.born));
        }
        kernel(|kernel| {
            kernel.current = current;
            kernel.born = newborn;
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

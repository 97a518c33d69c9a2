//! A run that is played through, in as many goes as one likes.

use crate::{
    Ending, Executor, Lockstep, Machine, RunStatus, Schedule,
    play::play_on,
    schedule::{History, Part, Replay},
};

/// A run under a schedule, which may be shorter than the run.
///
/// ```
/// use lockstep::{Ending, Machine, Run, RunStatus, Schedule};
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
/// let schedule = Schedule::read("1.2").expect("a schedule");
/// let mut run = Run::new(Machine::default(), 0, schedule, program);
/// assert_eq!(run.advance(100), Some(RunStatus::Stopped));
/// assert_eq!(run.ending(), Ending::Unfinished);
/// // Both have loaded, neither has stored.
/// assert_eq!(run.read(|n| n.peek()), Some(0));
/// ```
pub struct Run<H> {
    executor: Executor,
    harvest: Option<H>,
    schedule: Schedule,
    scheduler: Replay,
    history: History,
    /// Who tried again in failed_retries since its own last step.
    failed_retries: Vec<usize>,
    played: Option<RunStatus>,
}

/// The longest schedule that is listed step by step, in letters: what fits in a link.
const LONGEST: usize = 1_800;
/// The most stretches that such a list can have: each takes two letters at least.
const MOST_STRETCHES: usize = LONGEST / 2;
/// How often a thread must have been bypassed while it waited for that to count as starvation.
const STARVATION_BOUND: u32 = 1_000;

impl<H> Run<H> {
    /// Sets `program` up to be played as `schedule` says, keeping at most `events` events.
    pub fn new(machine: Machine, events: usize, schedule: Schedule, program: impl FnOnce(&Lockstep) -> H) -> Self {
        let mut executor = Executor::watched(machine, events);
        let harvest = executor.set(program);
        Run {
            executor,
            harvest: Some(harvest),
            scheduler: Replay::new(&schedule),
            schedule,
            history: History::default(),
            failed_retries: Vec::new(),
            played: None,
        }
    }

    /// Takes up to `steps` further steps; `None` when there are more to take.
    pub fn advance(&mut self, steps: u64) -> Option<RunStatus> {
        if self.played.is_none() {
            let (history, failed_retries) = (&mut self.history, &mut self.failed_retries);
            let played = play_on(&mut self.executor, &mut self.scheduler, steps, &mut |task, stepped| {
                failed_retries.retain(|waiting| *waiting != task);
                if !stepped {
                    failed_retries.push(task);
                }
                if stepped && history.stretches() <= MOST_STRETCHES {
                    history.push(task);
                }
            });
            self.played = Some(played).filter(|played| *played != RunStatus::Enough);
        }
        self.played
    }

    /// How it ended; when nobody is stuck and it was given up, whether somebody starved.
    pub fn ending(&self) -> Ending {
        let is_starving = || {
            self.executor
                .most_bypassed()
                .is_some_and(|(_, _, times)| times >= STARVATION_BOUND)
        };
        self.executor.ending().unwrap_or_else(|| match is_starving() {
            true => Ending::Starvation,
            false => Ending::Unfinished,
        })
    }

    /// What replays it: the steps one by one if that is short, else what it was played by.
    pub fn schedule(&self) -> Schedule {
        let mut listed = self.history.schedule(u64::MAX);
        if !self.failed_retries.is_empty() && self.executor.ending().is_some_and(|ending| ending.is_stuck()) {
            // The list has only steps; that those who were woken go on waiting shows when they try.
            listed.parts.push(Part::Fair { steps: None });
        }
        match self.history.stretches() <= MOST_STRETCHES && listed.to_string().len() <= LONGEST {
            true => listed,
            false => self.schedule.clone(),
        }
    }

    /// The run itself: its time, its races, its wait-for graph.
    pub fn executor(&self) -> &Executor {
        &self.executor
    }

    /// Sends every task home, each from where it stands, and reads what the program left behind, once.
    pub fn read<R>(&mut self, read: impl FnOnce(H) -> R) -> Option<R> {
        let harvest = self.harvest.take()?;
        self.executor.drop_futures();
        Some(self.executor.read(|| read(harvest)))
    }
}

impl<H> Drop for Run<H> {
    fn drop(&mut self) {
        let harvest = self.harvest.take();
        self.executor.read(|| drop(harvest));
    }
}

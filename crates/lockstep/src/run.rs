//! A run that is played through, in as many goes as one likes.

use crate::{
    Ending, Lockstep, Machine, Played, Schedule, Stage,
    play::play_on,
    schedule::{Part, Replay, Trail},
};

/// A run under a schedule, which may say less than the run needs.
pub struct Run<H> {
    stage: Stage,
    harvest: Option<H>,
    schedule: Schedule,
    policy: Replay,
    trail: Trail,
    /// Who tried again in vain since its own last step.
    vain: Vec<usize>,
    played: Option<Played>,
}

/// The longest schedule that is listed step by step, in letters: what fits in a link.
const LONGEST: usize = 1_800;
/// The most stretches that such a list can have: each takes two letters at least.
const MOST_STRETCHES: usize = LONGEST / 2;
/// How often a thread must have been overtaken while it waited for that to count as starvation.
const HUNGRY: u32 = 1_000;

impl<H> Run<H> {
    /// Sets `program` up to be played as `schedule` says, keeping at most so many events.
    pub fn new(machine: Machine, events: usize, schedule: Schedule, program: impl FnOnce(&Lockstep) -> H) -> Self {
        let mut stage = Stage::watched(machine, events);
        let harvest = stage.set(program);
        Run {
            stage,
            harvest: Some(harvest),
            policy: Replay::new(&schedule),
            schedule,
            trail: Trail::default(),
            vain: Vec::new(),
            played: None,
        }
    }

    /// Takes up to so many further steps; `None` when there is more to play.
    pub fn advance(&mut self, steps: u64) -> Option<Played> {
        if self.played.is_none() {
            let (trail, vain) = (&mut self.trail, &mut self.vain);
            let played = play_on(&mut self.stage, &mut self.policy, steps, &mut |task, stepped| {
                vain.retain(|waiting| *waiting != task);
                if !stepped {
                    vain.push(task);
                }
                if stepped && trail.stretches() <= MOST_STRETCHES {
                    trail.push(task);
                }
            });
            self.played = Some(played).filter(|played| *played != Played::Enough);
        }
        self.played
    }

    /// How it ended; when nobody is stuck and it was given up, whether somebody starved.
    pub fn ending(&self) -> Ending {
        let hungry = || self.stage.overtaken().is_some_and(|(_, _, times)| times >= HUNGRY);
        self.stage.ending().unwrap_or_else(|| match hungry() {
            true => Ending::Starvation,
            false => Ending::Unfinished,
        })
    }

    /// What replays it: the steps one by one if that is short, else what it was played by.
    pub fn schedule(&self) -> Schedule {
        let mut listed = self.trail.schedule(u64::MAX);
        if !self.vain.is_empty() && self.stage.ending().is_some_and(|ending| ending.is_stuck()) {
            // The list has only steps; that those who were woken go on waiting shows when they try.
            listed.parts.push(Part::Fair { steps: None });
        }
        match self.trail.stretches() <= MOST_STRETCHES && listed.to_string().len() <= LONGEST {
            true => listed,
            false => self.schedule.clone(),
        }
    }

    /// The run itself: its time, its races, its wait-for graph.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Sends every task home, each from where it stands, and reads what the program left behind, once.
    pub fn read<R>(&mut self, read: impl FnOnce(H) -> R) -> Option<R> {
        let harvest = self.harvest.take()?;
        self.stage.send_home();
        Some(self.stage.read(|| read(harvest)))
    }
}

impl<H> Drop for Run<H> {
    fn drop(&mut self) {
        let harvest = self.harvest.take();
        self.stage.read(|| drop(harvest));
    }
}

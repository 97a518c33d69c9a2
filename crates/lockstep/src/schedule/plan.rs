//! How a session came to its steps: short, where a scheduler chose them and listing them would be long.

use super::{History, Part, Schedule};

/// The longest text that is still listed step by step, so that a link stays a link.
const LONGEST: usize = 1_800;

/// Parts of a schedule, each with the number of steps at its end.
#[derive(Clone, Debug, Default)]
pub struct Plan(Vec<(Part, u64)>);

impl Plan {
    /// A scheduler's part, which led so far.
    pub fn add(&mut self, part: Part, end: u64) {
        let begin = self.end();
        let end = match part {
            Part::Task { steps, .. } => end.min(begin + u64::from(steps)),
            Part::Fair { steps } | Part::Random { steps, .. } => {
                end.min(steps.map_or(u64::MAX, |steps| begin.saturating_add(steps)))
            }
        };
        if end > begin {
            self.0.push((part, end));
        }
    }

    /// One step that somebody chose, which led so far; steps that were known already are not added.
    pub fn step(&mut self, task: usize, end: u64) {
        if end <= self.end() {
            return;
        }
        let task = task as u16;
        match self.0.last_mut() {
            Some((Part::Task { task: last, .. }, known)) if *last == task => *known = end,
            _ => self.0.push((Part::Task { task, steps: 1 }, end)),
        }
    }

    /// Forgets what comes after so many steps.
    pub fn cut(&mut self, steps: u64) {
        let mut begin = 0;
        self.0.retain_mut(|(_, end)| {
            let kept = begin < steps;
            begin = *end;
            *end = (*end).min(steps);
            kept
        });
    }

    /// The first so many steps as a schedule: listed when that is short enough, else as they came about.
    pub fn schedule(&self, history: &History, steps: u64) -> Schedule {
        // A stretch takes two letters at least.
        if history.stretches() <= LONGEST {
            let listed = history.schedule(steps);
            if listed.to_string().len() <= LONGEST {
                return listed;
            }
        }
        let mut planned = self.clone();
        planned.cut(steps);
        let mut begin = 0;
        let parts = planned.0.into_iter().map(|(part, end)| {
            let steps = end - begin;
            begin = end;
            match part {
                Part::Task { task, .. } => Part::Task {
                    task,
                    steps: u32::try_from(steps).unwrap_or(u32::MAX),
                },
                Part::Fair { .. } => Part::Fair { steps: Some(steps) },
                Part::Random { seed, .. } => Part::Random {
                    seed,
                    steps: Some(steps),
                },
            }
        });
        Schedule { parts: parts.collect() }
    }

    fn end(&self) -> u64 {
        self.0.last().map_or(0, |(_, end)| *end)
    }
}

//! What a schedule says, step by step.

use super::{Choice, Fair, Part, Policy, Random, Schedule, Table};

/// Plays a schedule to its end, and no further.
#[derive(Clone, Debug)]
pub struct Replay {
    parts: Vec<Part>,
    part: usize,
    /// The step at which the part began, and the part's own policy.
    began: Option<(u64, Own)>,
}

#[derive(Clone, Copy, Debug)]
enum Own {
    Task(usize),
    Fair(Fair),
    Random(Random),
}

impl Replay {
    /// Plays `schedule` from where the run stands.
    pub fn new(schedule: &Schedule) -> Self {
        Replay {
            parts: schedule.parts.clone(),
            part: 0,
            began: None,
        }
    }
}

impl Policy for Replay {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        while let Some(part) = self.parts.get(self.part) {
            let (began, own) = self.began.get_or_insert_with(|| (table.steps(), own(part)));
            let taken = table.steps() - *began;
            if length(part).is_none_or(|steps| taken < steps) {
                return own.choose(table);
            }
            self.part += 1;
            self.began = None;
        }
        Choice::Stop
    }
}

impl Policy for Own {
    fn choose(&mut self, table: &Table<'_>) -> Choice {
        match self {
            Own::Task(task) if table.is_movable(*task) => Choice::Move(*task),
            Own::Task(task) => Choice::Refused(*task),
            Own::Fair(fair) => fair.choose(table),
            Own::Random(random) => random.choose(table),
        }
    }
}

fn own(part: &Part) -> Own {
    match *part {
        Part::Task { task, .. } => Own::Task(usize::from(task)),
        Part::Fair { .. } => Own::Fair(Fair),
        Part::Random { seed, .. } => Own::Random(Random::new(seed)),
    }
}

fn length(part: &Part) -> Option<u64> {
    match *part {
        Part::Task { steps, .. } => Some(u64::from(steps)),
        Part::Fair { steps } | Part::Random { steps, .. } => steps,
    }
}

//! How the runs came out, how often each, and one schedule for it.

use std::hash::Hash;

use hashbrown::HashMap;

use crate::{Program, Task};

/// How often something came out, and the first schedule that did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many schedules.
    pub count: u64,
    /// The shortest of those seen.
    pub schedule: Vec<Task>,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sofar {
    /// How many whole runs there were.
    pub schedules: u64,
    /// How many of them failed.
    pub failures: u64,
}

/// How the runs came out.
#[derive(Clone, Debug)]
pub struct Tally<O: Eq + Hash> {
    /// Each outcome, with how often and how.
    pub outcomes: HashMap<O, Told>,
    /// How many whole runs.
    pub schedules: u64,
    /// How many of them failed.
    pub failures: u64,
    /// How many runs were given up because they would repeat another.
    pub redundant: u64,
    /// How many runs were cut short because they were too long.
    pub cut: u64,
}

impl<O: Eq + Hash> Default for Tally<O> {
    fn default() -> Self {
        Self {
            outcomes: HashMap::new(),
            schedules: 0,
            failures: 0,
            redundant: 0,
            cut: 0,
        }
    }
}

impl<O: Eq + Hash> Tally<O> {
    /// Counts a run.
    pub fn add(&mut self, outcome: O, schedule: Vec<Task>, failed: bool) {
        self.schedules += 1;
        self.failures += u64::from(failed);
        self.put(outcome, Told { count: 1, schedule });
    }

    /// How far the search is.
    #[must_use]
    pub fn sofar(&self) -> Sofar {
        Sofar {
            schedules: self.schedules,
            failures: self.failures,
        }
    }

    fn put(&mut self, outcome: O, new: Told) {
        let told = self.outcomes.entry(outcome).or_insert(Told {
            count: 0,
            schedule: new.schedule.clone(),
        });
        told.count += new.count;
        if new.schedule.len() < told.schedule.len() {
            told.schedule = new.schedule;
        }
    }

    /// Takes in another tally.
    pub fn join(&mut self, other: Self) {
        self.schedules += other.schedules;
        self.failures += other.failures;
        self.redundant += other.redundant;
        self.cut += other.cut;
        for (outcome, told) in other.outcomes {
            self.put(outcome, told);
        }
    }
}

/// Counts a run that is over.
pub(crate) fn count<P: Program>(program: &mut P, tally: &mut Tally<P::Outcome>, schedule: Vec<Task>) {
    let outcome = program.outcome();
    let failed = P::failed(&outcome);
    tally.add(outcome, schedule, failed);
}

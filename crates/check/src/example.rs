//! A schedule for each way in which a program comes out, to be watched; and the races in them where outputs differ though nothing fails.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use explore::{Tally, Task};

use crate::outcome::Outcome;
use crate::report::{self, RaceReport};
use crate::schedule;
use crate::simulation::Simulation;

/// The most outcomes of which a schedule is kept: failures first, then those that most schedules have.
const MOST: usize = 40;
/// The most runs in which races are looked for.
const MOST_WATCHED: usize = 8;

/// A schedule of each outcome, as [`schedule::write`] writes it.
pub(crate) fn schedules(simulation: &mut Simulation, tally: &Tally<Outcome>) -> BTreeMap<Outcome, String> {
    let mut written = |(outcome, tasks): (&Outcome, &[Task])| {
        let segments = schedule::play(simulation, tasks);
        (outcome.clone(), schedule::write(&segments))
    };
    ranked(tally).take(MOST).map(&mut written).collect()
}

/// The races in a run of each outcome, each of them once.
pub(crate) fn races(simulation: &mut Simulation, tally: &Tally<Outcome>) -> Vec<RaceReport> {
    let mut races: Vec<RaceReport> = Vec::new();
    for (_, tasks) in ranked(tally).take(MOST_WATCHED) {
        for race in report::races_of(simulation, tasks) {
            if !races.iter().any(|known| known.is_at(&race)) {
                races.push(race);
            }
        }
    }
    races
}

fn ranked(tally: &Tally<Outcome>) -> impl Iterator<Item = (&Outcome, &[Task])> {
    let mut ranked: Vec<_> = tally.outcomes.iter().collect();
    ranked.sort_by_key(|(outcome, told)| (!outcome.failed(), Reverse(told.count), *outcome));
    ranked.into_iter().map(|(outcome, told)| (outcome, &told.schedule[..]))
}

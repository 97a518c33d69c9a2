//! The shortest failure, move by move, and the races in it.

use explore::Task;

use crate::called;
use crate::outcome::Outcome;
use crate::simulation::{Moment, Race, Simulation};
use crate::{replay, schedule, why};

pub use crate::moves::Move;

/// A failure as it is shown.
#[derive(Clone, Debug)]
pub struct Failure {
    /// How many steps its schedule has.
    pub steps: usize,
    /// How many of its switches leave a thread that could have gone on.
    pub switches: usize,
    /// Its schedule, to be played again.
    pub schedule: String,
    /// Why it fails, for a person.
    pub why: String,
    /// What each thread does, one after another.
    pub moves: Vec<Move>,
    /// How it comes out.
    pub outcome: Outcome,
}

/// A race as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaceReport {
    /// What people call the place.
    pub object: String,
    /// `write-write` or `read-write`.
    pub kind: &'static str,
    /// The lines of both.
    pub lines: [u32; 2],
    /// The threads of both.
    pub threads: [String; 2],
    /// What would order them.
    pub missing: String,
}

/// Plays a schedule and tells what happens in it.
pub(crate) fn explain(simulation: &mut Simulation, tasks: &[Task], outcome: Outcome) -> (Failure, Vec<RaceReport>) {
    let switches = explore::switches(simulation, tasks);
    let segments = schedule::play(simulation, tasks);
    simulation.watch();
    let (names, moves) = replay::moves(simulation, &segments);
    let log: Vec<Moment> = simulation.log().to_vec();
    let why = why::why(simulation, &names, &log, &outcome);
    let failure = Failure {
        steps: tasks.len(),
        switches,
        schedule: schedule::write(&segments),
        why,
        moves,
        outcome,
    };
    (failure, races(simulation))
}

/// A failure of a run that is too long to be shown move by move.
pub(crate) fn of_long(simulation: &mut Simulation, tasks: &[Task], outcome: Outcome) -> Failure {
    let switches = explore::switches(simulation, tasks);
    let ends = match &outcome.exception {
        Some(exception) => format!("it ends in {exception}"),
        None => format!("it ends in a {}", outcome.label()),
    };
    Failure {
        steps: tasks.len(),
        switches,
        schedule: schedule::write(&schedule::play(simulation, tasks)),
        why: format!(
            "In a random order of {} steps {ends}. That is too long to be shown move by move: with fewer rounds, range(2) instead of thousands, it is.",
            tasks.len()
        ),
        moves: Vec::new(),
        outcome,
    }
}

/// The races of a search's schedule.
pub(crate) fn races_of(simulation: &mut Simulation, tasks: &[Task]) -> Vec<RaceReport> {
    let segments = schedule::play(simulation, tasks);
    simulation.watch();
    replay::moves(simulation, &segments);
    races(simulation)
}

impl RaceReport {
    /// Whether it is about the same place and lines, whoever touched it.
    pub(crate) fn is_at(&self, other: &Self) -> bool {
        (&self.object, self.lines) == (&other.object, other.lines)
    }
}

/// The races of a run that was watched.
pub(crate) fn races(simulation: &Simulation) -> Vec<RaceReport> {
    simulation.races().iter().map(|race| told(simulation, race)).collect()
}

fn told(simulation: &Simulation, race: &Race) -> RaceReport {
    let threads = race.tasks.map(|task| called::thread(simulation, task));
    let missing = format!(
        "no lock is held by both {} and {} when they touch {}",
        threads[0], threads[1], race.object
    );
    RaceReport {
        object: race.object.clone(),
        kind: if race.both_write { "write-write" } else { "read-write" },
        lines: race.lines,
        threads,
        missing,
    }
}

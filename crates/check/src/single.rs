//! One run of a program: in virtual time, every thread getting its turn, or as a schedule says.

use std::sync::Arc;
use std::time::Duration;

use explore::{Footprint, Program, Standing, Task};
use serde_json::{Value, json};

use crate::model::Model;
use crate::outcome::Outcome;
use crate::schedule::Segment;
use crate::simulation::{Shared, Simulation, Source};

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// How it came out.
    pub outcome: Outcome,
    /// The status with which it exits.
    pub status: i32,
    /// What it wrote to its standard error.
    pub errors: String,
    /// Whether threads are left that can never go on.
    pub stuck: bool,
    /// The virtual time that it took.
    pub time: Duration,
}

/// Runs a program; its output is printed as it comes.
pub fn run(source: &Arc<dyn Source>, model: Model, schedule: &[Segment], print: &dyn Fn(&str)) -> Ended {
    let mut simulation = Simulation::new(source.clone(), model, Arc::new(Shared::default()));
    simulation.be_fair(schedule.is_empty());
    simulation.reset();
    let mut printed = 0;
    let mut show = |simulation: &Simulation| {
        print(&simulation.printed()[printed..]);
        printed = simulation.printed().len();
    };
    let mut footprint = Footprint::default();
    for (rank, effects) in schedule {
        simulation.go_for(*rank, *effects, &mut footprint);
        show(&simulation);
    }
    simulation.be_fair(true);
    let mut last = 0;
    while let Some(task) = next(&simulation, last) {
        footprint.clear();
        simulation.step(task, &mut footprint);
        show(&simulation);
        last = task;
    }
    let outcome = simulation.outcome();
    let stuck = !simulation.is_over();
    let mut errors = simulation.errors().to_owned();
    if stuck {
        errors.push_str(&format!(
            "threadbare: nobody can go on: {} wait for ever.\n",
            outcome.stuck.join(", ")
        ));
    }
    Ended {
        stuck,
        status: simulation.status(),
        errors,
        time: simulation.time(),
        outcome,
    }
}

// Who is earliest in virtual time; of those who are equally early the next in turn.
pub(crate) fn next(simulation: &Simulation, last: Task) -> Option<Task> {
    let count = simulation.tasks();
    let turn = |task: Task| (usize::from(task) + count - usize::from(last) - 1) % count;
    let all = (0..count as Task).filter(|task| simulation.standing(*task).can_move());
    all.min_by_key(|task| {
        let rests = simulation.standing(*task) == Standing::Resting;
        (simulation.due(*task), rests, turn(*task))
    })
}

/// A run as JSON: a report of the lab `program`.
#[must_use]
pub fn json(file: &str, model: Model, ended: &Ended) -> Value {
    let outcome = if ended.stuck { "deadlocked" } else { "finished" };
    let lock = if model == Model::Free314 { "off" } else { "cpython" };
    let exceptions: Vec<&str> = ended
        .errors
        .lines()
        .filter(|line| line.starts_with("Exception in thread"))
        .collect();
    json!({
        "version": 1, "lab": "program", "variant": "", "engine": "lockstep", "lock": lock, "python": model.name(), "outcome": outcome,
        "elapsed_ms": ended.time.as_secs_f64() * 1000.0,
        "result": { "output": ended.outcome.stdout, "exception": ended.outcome.exception, "thread_exceptions": exceptions, "files": [file] },
        "status": ended.status, "stuck": ended.outcome.stuck,
    })
}

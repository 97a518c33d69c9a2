//! Why a schedule fails, in one or two plain sentences.

mod lost;
mod stuck;

use explore::Task;

use crate::called;
use crate::names::Names;
use crate::outcome::{Kind, Outcome};
use crate::simulation::{Moment, Simulation, What};

/// What is known of a run that failed.
pub(crate) struct Case<'a> {
    pub(crate) simulation: &'a Simulation,
    pub(crate) names: &'a Names,
    pub(crate) log: &'a [Moment],
}

/// Why a run failed.
pub(crate) fn why(simulation: &Simulation, names: &Names, log: &[Moment], outcome: &Outcome) -> String {
    let case = Case { simulation, names, log };
    match outcome.kind {
        Kind::Deadlock | Kind::PartialDeadlock => stuck::why(&case),
        Kind::Livelock => case.spins(),
        _ => lost::why(&case, outcome),
    }
}

impl Case<'_> {
    pub(crate) fn thread(&self, task: Task) -> String {
        called::thread(self.simulation, task)
    }

    pub(crate) fn tasks(&self) -> std::ops::Range<Task> {
        use explore::Program;
        0..Task::try_from(self.simulation.tasks()).unwrap_or(Task::MAX)
    }

    pub(crate) fn object(&self, object: u64) -> String {
        called::object(self.simulation, self.names, object)
    }

    fn spins(&self) -> String {
        let spins = self.log.iter().rev().find(|moment| matches!(moment.what, What::Spin));
        let Some(moment) = spins else {
            return "Threads spin, and none of them gets anywhere.".to_owned();
        };
        let before = self.log.iter().rev().filter(|other| other.task == moment.task);
        let mut read = before.filter_map(|other| match &other.what {
            What::Access { name, .. } if !name.is_empty() => Some(name.clone()),
            _ => None,
        });
        let what = read.next().unwrap_or_else(|| "nothing".to_owned());
        format!(
            "{} spins in line {}: it reads {what} again and again, and no thread is left that would change it.",
            self.thread(moment.task),
            moment.line
        )
    }
}

//! What the program calls things.

use std::sync::Arc;

use explore::Task;
use python::sync::{self, State};
use python::{Interpreter, Thread};

use crate::simulation::Simulation;

/// What the program calls its sync objects, as far as its variables lead to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(sync::Names);

impl Names {
    /// Whether an object's name is known.
    pub(crate) fn knows(&self, object: u64) -> bool {
        self.0.knows(object)
    }

    /// Takes the names that globals and the variables of some threads lead to; the shortest way gives the name.
    pub(crate) fn learn<'a>(&mut self, interpreter: &Arc<Interpreter>, threads: impl Iterator<Item = &'a Thread>) {
        self.0.learn(interpreter, threads);
    }

    /// A sync object's name: the program's own, or what it is.
    pub(crate) fn object(&self, simulation: &Simulation, object: u64) -> String {
        match self.0.get(object) {
            Some(name) => name.to_owned(),
            None => format!("the {}", simulation.state(object).map_or("lock", State::word)),
        }
    }
}

/// A thread's name: `Thread-1` for what CPython calls `Thread-1 (visit)`.
pub(crate) fn thread(simulation: &Simulation, task: Task) -> String {
    sync::short(&simulation.name(task)).to_owned()
}

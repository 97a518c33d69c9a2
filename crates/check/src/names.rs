//! What the program calls things.

use std::sync::Arc;

use explore::Task;
use python::Interpreter;
use python::sync::{self, State};

use crate::simulation::Simulation;

/// What the program calls its sync objects, as far as its globals lead to them.
#[derive(Debug, Default)]
pub(crate) struct Names(sync::Names);

impl Names {
    pub(crate) fn of(interpreter: &Arc<Interpreter>) -> Self {
        Self(sync::Names::of(interpreter))
    }

    /// A sync object's name: the program's own, or what it is.
    pub(crate) fn object(&self, simulation: &Simulation, object: u64) -> String {
        match self.0.get(object) {
            Some(name) => name.to_owned(),
            None => format!("the {}", simulation.state(object).map_or("a lock", State::word)),
        }
    }
}

/// A thread's name: `Thread-1` for what CPython calls `Thread-1 (visit)`.
pub(crate) fn thread(simulation: &Simulation, task: Task) -> String {
    sync::short(&simulation.name(task)).to_owned()
}

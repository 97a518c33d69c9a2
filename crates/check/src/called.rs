//! What threads and sync objects of a run are called.

use explore::Task;
use python::sync::{self, State};

use crate::names::Names;
use crate::simulation::Simulation;

/// A sync object's name: the program's own, or what it is.
pub(crate) fn object(simulation: &Simulation, names: &Names, object: u64) -> String {
    match names.get(object) {
        Some(name) => name.to_owned(),
        None => format!("the {}", simulation.state(object).map_or("lock", State::word)),
    }
}

/// A thread's name: `Thread-1` for what CPython calls `Thread-1 (visit)`.
pub(crate) fn thread(simulation: &Simulation, task: Task) -> String {
    sync::short(&simulation.name(task)).to_owned()
}

//! What the program calls things.

use std::sync::Arc;

use python::{Interpreter, Thread, sync};

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

    /// What the program calls a sync object, if it is known.
    pub(crate) fn get(&self, object: u64) -> Option<&str> {
        self.0.get(object)
    }
}

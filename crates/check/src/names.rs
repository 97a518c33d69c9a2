//! What the program calls things.

use std::sync::Arc;

use explore::Task;
use hashbrown::HashMap;
use python::objects::instance::{Attributes, Instance};
use python::sync::State;
use python::{Interpreter, Value};

use crate::simulation::Simulation;

/// What the program calls its sync objects, as far as its globals lead to them.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<u64, String>);

impl Names {
    pub(crate) fn of(interpreter: &Arc<Interpreter>) -> Self {
        let mut names = Self::default();
        if let Some(Value::Module(main)) = interpreter.modules.get_text("__main__") {
            for (key, value) in main.globals.to_pairs() {
                if let Value::Str(name) = key {
                    names.visit(&value, name.as_str(), 2);
                }
            }
        }
        names
    }

    // What a value leads to: a sync object, or objects of the program's that hold some.
    fn visit(&mut self, value: &Value, name: &str, depth: usize) {
        match value {
            Value::Instance(instance) => self.enter(instance, name, depth),
            Value::List(list) if depth > 0 => {
                let items = list.to_vec();
                for (at, item) in items.iter().enumerate() {
                    self.visit(item, &format!("{name}[{at}]"), depth - 1);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, instance: &Instance, name: &str, depth: usize) {
        let own = match &*instance.attributes() {
            Attributes::Own(names) => names.iter().cloned().collect(),
            Attributes::Dict(_) => Vec::new(),
        };
        let find = |wanted: &str| {
            own.iter()
                .find(|(name, _)| name.as_str() == wanted)
                .map(|(_, value)| value)
        };
        if let Some(Value::Int(number)) = find("_number") {
            let name = match (find("_daemonic"), find("_name")) {
                (Some(_), Some(Value::Str(name))) => short(name.as_str()),
                _ => name,
            };
            self.0.entry(number.cast_unsigned()).or_insert_with(|| name.to_owned());
            if let Some(lock) = find("_lock") {
                self.visit(lock, name, 0);
            }
        } else if depth > 0 {
            for (attribute, value) in &own {
                self.visit(value, &format!("{name}.{attribute}"), depth - 1);
            }
        }
    }

    /// A sync object's name: the program's own, or what it is.
    pub(crate) fn object(&self, simulation: &Simulation, object: u64) -> String {
        if let Some(name) = self.0.get(&object) {
            return name.clone();
        }
        let kind = simulation.state(object).map_or("a lock", kind);
        format!("the {kind}")
    }
}

fn kind(state: &State) -> &'static str {
    match state {
        State::Lock(_) => "lock",
        State::RLock(_) => "RLock",
        State::Condition(_) => "condition",
        State::Semaphore(_) => "semaphore",
        State::Event(_) => "event",
        State::Barrier(_) => "barrier",
        State::Queue(_) => "queue",
        State::Future(_) => "future",
        State::End(_) => "thread",
        State::Pool(_) => "pool",
    }
}

/// A thread's name: `Thread-1` for what CPython calls `Thread-1 (visit)`.
pub(crate) fn thread(simulation: &Simulation, task: Task) -> String {
    let name = simulation.name(task);
    short(&name).to_owned()
}

fn short(name: &str) -> &str {
    match name.split_once(" (") {
        Some((short, _)) if short.starts_with("Thread-") => short,
        _ => name,
    }
}

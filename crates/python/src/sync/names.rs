//! What a program calls its sync objects, as far as its globals lead to them.

use hashbrown::HashMap;

use super::State;
use crate::interpreter::Interpreter;
use crate::objects::instance::{Attributes, Instance};
use crate::value::Value;

/// The names of sync objects by their numbers.
#[derive(Debug, Default)]
pub struct Names(HashMap<u64, String>);

impl Names {
    /// The names as they are now.
    #[must_use]
    pub fn of(interpreter: &Interpreter) -> Self {
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

    /// The program's own name of an object.
    #[must_use]
    pub fn get(&self, object: u64) -> Option<&str> {
        self.0.get(&object).map(String::as_str)
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
}

/// The number of the sync object that an object of the library's Python stands for.
#[must_use]
pub fn number_of(value: &Value) -> Option<u64> {
    match value {
        Value::Instance(instance) => match instance.get_text("_number")? {
            Value::Int(number) => Some(number.cast_unsigned()),
            _ => None,
        },
        _ => None,
    }
}

impl State {
    /// What it is, in a word or two for a person.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Lock(_) => "lock",
            Self::RLock(_) => "RLock",
            Self::Condition(_) => "condition",
            Self::Semaphore(_) => "semaphore",
            Self::Event(_) => "event",
            Self::Barrier(_) => "barrier",
            Self::Queue(_) => "queue",
            Self::Future(_) => "future",
            Self::End(_) => "thread",
            Self::Pool(_) => "pool",
        }
    }
}

/// A thread's name for people: `Thread-1` for what CPython calls `Thread-1 (visit)`.
#[must_use]
pub fn short(name: &str) -> &str {
    match name.split_once(" (") {
        Some((short, _)) if short.starts_with("Thread-") => short,
        _ => name,
    }
}

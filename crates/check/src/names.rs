//! What the program calls things.

use std::collections::VecDeque;
use std::sync::Arc;

use explore::Task;
use hashbrown::{HashMap, HashSet};
use python::objects::instance::{Attributes, Instance};
use python::operations::repr::plain_repr;
use python::operations::types::address;
use python::sync::State;
use python::{Interpreter, Thread, Value};

use crate::simulation::Simulation;

/// How deep a name may lead.
const DEEPEST: usize = 4;
/// How many values are looked at.
const MOST: usize = 4_000;
/// How many items of a container are looked at.
const ITEMS: usize = 32;

/// What the program calls its sync objects, as far as its variables lead to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(HashMap<u64, String>);

impl Names {
    /// Whether an object's name is known.
    pub(crate) fn knows(&self, object: u64) -> bool {
        self.0.contains_key(&object)
    }

    /// Takes the names that globals and the variables of some threads lead to; the shortest way gives the name.
    pub(crate) fn learn<'a>(&mut self, interpreter: &Arc<Interpreter>, threads: impl Iterator<Item = &'a Thread>) {
        let mut walk = Walk::default();
        if let Some(Value::Module(main)) = interpreter.modules.get_text("__main__") {
            for (key, value) in main.globals.to_pairs() {
                if let Value::Str(name) = key {
                    walk.add(value, name.as_str().to_owned(), 0);
                }
            }
        }
        self.follow(&mut walk);
        for thread in threads {
            for (name, value) in thread.variables() {
                let name = match &value {
                    Value::Instance(instance) if name.as_str() == "self" => instance.class.name.as_str().to_lowercase(),
                    _ => name.as_str().to_owned(),
                };
                walk.add(value, name, 0);
            }
        }
        self.follow(&mut walk);
    }

    fn follow(&mut self, walk: &mut Walk) {
        while let Some((value, name, depth)) = walk.next() {
            self.visit(walk, &value, &name, depth);
        }
    }

    // What a value leads to: a sync object, or objects of the program's that hold some.
    fn visit(&mut self, walk: &mut Walk, value: &Value, name: &str, depth: usize) {
        match value {
            Value::Instance(instance) => self.enter(walk, instance, name, depth),
            Value::List(list) => walk.items(list.to_vec(), name, depth),
            Value::Tuple(items) => walk.items(items.to_vec(), name, depth),
            Value::Deque(deque) => walk.items(deque.to_vec(), name, depth),
            Value::Dict(dict) => {
                for (key, value) in dict.to_pairs().into_iter().take(ITEMS) {
                    walk.add(value, format!("{name}[{}]", plain_repr(&key)), depth + 1);
                }
            }
            Value::Cell(cell) => walk.add(cell.value.lock().clone(), name.to_owned(), depth),
            Value::Function(function) => {
                for (free, cell) in function.body.code.frees.iter().zip(&function.closure) {
                    walk.add(cell.clone(), free.to_string(), depth + 1);
                }
            }
            Value::Method(method) => {
                let owner = name.rsplit_once('.').map_or(name, |(owner, _)| owner);
                walk.add(method.receiver.clone(), owner.to_owned(), depth);
            }
            Value::Class(class) if !class.builtin => {
                for (attribute, value) in class.names.lock().iter() {
                    walk.add(value.clone(), format!("{name}.{attribute}"), depth + 1);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, walk: &mut Walk, instance: &Instance, name: &str, depth: usize) {
        let own: Vec<(String, Value)> = match &*instance.attributes() {
            Attributes::Own(names) => names
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), value.clone()))
                .collect(),
            Attributes::Dict(dict) => dict
                .to_pairs()
                .into_iter()
                .filter_map(|(key, value)| match key {
                    Value::Str(name) => Some((name.as_str().to_owned(), value)),
                    _ => None,
                })
                .collect(),
        };
        let find = |wanted: &str| own.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        let number = match find("_number") {
            Some(Value::Int(number)) => Some(number.cast_unsigned()),
            _ => None,
        };
        if let Some(number) = number {
            let name = match (find("_daemonic"), find("_name")) {
                (Some(_), Some(Value::Str(name))) => short(name.as_str()),
                _ => name,
            };
            self.0.entry(number).or_insert_with(|| name.to_owned());
            if let Some(lock) = find("_lock") {
                walk.add(lock.clone(), name.to_owned(), depth);
            }
        }
        walk.add(instance.payload().clone(), name.to_owned(), depth);
        let inner = |name: &str| number.is_some() && name.starts_with('_');
        for (attribute, value) in own.iter().filter(|(attribute, _)| !inner(attribute)) {
            walk.add(value.clone(), format!("{name}.{attribute}"), depth + 1);
        }
    }

    /// A sync object's name: the program's own, or what it is.
    pub(crate) fn object(&self, simulation: &Simulation, object: u64) -> String {
        if let Some(name) = self.0.get(&object) {
            return name.clone();
        }
        let kind = simulation.state(object).map_or("lock", kind);
        format!("the {kind}")
    }
}

/// A walk over what variables lead to, the nearest first.
#[derive(Debug, Default)]
struct Walk {
    left: VecDeque<(Value, String, usize)>,
    seen: HashSet<usize>,
    taken: usize,
}

impl Walk {
    fn add(&mut self, value: Value, name: String, depth: usize) {
        let may_lead =
            address(&value).is_some() && !matches!(value, Value::Str(_) | Value::Native(_) | Value::Module(_));
        if may_lead && depth <= DEEPEST && !name.starts_with("__") {
            self.left.push_back((value, name, depth));
        }
    }

    fn items(&mut self, items: Vec<Value>, name: &str, depth: usize) {
        for (at, item) in items.into_iter().take(ITEMS).enumerate() {
            self.add(item, format!("{name}[{at}]"), depth + 1);
        }
    }

    fn next(&mut self) -> Option<(Value, String, usize)> {
        while self.taken < MOST {
            let (value, name, depth) = self.left.pop_front()?;
            if address(&value).is_some_and(|address| self.seen.insert(address)) {
                self.taken += 1;
                return Some((value, name, depth));
            }
        }
        None
    }
}

/// What a sync object is.
pub(crate) fn kind(state: &State) -> &'static str {
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

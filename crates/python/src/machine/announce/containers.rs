//! The containers that a value is, or holds.

use std::sync::LazyLock;

use super::Touch;
use crate::effect::{Kind, Slot};
use crate::number::ObjectNumber;
use crate::objects::class::Class;
use crate::objects::dict::Dict;
use crate::objects::instance::{Attributes, Instance};
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// How deep containers in containers are looked into, and how many in all: more would be no step that one thinks of as one.
const DEEPEST: usize = 4;
const MOST: usize = 64;

/// Containers of the library whose data are an attribute here.
const WRAPPERS: [&str; 4] = ["ChainMap", "MappingProxyType", "UserDict", "UserList"];

static REPR: LazyLock<Name> = LazyLock::new(|| intern("__repr__"));

/// The number of a container that can change; `None` if the value is none.
pub(super) fn number_of(value: &Value) -> Option<ObjectNumber> {
    match value {
        Value::Instance(instance) if is_wrapper(&instance.class) => Some(instance.number),
        Value::Instance(instance) => container_number(instance.payload()),
        _ => container_number(value),
    }
}

/// The number of a built-in container that can change.
pub(in crate::machine) fn container_number(value: &Value) -> Option<ObjectNumber> {
    Some(match value {
        Value::List(list) => list.number,
        Value::Dict(dict) => dict.number,
        Value::Set(set) if !set.frozen => set.number,
        Value::Deque(deque) => deque.number,
        Value::View(view) => view.dict.number,
        Value::ByteArray(bytes) => bytes.number,
        _ => return None,
    })
}

fn is_wrapper(class: &Class) -> bool {
    let named = |class: &Class| WRAPPERS.contains(&class.name.as_str());
    named(class) || class.ancestors.iter().any(|class| !class.builtin && named(class))
}

/// The items of what a call with a star is given.
pub(super) fn items_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Tuple(items) => items.to_vec(),
        Value::List(list) => list.to_vec(),
        Value::Deque(deque) => deque.to_vec(),
        Value::Set(set) => set.to_vec(),
        Value::Dict(dict) => dict
            .to_pairs()
            .into_iter()
            .flat_map(|(key, value)| [key, value])
            .collect(),
        Value::View(view) => items_of(&Value::Dict(view.dict.clone())),
        Value::Instance(instance) if !matches!(instance.payload(), Value::Unbound) => items_of(instance.payload()),
        _ => Vec::new(),
    }
}

/// A value and the containers in it, looked into.
pub(super) fn deep(value: &Value) -> Vec<Touch> {
    let mut all = Vec::new();
    within(value, 0, &mut all);
    all
}

fn within(value: &Value, depth: usize, all: &mut Vec<Touch>) {
    if depth > DEEPEST || all.len() >= MOST {
        return;
    }
    if let Some(number) = number_of(value) {
        if all.iter().any(|(known, ..)| *known == number) {
            return;
        }
        all.push((number, Slot::Whole, Kind::Read));
        all.extend(attributes_in(value, Kind::Read));
    }
    let shown = match value {
        // A dataclass, say: what shows it and compares it looks at all its attributes.
        Value::Instance(instance) if has_from_library(&instance.class, &REPR) => shown(instance, all),
        _ => wrapped(value),
    };
    for item in items_of(value).iter().chain(&shown) {
        within(item, depth + 1, all);
    }
}

/// Whether a method of a class is the library's, in Python.
pub(super) fn has_from_library(class: &Class, method: &Name) -> bool {
    matches!(class.lookup(method), Some(Value::Function(function)) if function.body.hidden)
}

fn shown(instance: &Instance, all: &mut Vec<Touch>) -> Vec<Value> {
    all.push((instance.number, Slot::Whole, Kind::Read));
    let attributes = attributes_of(instance);
    let touches = attributes
        .iter()
        .map(|(name, _)| (instance.number, Slot::Name(name.clone()), Kind::Read));
    all.extend(touches);
    attributes.into_iter().map(|(_, value)| value).collect()
}

/// An instance's own attributes.
pub(super) fn attributes_of(instance: &Instance) -> Vec<(Name, Value)> {
    match &*instance.attributes() {
        Attributes::Own(names) => names.iter().cloned().collect(),
        Attributes::Dict(dict) => named_in(dict),
    }
}

fn named_in(dict: &Dict) -> Vec<(Name, Value)> {
    let named = |(key, value)| match key {
        Value::Str(name) => Some((intern(name.as_str()), value)),
        _ => None,
    };
    dict.to_pairs().into_iter().filter_map(named).collect()
}

/// The attributes that a dict stands for.
pub(super) fn attributes_in(value: &Value, kind: Kind) -> Vec<Touch> {
    match value {
        Value::Dict(dict) => dict.owner.map_or_else(Vec::new, |owner| {
            let names = named_in(dict).into_iter();
            let each = names.map(|(name, _)| (owner, Slot::Name(name), kind));
            std::iter::once((owner, Slot::Whole, kind)).chain(each).collect()
        }),
        _ => Vec::new(),
    }
}

/// A container as a whole, with what it stands for or is made of.
pub(super) fn touched(value: &Value, kind: Kind) -> Vec<Touch> {
    let number = number_of(value);
    let mut all: Vec<Touch> = number.map(|number| (number, Slot::Whole, kind)).into_iter().collect();
    all.extend(attributes_in(value, kind));
    let inner = wrapped(value);
    all.extend(
        inner
            .iter()
            .filter_map(number_of)
            .map(|number| (number, Slot::Whole, kind)),
    );
    all
}

/// All attributes of an instance, as copies and patterns of a text see them.
pub(super) fn all_of(value: &Value) -> Vec<Touch> {
    let Value::Instance(instance) = value else {
        return Vec::new();
    };
    let mut all = Vec::new();
    shown(instance, &mut all);
    all
}

/// The containers that a container of the library is made of.
pub(super) fn wrapped(value: &Value) -> Vec<Value> {
    let Value::Instance(instance) = value else {
        return Vec::new();
    };
    if !is_wrapper(&instance.class) {
        return Vec::new();
    }
    let held = ["data", "maps", "_mapping"]
        .into_iter()
        .filter_map(|name| instance.get(&intern(name)));
    // A chain of maps is a list of them.
    let each = held.flat_map(|value| match &value {
        Value::List(maps) if instance.class.name.as_str() == "ChainMap" => maps.to_vec(),
        _ => vec![value],
    });
    each.collect()
}

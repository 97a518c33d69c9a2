//! Which containers a call looks into or changes.

use std::sync::LazyLock;

use super::Touch;
use super::attributes::by_name;
use super::containers::{attributes_in, deep, has_from_library, number_of, wrapped};
use super::iterators::stepped;
use crate::effect::{Kind, Slot};
use crate::objects::class::{Class, Layout};
use crate::objects::function::{Function, NativeFunction};
use crate::objects::instance::Instance;
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// What methods of the library's containers only look, though they are Python here.
const LOOKS: [&str; 16] = [
    "most_common",
    "elements",
    "total",
    "copy",
    "get",
    "items",
    "keys",
    "values",
    "count",
    "index",
    "__repr__",
    "__contains__",
    "__len__",
    "__getitem__",
    "__eq__",
    "__iter__",
];

/// What functions of the library change what they are given, though they are Python here.
const CHANGES: [&str; 8] = [
    "heappush",
    "heappop",
    "heapreplace",
    "heappushpop",
    "heapify",
    "insort",
    "insort_right",
    "insort_left",
];

/// Methods that look into the containers they are given; others only keep or compare them.
const TAKES: [&str; 19] = [
    "difference",
    "difference_update",
    "extend",
    "extendleft",
    "format",
    "format_map",
    "fromkeys",
    "intersection",
    "intersection_update",
    "isdisjoint",
    "issubset",
    "issuperset",
    "join",
    "sort",
    "symmetric_difference",
    "symmetric_difference_update",
    "translate",
    "union",
    "update",
];

/// What looks into containers in containers as well.
const DEEP: [&str; 17] = [
    "ascii",
    "deepcopy",
    "dump",
    "dumps",
    "format",
    "format_map",
    "join",
    "max",
    "min",
    "pformat",
    "pprint",
    "print",
    "repr",
    "saferepr",
    "sorted",
    "str",
    "sum",
];

/// What the library makes of an instance's attributes.
const COPIES: [&str; 6] = ["__repr__", "asdict", "astuple", "copy", "deepcopy", "replace"];

/// What is given something and does not look into it.
const LETS_BE: [&str; 5] = ["callable", "id", "isinstance", "issubclass", "type"];

static CALL: LazyLock<Name> = LazyLock::new(|| intern("__call__"));
static INIT: LazyLock<Name> = LazyLock::new(|| intern("__init__"));

/// What a call touches before it runs any Python.
pub(super) fn touches(callee: &Value, args: &[Value]) -> Vec<Touch> {
    let given: Vec<&Value> = args.iter().filter(|value| !matches!(value, Value::Unbound)).collect();
    match callee {
        Value::Native(native) => native_call(native, &given),
        Value::Method(method) => {
            let all: Vec<&Value> = std::iter::once(&method.receiver).chain(given).collect();
            match &method.function {
                Value::Native(native) => native_call(native, &all),
                Value::Function(function) if function.body.hidden => library_method(function, &all),
                _ => Vec::new(),
            }
        }
        Value::Function(function) if function.body.hidden => library_call(function, &given),
        Value::Class(class) if LETS_BE.contains(&class.name.as_str()) => Vec::new(),
        Value::Class(class) if class.builtin || takes_containers(class) => {
            let is_deep = DEEP.contains(&class.name.as_str());
            given.into_iter().flat_map(|value| looked(value, is_deep)).collect()
        }
        Value::Instance(instance) if has_from_library(&instance.class, &CALL) => match partial(instance) {
            Some((inner, mut held)) => {
                held.extend(given.into_iter().cloned());
                touches(&inner, &held)
            }
            None => given.into_iter().flat_map(|value| looked(value, false)).collect(),
        },
        _ => Vec::new(),
    }
}

// What `functools.partial` calls, and with what.
fn partial(instance: &Instance) -> Option<(Value, Vec<Value>)> {
    match (instance.get(&intern("func"))?, instance.get(&intern("args"))?) {
        (inner, Value::Tuple(held)) if !matches!(inner, Value::Instance(_)) => Some((inner, held.to_vec())),
        _ => None,
    }
}

// A class whose instances are containers, unless the program says what is done with what they are made of.
fn takes_containers(class: &Class) -> bool {
    let is_own = || matches!(class.lookup(&INIT), Some(Value::Function(function)) if !function.body.hidden);
    class.layout == Layout::Holds && !is_own()
}

fn looked(value: &Value, is_deep: bool) -> Vec<Touch> {
    let mut all = if is_deep {
        deep(value)
    } else {
        touched(value, Kind::Read)
    };
    all.extend(stepped(value));
    all.extend(lent(value));
    all
}

/// What a method of a container touches when whoever is given it calls it, as in `sorted(words, key=counts.get)`.
pub(super) fn lent(value: &Value) -> Vec<Touch> {
    match value {
        Value::Method(method) => match &method.function {
            Value::Native(native) => touched(&method.receiver, native.access.unwrap_or(Kind::Read)),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn touched(value: &Value, kind: Kind) -> Vec<Touch> {
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

fn native_call(native: &NativeFunction, args: &[&Value]) -> Vec<Touch> {
    if native.owner.is_empty() && matches!(native.name, "getattr" | "hasattr" | "setattr" | "delattr") {
        let given: Vec<Value> = args.iter().copied().cloned().collect();
        return by_name(native.name, &given);
    }
    if native.owner.is_empty() && LETS_BE.contains(&native.name) {
        return Vec::new();
    }
    let is_deep = DEEP.contains(&native.name);
    let takes = native.owner.is_empty()
        || native.owner == "str"
        || TAKES.contains(&native.name)
        || native.name.starts_with("__");
    let mut all = Vec::new();
    for (place, value) in args.iter().enumerate() {
        match (place, native.access) {
            (0, Some(kind)) => {
                all.extend(named(value, args.get(1).copied(), kind));
                all.extend(touched(value, kind));
                all.extend(stepped(value));
            }
            (0, None) => all.extend(looked(value, is_deep)),
            _ if takes => all.extend(looked(value, is_deep)),
            _ => {}
        }
    }
    all
}

// `vars(x).pop("name")` touches an attribute that need not be there yet.
fn named(dict: &Value, key: Option<&Value>, kind: Kind) -> Option<Touch> {
    match (dict, key) {
        (Value::Dict(dict), Some(Value::Str(key))) => Some((dict.owner?, Slot::Name(intern(key.as_str())), kind)),
        _ => None,
    }
}

// A container of the library whose methods are Python here: each call of one is one step on the container.
fn library_method(function: &Function, args: &[&Value]) -> Vec<Touch> {
    let name = function.body.name.as_str();
    let Some((receiver @ Value::Instance(instance), rest)) = args.split_first().map(|(first, rest)| (*first, rest))
    else {
        // A method of the class itself, such as `fromkeys`.
        let rest = args.iter().skip(1).filter(|_| TAKES.contains(&name));
        return rest.flat_map(|value| looked(value, false)).collect();
    };
    let kind = if LOOKS.contains(&name) {
        Kind::Read
    } else {
        Kind::Update
    };
    let mut all = touched(receiver, kind);
    if ["BytesIO", "StringIO"].contains(&instance.class.name.as_str()) {
        all.push((instance.number, Slot::Whole, kind));
    }
    if COPIES.contains(&name) {
        all.extend(deep(receiver));
    }
    if !all.is_empty() && (TAKES.contains(&name) || name == "__init__") {
        all.extend(rest.iter().flat_map(|value| touched(value, Kind::Read)));
    }
    all
}

// A function of the library that is Python here: what it does to the containers that it is given is one step.
fn library_call(function: &Function, args: &[&Value]) -> Vec<Touch> {
    if let Some(Value::Instance(_)) = args.first() {
        return library_method(function, args);
    }
    let name = function.body.name.as_str();
    let kind = if CHANGES.contains(&name) {
        Kind::Update
    } else {
        Kind::Read
    };
    let is_deep = DEEP.contains(&name);
    let each = args.iter().flat_map(|value| match kind {
        Kind::Read => looked(value, is_deep),
        _ => touched(value, kind),
    });
    each.collect()
}

//! Which containers a call looks into or changes.

use std::sync::LazyLock;

use super::Touch;
use super::attributes::{BY_NAME, all_of_class, by_name};
use super::containers::{all_of, deep, has_from_library, touched};
use super::iterators::{NEXT, stepped};
use crate::effect::{Kind, Slot};
use crate::machine::mentioned::Mentioned;
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
const CHANGES: [&str; 13] = [
    "delitem",
    "iadd",
    "iconcat",
    "ior",
    "setitem",
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

/// Methods of the library's objects that look into what they are given; others only keep it.
const GO_THROUGH: [&str; 19] = [
    "choice",
    "choices",
    "critical",
    "debug",
    "encode",
    "error",
    "exception",
    "info",
    "log",
    "map",
    "pformat",
    "pprint",
    "safe_substitute",
    "sample",
    "substitute",
    "warning",
    "writelines",
    "writerow",
    "writerows",
];

/// What looks into containers in containers as well.
const DEEP: [&str; 19] = [
    "all",
    "any",
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

/// What the library makes of an instance's attributes; what JSON makes of one is up to a function that is given: usually all of them.
const COPIES: [&str; 8] = [
    "__repr__", "asdict", "astuple", "copy", "deepcopy", "dump", "dumps", "replace",
];

/// What is given something and does not look into it.
const LETS_BE: [&str; 5] = ["callable", "id", "isinstance", "issubclass", "type"];

static CALL: LazyLock<Name> = LazyLock::new(|| intern("__call__"));
static MODULE: LazyLock<Name> = LazyLock::new(|| intern("__module__"));
static INIT: LazyLock<Name> = LazyLock::new(|| intern("__init__"));

/// What a call touches before it runs any Python.
pub(super) fn touches(callee: &Value, args: &[Value], mentioned: &Mentioned) -> Vec<Touch> {
    let given: Vec<&Value> = args.iter().filter(|value| !matches!(value, Value::Unbound)).collect();
    match callee {
        Value::Native(native) => native_call(native, &given, mentioned),
        Value::Method(method) => {
            let all: Vec<&Value> = std::iter::once(&method.receiver).chain(given).collect();
            match &method.function {
                Value::Native(native) => native_call(native, &all, mentioned),
                Value::Function(function) if function.body.hidden => library_method(function, &all),
                _ => Vec::new(),
            }
        }
        Value::Function(function) if function.body.hidden => library_call(function, &given),
        Value::Class(class) if LETS_BE.contains(&class.name.as_str()) => Vec::new(),
        // An iterator of the library begins with one over what it is given.
        Value::Class(class) if class.builtin || takes_containers(class) || has_from_library(class, &NEXT) => {
            let is_deep = DEEP.contains(&class.name.as_str());
            given.into_iter().flat_map(|value| looked(value, is_deep)).collect()
        }
        Value::Instance(instance) if has_from_library(&instance.class, &CALL) => match partial(instance) {
            Some((inner, mut held)) => {
                held.extend(given.into_iter().cloned());
                touches(&inner, &held, mentioned)
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
            Value::Function(function) if function.body.hidden && is_stream(&method.receiver) => {
                library_method(function, &[&method.receiver])
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_stream(value: &Value) -> bool {
    matches!(value, Value::Instance(instance) if ["BytesIO", "StringIO"].contains(&instance.class.name.as_str()))
}

/// What `getattr` and its kin touch of the program's own objects when the library calls them.
pub(super) fn read_by_library(callee: &Value, args: &[Value], mentioned: &Mentioned) -> Vec<Touch> {
    match (callee, args.first()) {
        (Value::Native(native), Some(object))
            if native.owner.is_empty() && BY_NAME.contains(&native.name) && is_of_program(object) =>
        {
            by_name(native.name, args, mentioned)
        }
        _ => Vec::new(),
    }
}

fn is_of_program(object: &Value) -> bool {
    let class = match object {
        Value::Instance(instance) => &instance.class,
        Value::Class(class) => class,
        _ => return false,
    };
    let module = class.names.lock().get(&MODULE).cloned();
    matches!(module, Some(Value::Str(name)) if name.as_str() == "__main__")
}

fn native_call(native: &NativeFunction, args: &[&Value], mentioned: &Mentioned) -> Vec<Touch> {
    if native.owner.is_empty() && BY_NAME.contains(&native.name) {
        let given: Vec<Value> = args.iter().copied().cloned().collect();
        return by_name(native.name, &given, mentioned);
    }
    if native.owner.is_empty() && ["dir", "vars"].contains(&native.name) {
        return args
            .iter()
            .copied()
            .flat_map(|value| names_in(value, native.name))
            .collect();
    }
    if native.owner.is_empty() && LETS_BE.contains(&native.name) {
        return Vec::new();
    }
    let is_deep = DEEP.contains(&native.name);
    let looks_inside = fills_in_attributes(native, args);
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
            _ if takes => {
                all.extend(looked(value, is_deep));
                all.extend(all_of(value).into_iter().filter(|_| looks_inside));
            }
            _ => {}
        }
    }
    all
}

// `vars` gives a dict that says itself who looks into it, but for a class.
fn names_in(object: &Value, native: &str) -> Vec<Touch> {
    match object {
        Value::Class(class) => all_of_class(class),
        _ if native == "dir" => all_of(object),
        _ => Vec::new(),
    }
}

// `"{0.name}".format(x)`
fn fills_in_attributes(native: &NativeFunction, args: &[&Value]) -> bool {
    let fills = native.owner == "str" && ["format", "format_map"].contains(&native.name);
    fills && matches!(args.first(), Some(Value::Str(text)) if text.as_str().contains('.'))
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
    if is_stream(receiver) {
        all.push((instance.number, Slot::Whole, kind));
    }
    if COPIES.contains(&name) {
        all.extend(deep(receiver));
        all.extend(all_of(receiver));
    }
    if GO_THROUGH.contains(&name) {
        all.extend(rest.iter().flat_map(|value| looked(value, true)));
    }
    if name == "shuffle" {
        all.extend(rest.iter().flat_map(|value| touched(value, Kind::Update)));
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

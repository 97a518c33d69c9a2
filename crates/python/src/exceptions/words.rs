//! What errors say.

use std::sync::Arc;

use super::{ExceptionKind, suggest};
use crate::machine::body::Body;
use crate::objects::class::Class;
use crate::objects::exception::{New, Raised};
use crate::objects::instance::Attributes;
use crate::objects::module::Module;
use crate::objects::string::Name;
use crate::operations::repr;
use crate::operations::types::{class_of, is_instance, type_name};
use crate::value::Value;

fn with(kind: ExceptionKind, words: String, extra: Vec<(&'static str, Value)>) -> Raised {
    Raised::New(Box::new(New {
        kind,
        args: vec![Value::from(words)],
        extra,
    }))
}

/// UnboundLocalError of a local.
#[must_use]
pub fn unbound_local(name: &Name) -> Raised {
    let words = format!("cannot access local variable '{name}' where it is not associated with a value");
    with(
        ExceptionKind::UnboundLocalError,
        words,
        vec![("name", Value::Str(name.clone()))],
    )
}

/// The error for an empty cell.
#[must_use]
pub fn unbound_cell(body: &Body, index: u32) -> Raised {
    let name = body
        .code
        .cell_name(index)
        .map(|name| name.to_string())
        .unwrap_or_default();
    if (index as usize) < body.code.cells.len() {
        return unbound_local(&crate::objects::string::intern(&name));
    }
    let words =
        format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope");
    with(ExceptionKind::NameError, words, vec![("name", Value::from(name))])
}

/// NameError.
#[must_use]
pub fn name_error(name: &Name) -> Raised {
    let words = format!("name '{name}' is not defined");
    with(
        ExceptionKind::NameError,
        words,
        vec![("name", Value::Str(name.clone()))],
    )
}

/// NameError with what could have been meant, which only a traceback shows.
#[must_use]
pub fn name_error_among(name: &Name, known: &[Name]) -> Raised {
    let hint = suggest::closest(name.as_str(), known.iter().map(|name| name.as_str()));
    let words = format!("name '{name}' is not defined");
    let mut extra = vec![("name", Value::Str(name.clone()))];
    if let Some(close) = hint {
        extra.push((HINT, Value::from(format!(". Did you mean: '{close}'?"))));
    } else if STANDARD.contains(&name.as_str()) {
        extra.push((HINT, Value::from(format!(". Did you forget to import '{name}'?"))));
    }
    with(ExceptionKind::NameError, words, extra)
}

/// The attribute under which an exception keeps what a traceback adds to its message.
pub const HINT: &str = "<hint>";

const STANDARD: [&str; 28] = [
    "abc",
    "asyncio",
    "bisect",
    "collections",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "heapq",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "operator",
    "os",
    "queue",
    "random",
    "re",
    "string",
    "sys",
    "threading",
    "time",
    "typing",
];

/// AttributeError of a value.
#[must_use]
pub fn no_attribute(value: &Value, name: &Name) -> Raised {
    let words = format!("'{}' object has no attribute '{name}'", type_name(value));
    attribute(words, value, name)
}

fn attribute(words: String, value: &Value, name: &Name) -> Raised {
    let mut extra = vec![("name", Value::Str(name.clone())), ("obj", value.clone())];
    let known = names_of(value);
    if let Some(close) = suggest::closest(name.as_str(), known.iter().map(|name| name.as_str())) {
        extra.push((HINT, Value::from(format!(". Did you mean: '{close}'?"))));
    }
    with(ExceptionKind::AttributeError, words, extra)
}

/// The names of a value's attributes.
#[must_use]
pub fn names_of(value: &Value) -> Vec<Name> {
    let mut names = Vec::new();
    let mut of_class = |class: &Class| {
        names.extend(class.names.lock().iter().map(|(name, _)| name.clone()));
        for above in &class.ancestors {
            names.extend(above.names.lock().iter().map(|(name, _)| name.clone()));
        }
    };
    match value {
        Value::Class(class) => of_class(class),
        Value::Module(_) => {}
        _ => of_class(class_of(value)),
    }
    let of_dict = |dict: &crate::objects::dict::Dict| -> Vec<Name> {
        let table = dict.lock();
        let keys = table.iter().filter_map(|entry| match &entry.key {
            Value::Str(name) => Some(name.clone()),
            _ => None,
        });
        keys.collect()
    };
    match value {
        Value::Instance(instance) => match &*instance.attributes() {
            Attributes::Own(own) => names.extend(own.iter().map(|(name, _)| name.clone())),
            Attributes::Dict(dict) => names.extend(of_dict(dict)),
        },
        Value::Module(module) => names.extend(of_dict(&module.globals)),
        Value::Function(function) => names.extend(function.attributes.lock().iter().map(|(name, _)| name.clone())),
        _ => {}
    }
    names.sort();
    names.dedup();
    names
}

/// AttributeError of setting.
#[must_use]
pub fn no_attribute_to_set(value: &Value, name: &Name) -> Raised {
    let words = format!(
        "'{}' object has no attribute '{name}' and no __dict__ for setting new attributes",
        type_name(value)
    );
    with(
        ExceptionKind::AttributeError,
        words,
        vec![("name", Value::Str(name.clone())), ("obj", value.clone())],
    )
}

/// AttributeError of a class.
#[must_use]
pub fn no_class_attribute(class: &Arc<Class>, name: &Name) -> Raised {
    let words = format!("type object '{}' has no attribute '{name}'", class.name);
    attribute(words, &Value::Class(class.clone()), name)
}

/// AttributeError of a module.
#[must_use]
pub fn no_module_attribute(module: &Arc<Module>, name: &Name) -> Raised {
    let words = format!("module '{}' has no attribute '{name}'", module.name);
    attribute(words, &Value::Module(module.clone()), name)
}

/// TypeError of unpacking what cannot be iterated.
#[must_use]
pub fn cannot_unpack(value: &Value) -> Raised {
    Raised::type_error(format!("cannot unpack non-iterable {} object", type_name(value)))
}

/// ValueError unless there are as many items as targets.
///
/// # Errors
/// ValueError.
pub fn check_unpack(got: usize, expected: usize) -> Result<(), Raised> {
    if got < expected {
        let words = format!("not enough values to unpack (expected {expected}, got {got})");
        return Err(Raised::value_error(words));
    }
    if got > expected {
        return Err(Raised::value_error(format!(
            "too many values to unpack (expected {expected})"
        )));
    }
    Ok(())
}

/// The `str` of an exception whose class leaves that to its built-in base.
///
/// # Errors
/// `Defer` where an argument needs Python.
pub fn message(value: &Value) -> Result<String, Raised> {
    let Value::Instance(instance) = value else {
        return Ok(String::new());
    };
    let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
    if is_instance(value, ExceptionKind::BaseExceptionGroup.class()) {
        let count = match instance.get_text("exceptions") {
            Some(Value::Tuple(items)) => items.len(),
            _ => 0,
        };
        let s = if count == 1 { "" } else { "s" };
        let text = args.first().map(repr::str).transpose()?.unwrap_or_default();
        return Ok(format!("{text} ({count} sub-exception{s})"));
    }
    if is_instance(value, ExceptionKind::KeyError.class()) && args.len() == 1 {
        return repr::repr(&args[0]);
    }
    if is_instance(value, ExceptionKind::OSError.class()) && args.len() >= 2 {
        let (number, text) = (repr::str(&args[0])?, repr::str(&args[1])?);
        return Ok(match instance.get_text("filename") {
            Some(file @ Value::Str(_)) => format!("[Errno {number}] {text}: {}", repr::repr(&file)?),
            _ => format!("[Errno {number}] {text}"),
        });
    }
    if let Some(Value::Str(text)) = instance.get_text("<text>") {
        return Ok(text.to_string());
    }
    match args.as_slice() {
        [] => Ok(String::new()),
        [one] => repr::str(one),
        _ => repr::repr(&Value::tuple(args)),
    }
}

//! Built-in functions.

mod attributes;
mod compute;
mod table;

use std::sync::Arc;

use num_traits::Signed;

use super::args::{count, keyword, only};
use crate::effect::{Effect, Stream};
use crate::exceptions::{ExceptionKind, words};
use crate::machine::cx::{Arguments, Call, Cx, Task};
use crate::machine::deliver::is_kind;
use crate::objects::dict::Dict;
use crate::objects::exception::{Ask, Raised};
use crate::objects::iterator::{Iter, Source};
use crate::objects::string::{Name, intern};
use crate::operations::arithmetic::{self, BinaryOp};
use crate::operations::number::Number;
use crate::operations::types::{class_of, plain, type_name};
use crate::operations::{compare, float, integer, iteration, repr, sequence};
use crate::value::Value;
use attributes::{delattr, dir, format, getattr, hasattr, setattr, vars};
use compute::{all, any, divmod, extreme, extreme_quick, pow, round, sum};
pub use table::all_functions;

type Outcome = Result<Value, Raised>;

/// A function's name as errors about its arguments say it.
#[must_use]
pub fn callable_name(callable: &Value) -> String {
    match callable {
        Value::Function(function) => {
            let module = function
                .globals
                .get_text("__name__")
                .map(|name| repr::str(&name).unwrap_or_default());
            match module {
                Some(module) => format!("{module}.{}()", function.qualname()),
                None => format!("{}()", function.qualname()),
            }
        }
        Value::Native(native) => format!("{}()", native.name),
        Value::Class(class) => class.name.to_string() + "()",
        Value::Method(method) => callable_name(&method.function),
        other => format!("{} object", type_name(other)),
    }
}

/// Puts the keywords of `f(**mapping)` together.
///
/// # Errors
/// TypeError.
pub async fn merge_keywords(cx: &Cx, callable: &Value, dict: &Value, value: &Value) -> Outcome {
    let name = callable_name(callable);
    if !cx.is_mapping(value) {
        let kind = type_name(value);
        return Err(Raised::type_error(format!(
            "{name} argument after ** must be a mapping, not {kind}"
        )));
    }
    let given = Value::Dict(Arc::new(Dict::default()));
    cx.update_dict(&given, value).await?;
    let (Value::Dict(dict), Value::Dict(given)) = (dict, &given) else {
        return Ok(Value::None);
    };
    for (key, value) in given.to_pairs() {
        let Value::Str(text) = plain(&key) else {
            return Err(Raised::type_error("keywords must be strings"));
        };
        if dict.get_name(text).is_some() {
            return Err(Raised::type_error(format!(
                "{name} got multiple values for keyword argument '{text}'"
            )));
        }
        dict.set_name(&crate::objects::string::interned(text), value);
    }
    Ok(Value::None)
}

/// Unpacks an iterable into as many targets, the first on top.
///
/// # Errors
/// ValueError, TypeError.
pub async fn unpack(cx: &Cx, value: &Value, expected: usize) -> Outcome {
    let iterator = match cx.iter(value).await {
        Err(raised) if is_kind(&raised, ExceptionKind::TypeError) && cx.special(value, "__iter__").is_none() => {
            return Err(words::cannot_unpack(value));
        }
        other => other?,
    };
    let mut items = Vec::with_capacity(expected);
    while items.len() <= expected
        && let Some(item) = cx.next(&iterator).await?
    {
        items.push(item);
    }
    words::check_unpack(items.len(), expected)?;
    items.reverse();
    Ok(Value::tuple(items))
}

/// Unpacks an iterable into targets of which one takes the rest, the first on top.
///
/// # Errors
/// ValueError, TypeError.
pub async fn unpack_star(cx: &Cx, value: &Value, before: usize, after: usize) -> Outcome {
    let mut items = match cx.collect(value).await {
        Err(raised) if is_kind(&raised, ExceptionKind::TypeError) && cx.special(value, "__iter__").is_none() => {
            return Err(words::cannot_unpack(value));
        }
        other => other?,
    };
    if items.len() < before + after {
        let words = format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        );
        return Err(Raised::value_error(words));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    let mut all = items;
    all.push(Value::list(middle));
    all.extend(tail);
    all.reverse();
    Ok(Value::tuple(all))
}

/// What `with` needs of a manager: `__exit__` below `__enter__`, bound.
///
/// # Errors
/// TypeError.
pub async fn with_methods(cx: &Cx, manager: &Value, asynchronous: bool) -> Outcome {
    let (enter, exit, protocol) = match asynchronous {
        true => ("__aenter__", "__aexit__", "asynchronous context manager"),
        false => ("__enter__", "__exit__", "context manager"),
    };
    let mut found = Vec::new();
    for name in [enter, exit] {
        let bound = match cx.special(manager, name) {
            Some(function) => match crate::machine::attributes::bind(&function, Some(manager), class_of(manager))? {
                crate::machine::attributes::Found::Value(bound) => bound,
                crate::machine::attributes::Found::Call(callable, args)
                | crate::machine::attributes::Found::Asks(callable, args) => cx.call(&callable, args).await?,
            },
            None => {
                let kind = type_name(manager);
                let missed = if name == exit {
                    format!(" (missed {exit} method)")
                } else {
                    String::new()
                };
                return Err(Raised::type_error(format!(
                    "'{kind}' object does not support the {protocol} protocol{missed}"
                )));
            }
        };
        found.insert(0, bound);
    }
    Ok(Value::tuple(found))
}

/// The length of a built-in value.
///
/// # Errors
/// TypeError; `Defer` where Python takes part.
pub fn quick_len(value: &Value) -> Result<usize, Raised> {
    Ok(match value {
        Value::List(list) => list.lock().len(),
        Value::Str(text) => text.length(),
        Value::Dict(dict) => dict.lock().len(),
        Value::Tuple(items) => items.len(),
        Value::Set(set) => set.lock().len(),
        Value::Deque(deque) => deque.lock().len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::ByteArray(bytes) => bytes.lock().len(),
        Value::Range(range) => range.length() as usize,
        Value::View(view) => view.dict.lock().len(),
        Value::Instance(instance)
            if !matches!(instance.payload(), Value::Unbound | Value::Opaque(_))
                && !instance.class.has(crate::objects::class::overrides::TRUTH) =>
        {
            return quick_len(instance.payload());
        }
        Value::Instance(_) | Value::Opaque(_) | Value::Class(_) => return Err(Raised::Defer),
        _ => {
            return Err(Raised::type_error(format!(
                "object of type '{}' has no len()",
                type_name(value)
            )));
        }
    })
}

fn len(call: &Call) -> Outcome {
    quick_len(&call.all(1, 1)?[0]).map(|length| Value::Int(length as i64))
}

fn print_quick(call: &Call) -> Outcome {
    if !call.keywords.is_empty() || call.interpreter.redirected() {
        return Err(Raised::Defer);
    }
    let mut text = String::new();
    for (at, value) in call.args.iter().enumerate() {
        if at > 0 {
            text.push(' ');
        }
        match value {
            Value::Str(part) => text.push_str(part.as_str()),
            other => text.push_str(&repr::str(other)?),
        }
    }
    text.push('\n');
    Err(Raised::Effect(Box::new(Effect::Output {
        stream: Stream::Output,
        text,
    })))
}

async fn print(cx: Cx, args: Arguments) -> Outcome {
    only("print", &args.keywords, &["sep", "end", "file", "flush"])?;
    let option = |name: &str, default: &str| match keyword(&args.keywords, name) {
        None | Some(Value::None) => Ok(default.to_owned()),
        Some(value) => match plain(value) {
            Value::Str(text) => Ok(text.as_str().to_owned()),
            other => Err(Raised::type_error(format!(
                "{name} must be None or a string, not {}",
                type_name(other)
            ))),
        },
    };
    let (sep, end) = (option("sep", " ")?, option("end", "\n")?);
    let mut text = String::new();
    for (at, value) in args.args.iter().enumerate() {
        if at > 0 {
            text.push_str(&sep);
        }
        text.push_str(&cx.str(value).await?);
    }
    text.push_str(&end);
    let file = match keyword(&args.keywords, "file") {
        None | Some(Value::None) => cx.interpreter.output(),
        Some(file) => file.clone(),
    };
    write_to(&cx, &file, text).await?;
    if let Some(flush) = keyword(&args.keywords, "flush")
        && cx.truth(flush).await?
        && crate::library::standard::stream_of(&file).is_none()
    {
        cx.call_method(&file, "flush", Vec::new()).await?;
    }
    Ok(Value::None)
}

/// Writes text to a file of the program, or to the run's output.
///
/// # Errors
/// What `write` raises.
pub async fn write_to(cx: &Cx, file: &Value, text: String) -> Outcome {
    match crate::library::standard::stream_of(file) {
        Some(stream) => {
            cx.effect(Effect::Output { stream, text }).await;
            Ok(Value::None)
        }
        None => cx.call_method(file, "write", vec![Value::from(text)]).await,
    }
}

fn abs(call: &Call) -> Outcome {
    Ok(match &call.all(1, 1)?[0] {
        Value::Int(value) if *value != i64::MIN => Value::Int(value.abs()),
        Value::Float(value) => Value::Float(value.abs()),
        Value::Bool(value) => Value::Int(i64::from(*value)),
        Value::Complex(value) => Value::Float(value.0.hypot(value.1)),
        Value::Instance(_) => return Err(Raised::Defer),
        other => match other.to_big() {
            Some(big) => Value::from(big.abs()),
            None => {
                return Err(Raised::type_error(format!(
                    "bad operand type for abs(): '{}'",
                    type_name(other)
                )));
            }
        },
    })
}

fn callable(call: &Call) -> Outcome {
    Ok(Value::Bool(match &call.all(1, 1)?[0] {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        Value::Descriptor(descriptor) => {
            matches!(&**descriptor, crate::objects::descriptor::Descriptor::Static(_))
        }
        other => crate::machine::attributes::lookup(class_of(other), &intern("__call__")).is_some(),
    }))
}

fn chr(call: &Call) -> Outcome {
    let value = &call.all(1, 1)?[0];
    let Some(code) = value.to_int() else {
        return Err(Raised::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            type_name(value)
        )));
    };
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(c) => Ok(sequence::char_value(c)),
        None => Err(Raised::value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(call: &Call) -> Outcome {
    match plain(&call.all(1, 1)?[0]) {
        Value::Str(text) => match text.as_str().chars().next() {
            Some(c) if text.length() == 1 => Ok(Value::Int(i64::from(c as u32))),
            _ => Err(Raised::type_error(format!(
                "ord() expected a character, but string of length {} found",
                text.length()
            ))),
        },
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(Value::Int(i64::from(bytes[0]))),
        other => Err(Raised::type_error(format!(
            "ord() expected string of length 1, but {} found",
            type_name(other)
        ))),
    }
}

fn radix(call: &Call, base: u32, prefix: &str) -> Outcome {
    let value = &call.all(1, 1)?[0];
    let Some(big) = value.to_big() else {
        if let Value::Instance(_) = value {
            return Err(Raised::Defer);
        }
        return Err(Raised::type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            type_name(value)
        )));
    };
    let sign = if big.is_negative() { "-" } else { "" };
    Ok(Value::from(format!("{sign}{prefix}{}", big.abs().to_str_radix(base))))
}

fn bin(call: &Call) -> Outcome {
    radix(call, 2, "0b")
}

fn oct(call: &Call) -> Outcome {
    radix(call, 8, "0o")
}

fn hex(call: &Call) -> Outcome {
    radix(call, 16, "0x")
}

fn id(call: &Call) -> Outcome {
    Ok(Value::Int(repr::identity(&call.all(1, 1)?[0]) as i64))
}

fn hash(call: &Call) -> Outcome {
    crate::operations::hash::hash(&call.all(1, 1)?[0]).map(Value::Int)
}

fn repr_quick(call: &Call) -> Outcome {
    repr::repr(&call.all(1, 1)?[0]).map(Value::from)
}

fn iter(call: &Call) -> Outcome {
    match call.all(1, 2)? {
        [function, sentinel] => Ok(Iter::value(
            "callable_iterator",
            Source::Calls(function.clone(), sentinel.clone()),
        )),
        args => iteration::iter(&args[0]),
    }
}

fn isinstance(call: &Call) -> Outcome {
    let args = call.all(2, 2)?;
    match &args[1] {
        Value::Class(class) if class.meta.is_none() => {
            Ok(Value::Bool(crate::operations::types::is_instance(&args[0], class)))
        }
        _ => Err(Raised::Defer),
    }
}

fn globals(call: &Call) -> Outcome {
    call.all(0, 0)?;
    Err(Raised::Ask(Ask::Globals))
}

fn locals(call: &Call) -> Outcome {
    call.all(0, 0)?;
    Err(Raised::Ask(Ask::Locals))
}

fn refused(call: &Call) -> Outcome {
    let words = crate::library::imports::not_built_in(call.function.name);
    Err(Raised::new(
        ExceptionKind::NotImplementedError,
        words.unwrap_or_default(),
    ))
}

async fn input(cx: Cx, args: Arguments) -> Outcome {
    if let Some(prompt) = args.args.first() {
        let text = cx.str(prompt).await?;
        let stream = crate::effect::Stream::Output;
        cx.effect(crate::effect::Effect::Output { stream, text }).await;
    }
    Err(Raised::new(ExceptionKind::EOFError, "EOF when reading a line"))
}

fn zip(call: &Call) -> Outcome {
    only("zip", call.keywords, &["strict"])?;
    let strict = keyword(call.keywords, "strict").is_some_and(|value| compare::truth(value).unwrap_or(false));
    let mut inner = Vec::new();
    for (at, value) in call.args.iter().enumerate() {
        inner.push(match iteration::iter(value) {
            Err(Raised::New(_)) => {
                let kind = type_name(value);
                return Err(Raised::type_error(format!("'{kind}' object is not iterable")));
            }
            other => {
                let _ = at;
                other?
            }
        });
    }
    Ok(Iter::value("zip", Source::Zip(Arc::new(inner), strict)))
}

async fn zip_slow(cx: Cx, args: Arguments) -> Outcome {
    let strict = match keyword(&args.keywords, "strict") {
        Some(value) => cx.truth(value).await?,
        None => false,
    };
    let mut inner = Vec::new();
    for value in &args.args {
        inner.push(cx.iter(value).await?);
    }
    Ok(Iter::value("zip", Source::Zip(Arc::new(inner), strict)))
}

async fn map(cx: Cx, args: Arguments) -> Outcome {
    only("map", &args.keywords, &[])?;
    let Some((function, rest)) = args.args.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        return Err(Raised::type_error("map() must have at least two arguments."));
    };
    let mut inner = Vec::new();
    for value in rest {
        inner.push(cx.iter(value).await?);
    }
    Ok(Iter::value("map", Source::Map(function.clone(), Arc::new(inner))))
}

async fn filter(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(2, 2)?;
    let inner = cx.iter(&given[1]).await?;
    Ok(Iter::value("filter", Source::Filter(given[0].clone(), inner)))
}

async fn enumerate(cx: Cx, args: Arguments) -> Outcome {
    only("enumerate", &args.keywords, &["iterable", "start"])?;
    let Some(iterable) = args.take(0, "iterable") else {
        return Err(Raised::type_error(
            "enumerate() missing required argument 'iterable' (pos 1)",
        ));
    };
    let start = match args.take(1, "start") {
        Some(start) => cx.index(&start).await?.to_int().unwrap_or(0),
        None => 0,
    };
    let inner = cx.iter(&iterable).await?;
    Ok(Iter::value("enumerate", Source::Enumerate(inner, start)))
}

async fn reversed(cx: Cx, args: Arguments) -> Outcome {
    let value = &args.all(1, 1)?[0];
    if let Some(result) = cx.call_special(value, "__reversed__", Vec::new()).await? {
        return Ok(result);
    }
    Ok(match plain(value) {
        Value::List(list) => {
            let length = list.lock().len();
            Iter::value("list_reverseiterator", Source::Reversed(list.clone(), length))
        }
        Value::Range(range) => {
            let length = range.length();
            let last = range.at(length - 1);
            Iter::value("range_iterator", Source::Range(last, range.step.wrapping_neg(), length))
        }
        Value::Dict(dict) => iteration::dict_iterator(dict, crate::objects::dict::Part::Keys, true),
        Value::View(view) => iteration::dict_iterator(&view.dict, view.what, true),
        Value::Deque(deque) => {
            let size = deque.lock().len();
            Iter::value(
                "_collections._deque_iterator",
                Source::Deque(deque.clone(), 0, size, true),
            )
        }
        Value::Tuple(items) => {
            let items: Vec<Value> = items.iter().rev().cloned().collect();
            Iter::value("reversed", Source::Tuple(Arc::new(items.into()), 0))
        }
        Value::Str(text) => {
            let text: String = text.as_str().chars().rev().collect();
            Iter::value(
                "reversed",
                Source::Str(Arc::new(crate::objects::string::Str::new(text)), 0),
            )
        }
        Value::Bytes(_) | Value::ByteArray(_) => {
            let items: Vec<Value> = iteration::collect(plain(value))?.into_iter().rev().collect();
            Iter::value("reversed", Source::Tuple(Arc::new(items.into()), 0))
        }
        _ if cx.special(value, "__getitem__").is_some() && cx.special(value, "__len__").is_some() => {
            let length = cx.len(value).await? as i64;
            Iter::value("reversed", Source::ReversedItems(value.clone(), length - 1))
        }
        _ => {
            return Err(Raised::type_error(format!(
                "'{}' object is not reversible",
                type_name(value)
            )));
        }
    })
}

async fn next(cx: Cx, args: Arguments) -> Outcome {
    let given = args.all(1, 2)?;
    match cx.next_or_stop(&given[0]).await {
        Err(raised) if given.len() == 2 && is_kind(&raised, ExceptionKind::StopIteration) => Ok(given[1].clone()),
        other => other,
    }
}

fn next_quick(call: &Call) -> Outcome {
    let args = call.all(1, 2)?;
    match &args[0] {
        Value::Iterator(iterator) if !call.interpreter.announces() => match iteration::step(iterator)? {
            Some(value) => Ok(value),
            None => args.get(1).cloned().ok_or_else(Raised::stop),
        },
        _ => Err(Raised::Defer),
    }
}

async fn sorted(cx: Cx, args: Arguments) -> Outcome {
    only("sort", &args.keywords, &["key", "reverse"])?;
    count("sorted", args.args.len(), 1, 1)?;
    let items = cx.collect(&args.args[0]).await?;
    super::sorting::sort(&cx, items, &args.keywords).await.map(Value::list)
}

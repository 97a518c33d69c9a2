//! Calls of built-in types that need nothing but their arguments.

use std::sync::Arc;

use crate::objects::class::Class;
use crate::objects::dict::Dict;
use crate::objects::iterator::{Iter, Source};
use crate::objects::range::Range;
use crate::objects::set::SetTable;
use crate::objects::types::types;
use crate::operations::{compare, iteration, sequence};
use crate::value::Value;

/// What a built-in type makes of built-in values; none where it takes more, an error among it.
#[must_use]
pub fn quick(class: &Arc<Class>, args: &[Value]) -> Option<Value> {
    let types = types();
    let is = |known: &Arc<Class>| Arc::ptr_eq(class, known);
    match args {
        [] if is(&types.list) => Some(Value::list(Vec::new())),
        [] if is(&types.dict) => Some(Value::Dict(Arc::new(Dict::default()))),
        [] if is(&types.set) => Some(Value::set(SetTable::default())),
        [value] if is(&types.str) => text(value),
        [value] if is(&types.int) => integer(value),
        [value] if is(&types.float) => float(value),
        [value] if is(&types.bool) => compare::truth(value).ok().map(Value::Bool),
        [value] if is(&types.list) => held(value).map(Value::list),
        [value] if is(&types.tuple) => held(value).map(Value::tuple),
        [value] if is(&types.set) => {
            let table = sequence::set_of(held(value)?.into_iter()).ok()?;
            Some(Value::set(table))
        }
        [value] if is(&types.enumerate) => {
            let inner = iteration::iter(value).ok()?;
            Some(Iter::value("enumerate", Source::Enumerate(inner, 0)))
        }
        [first, rest @ ..] if is(&types.range) => range(first, rest),
        [_, _, ..] if is(&types.zip) => {
            let inner: Option<Vec<Value>> = args.iter().map(|value| iteration::iter(value).ok()).collect();
            Some(Iter::value("zip", Source::Zip(Arc::new(inner?), false)))
        }
        _ => None,
    }
}

fn text(value: &Value) -> Option<Value> {
    match value {
        Value::Str(_) => Some(value.clone()),
        Value::Int(digit @ 0..=9) => Some(sequence::char_value(char::from(b'0' + *digit as u8))),
        Value::Int(number) => Some(Value::from(number.to_string())),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<Value> {
    match value {
        Value::Int(_) => Some(value.clone()),
        Value::Bool(value) => Some(Value::Int(i64::from(*value))),
        Value::Float(value) if value.abs() < 1e15 => Some(Value::Int(*value as i64)),
        Value::Str(text) => {
            let digits = text.as_str().strip_prefix('-').unwrap_or(text.as_str());
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.as_str().parse().ok().map(Value::Int))?
        }
        _ => None,
    }
}

fn float(value: &Value) -> Option<Value> {
    match value {
        Value::Float(_) => Some(value.clone()),
        Value::Int(value) => Some(Value::Float(*value as f64)),
        _ => None,
    }
}

// The items of a container that no Python code stands behind.
fn held(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Dict(_) | Value::View(_) | Value::Range(_) => {
            iteration::collect(value).ok()
        }
        _ => None,
    }
}

fn range(first: &Value, rest: &[Value]) -> Option<Value> {
    let (start, stop, step) = match (first, rest) {
        (Value::Int(stop), []) => (0, *stop, 1),
        (Value::Int(start), [Value::Int(stop)]) => (*start, *stop, 1),
        (Value::Int(start), [Value::Int(stop), Value::Int(step)]) if *step != 0 => (*start, *stop, *step),
        _ => return None,
    };
    Some(Value::Range(Arc::new(Range { start, stop, step })))
}

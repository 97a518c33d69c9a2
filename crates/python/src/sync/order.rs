//! How the items of a priority queue compare, as far as that needs no Python.

use std::cmp::Ordering;

use crate::value::Value;

/// How two values compare, or `None` where that needs Python (or is an error).
#[must_use]
pub fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => Some(left.cmp(right)),
        (Value::Str(left), Value::Str(right)) => Some(left.as_str().cmp(right.as_str())),
        (Value::Bytes(left), Value::Bytes(right)) => Some(left.cmp(right)),
        (Value::Tuple(left), Value::Tuple(right)) => in_turn(left, right),
        _ => number(left)?.partial_cmp(&number(right)?),
    }
}

fn in_turn(left: &[Value], right: &[Value]) -> Option<Ordering> {
    for (left, right) in left.iter().zip(right) {
        match compare(left, right)? {
            Ordering::Equal => {}
            different => return Some(different),
        }
    }
    Some(left.len().cmp(&right.len()))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        #[expect(
            clippy::cast_precision_loss,
            reason = "compared with a float, which is no more precise"
        )]
        Value::Int(value) => Some(*value as f64),
        Value::Float(value) => Some(*value),
        _ => None,
    }
}

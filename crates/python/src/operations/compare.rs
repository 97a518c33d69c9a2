//! Comparison and truth of built-in values.

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::number::Number;
use super::types::{is_same, plain};
use crate::builtins::generic::{Alias, Union};
use crate::exceptions::ExceptionKind;
use crate::objects::class::overrides;
use crate::objects::dict::{Dict, Part};
use crate::objects::exception::Raised;
use crate::objects::set::Set;
use crate::value::Value;

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of its name")]
pub enum CompareOp {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

impl CompareOp {
    /// All comparisons.
    pub const ALL: [Self; 6] = [
        Self::Less,
        Self::LessEqual,
        Self::Equal,
        Self::NotEqual,
        Self::Greater,
        Self::GreaterEqual,
    ];

    /// As it is written.
    #[must_use]
    pub fn sign(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// Its method.
    #[must_use]
    pub fn method(self) -> &'static str {
        ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][self as usize]
    }

    /// The comparison with its sides exchanged.
    #[must_use]
    pub fn reflected(self) -> Self {
        [
            Self::Greater,
            Self::GreaterEqual,
            Self::Equal,
            Self::NotEqual,
            Self::Less,
            Self::LessEqual,
        ][self as usize]
    }

    /// Whether an order fulfils it.
    #[inline]
    #[must_use]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::LessEqual => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Greater => order.is_gt(),
            Self::GreaterEqual => order.is_ge(),
        }
    }
}

/// How deeply built-in containers may nest in one native operation before it is RecursionError.
pub const DEEPEST: usize = 180;

/// The error for data that nest too deeply.
#[must_use]
pub fn too_deep(words: &str) -> Raised {
    Raised::new(
        ExceptionKind::RecursionError,
        format!("maximum recursion depth exceeded{words}"),
    )
}

/// Compares two built-in values; `NotImplemented` where they have no order.
///
/// # Errors
/// `Defer` where a Python class's own comparison takes part; RecursionError.
#[inline]
pub fn compare(op: CompareOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(Value::Bool(op.holds(a.cmp(b)))),
        _ => compare_at(op, a, b, 0),
    }
}

fn compare_at(op: CompareOp, a: &Value, b: &Value, depth: usize) -> Result<Value, Raised> {
    if let Value::Instance(_) = a {
        return instances(op, a, b, depth);
    }
    if let Value::Instance(_) = b {
        return instances(op, a, b, depth);
    }
    match op {
        CompareOp::Equal => Ok(Value::Bool(equal_at(a, b, depth)?)),
        CompareOp::NotEqual => Ok(Value::Bool(!equal_at(a, b, depth)?)),
        _ => order(op, a, b, depth),
    }
}

fn instances(op: CompareOp, a: &Value, b: &Value, depth: usize) -> Result<Value, Raised> {
    let own = |value: &Value| match value {
        Value::Instance(instance) => instance.class.has(overrides::COMPARE),
        _ => false,
    };
    if own(a) || own(b) {
        return Err(Raised::Defer);
    }
    let (a_plain, b_plain) = (plain(a), plain(b));
    let bare = |value: &Value| matches!(value, Value::Instance(_));
    if bare(a_plain) || bare(b_plain) {
        return Ok(match op {
            CompareOp::Equal => Value::Bool(is_same(a, b)),
            CompareOp::NotEqual => Value::Bool(!is_same(a, b)),
            _ => Value::NotImplemented,
        });
    }
    compare_at(op, a_plain, b_plain, depth + 1)
}

/// Whether two values are the same or equal, as containers compare their elements.
///
/// # Errors
/// `Defer`, RecursionError.
#[inline]
pub fn same_or_equal(a: &Value, b: &Value) -> Result<bool, Raised> {
    equal_in(a, b, 0)
}

fn equal_in(a: &Value, b: &Value, depth: usize) -> Result<bool, Raised> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Ok(Arc::ptr_eq(a, b) || a == b),
        (Value::Int(a), Value::Int(b)) => Ok(a == b),
        _ if is_same(a, b) => Ok(true),
        _ => Ok(matches!(compare_at(CompareOp::Equal, a, b, depth)?, Value::Bool(true))),
    }
}

fn equal_at(a: &Value, b: &Value, depth: usize) -> Result<bool, Raised> {
    if depth > DEEPEST {
        return Err(too_deep(" in comparison"));
    }
    Ok(match (a, b) {
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Tuple(a), Value::Tuple(b)) => a.len() == b.len() && all_equal(a, b, depth)?,
        (Value::List(a), Value::List(b)) => {
            if Arc::ptr_eq(a, b) {
                return Ok(true);
            }
            let (a, b) = (a.to_vec(), b.to_vec());
            a.len() == b.len() && all_equal(&a, &b, depth)?
        }
        (Value::Deque(a), Value::Deque(b)) => {
            let (a, b) = (a.to_vec(), b.to_vec());
            a.len() == b.len() && all_equal(&a, &b, depth)?
        }
        (Value::Dict(a), Value::Dict(b)) => dicts_equal(a, b, depth)?,
        (Value::Set(a), Value::Set(b)) => sets(CompareOp::Equal, a, b)?,
        (Value::Range(a), Value::Range(b)) => {
            let length = a.length();
            length == b.length() && (length == 0 || (a.start == b.start && (length == 1 || a.step == b.step)))
        }
        (Value::Slice(a), Value::Slice(b)) => {
            equal_in(&a.start, &b.start, depth + 1)?
                && equal_in(&a.stop, &b.stop, depth + 1)?
                && equal_in(&a.step, &b.step, depth + 1)?
        }
        (Value::Opaque(x), Value::Opaque(y)) => match (x.data::<Alias>(), y.data::<Alias>()) {
            (Some(x), Some(y)) => {
                is_same(&x.origin, &y.origin) && x.args.len() == y.args.len() && all_equal(&x.args, &y.args, depth)?
            }
            _ => match (x.data::<Union>(), y.data::<Union>()) {
                (Some(x), Some(y)) => x.0.len() == y.0.len() && all_among(&x.0, &y.0, depth)?,
                _ => is_same(a, b),
            },
        },
        (Value::Method(a), Value::Method(b)) => is_same(&a.receiver, &b.receiver) && is_same(&a.function, &b.function),
        (Value::View(view), _) | (_, Value::View(view)) if view.what == Part::Values => is_same(a, b),
        (Value::View(_), Value::View(_) | Value::Set(_)) | (Value::Set(_), Value::View(_)) => {
            let (a, b) = (view_set(a)?, view_set(b)?);
            sets(CompareOp::Equal, &a, &b)?
        }
        _ => match (bytes_of(a), bytes_of(b)) {
            (Some(a), Some(b)) => a == b,
            _ => match (Number::of(a), Number::of(b)) {
                (Some(a), Some(b)) => numbers(&a, &b) == Some(Ordering::Equal),
                _ => is_same(a, b),
            },
        },
    })
}

fn all_equal(a: &[Value], b: &[Value], depth: usize) -> Result<bool, Raised> {
    for (a, b) in a.iter().zip(b) {
        if !equal_in(a, b, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether each of `a` stands somewhere in `b`: the order of a union's members counts for nothing.
fn all_among(a: &[Value], b: &[Value], depth: usize) -> Result<bool, Raised> {
    for one in a {
        let mut found = false;
        for other in b {
            found = found || equal_in(one, other, depth + 1)?;
        }
        if !found {
            return Ok(false);
        }
    }
    Ok(true)
}

fn dicts_equal(a: &Dict, b: &Dict, depth: usize) -> Result<bool, Raised> {
    let pairs: Vec<_> = a.lock().iter().cloned().collect();
    if pairs.len() != b.lock().len() {
        return Ok(false);
    }
    for entry in pairs {
        let other = {
            let table = b.lock();
            let found = table.find(entry.hash, |key| equal_in(key, &entry.key, depth + 1))?;
            found.and_then(|at| table.entry(at)).map(|entry| entry.value.clone())
        };
        match other {
            Some(other) if equal_in(&entry.value, &other, depth + 1)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// A set of what a set or a view of keys or items holds.
///
/// # Errors
/// TypeError for unhashable items, `Defer`.
pub fn view_set(value: &Value) -> Result<Arc<Set>, Raised> {
    match value {
        Value::Set(set) => Ok(set.clone()),
        Value::View(view) => {
            let items = super::sequence::view_items(view);
            let table = super::sequence::set_of(items.into_iter())?;
            Ok(Arc::new(Set::new(table, false)))
        }
        _ => Err(Raised::Defer),
    }
}

fn sets(op: CompareOp, a: &Set, b: &Set) -> Result<bool, Raised> {
    let subset = |a: &Set, b: &Set| -> Result<bool, Raised> {
        let elements: Vec<_> = a.lock().iter().map(|(hash, key)| (hash, key.clone())).collect();
        for (hash, key) in elements {
            if b.lock().find(hash, |known| same_or_equal(known, &key))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let (long, short) = (a.lock().len(), b.lock().len());
    Ok(match op {
        CompareOp::Equal => long == short && subset(a, b)?,
        CompareOp::NotEqual => !(long == short && subset(a, b)?),
        CompareOp::LessEqual => long <= short && subset(a, b)?,
        CompareOp::Less => long < short && subset(a, b)?,
        CompareOp::GreaterEqual => short <= long && subset(b, a)?,
        CompareOp::Greater => short < long && subset(b, a)?,
    })
}

fn order(op: CompareOp, a: &Value, b: &Value, depth: usize) -> Result<Value, Raised> {
    if depth > DEEPEST {
        return Err(too_deep(" in comparison"));
    }
    let known = match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(a.as_str().cmp(b.as_str())),
        (Value::Tuple(a), Value::Tuple(b)) => return sequences(op, a, b, depth),
        (Value::List(a), Value::List(b)) => return sequences(op, &a.to_vec(), &b.to_vec(), depth),
        (Value::Deque(a), Value::Deque(b)) => return sequences(op, &a.to_vec(), &b.to_vec(), depth),
        (Value::Set(_) | Value::View(_), Value::Set(_) | Value::View(_)) => {
            return Ok(Value::Bool(sets(op, &*view_set(a)?, &*view_set(b)?)?));
        }
        _ => match (bytes_of(a), bytes_of(b)) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => match (Number::of(a), Number::of(b)) {
                (Some(Number::Complex(..)), _) | (_, Some(Number::Complex(..))) => None,
                (Some(a), Some(b)) => match numbers(&a, &b) {
                    Some(order) => Some(order),
                    None => return Ok(Value::Bool(false)),
                },
                _ => None,
            },
        },
    };
    Ok(known.map_or(Value::NotImplemented, |order| Value::Bool(op.holds(order))))
}

fn sequences(op: CompareOp, a: &[Value], b: &[Value], depth: usize) -> Result<Value, Raised> {
    for (a, b) in a.iter().zip(b) {
        if !equal_in(a, b, depth + 1)? {
            let result = compare_at(op, a, b, depth + 1)?;
            return match result {
                Value::NotImplemented => Err(unordered(op, a, b)),
                other => Ok(other),
            };
        }
    }
    Ok(Value::Bool(op.holds(a.len().cmp(&b.len()))))
}

/// The error for two values without an order.
#[must_use]
pub fn unordered(op: CompareOp, a: &Value, b: &Value) -> Raised {
    let (sign, a, b) = (op.sign(), super::types::type_name(a), super::types::type_name(b));
    Raised::type_error(format!("'{sign}' not supported between instances of '{a}' and '{b}'"))
}

/// The bytes that a value is.
#[must_use]
pub fn bytes_of(value: &Value) -> Option<Vec<u8>> {
    match value {
        Value::Bytes(bytes) => Some(bytes.to_vec()),
        Value::ByteArray(bytes) => Some(bytes.lock().clone()),
        _ => None,
    }
}

/// The order of two numbers; none where one is not a number or they are complex and differ.
#[must_use]
pub fn numbers(a: &Number, b: &Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        (Number::Complex(a, i), Number::Complex(b, j)) => (a == b && i == j).then_some(Ordering::Equal),
        (Number::Complex(a, i), other) | (other, Number::Complex(a, i)) => {
            let same = *i == 0.0 && numbers(&Number::Float(*a), other) == Some(Ordering::Equal);
            same.then_some(Ordering::Equal)
        }
        (Number::Float(a), b) => float_with(*a, b),
        (a, Number::Float(b)) => float_with(*b, a).map(Ordering::reverse),
        _ => Some(a.big()?.cmp(&b.big()?)),
    }
}

fn float_with(a: f64, b: &Number) -> Option<Ordering> {
    if a.is_nan() {
        return None;
    }
    if a.is_infinite() {
        return Some(if a > 0.0 { Ordering::Greater } else { Ordering::Less });
    }
    let whole = BigInt::from_f64(a.trunc())?;
    let order = whole.cmp(&b.big()?);
    Some(order.then(a.fract().partial_cmp(&0.0)?))
}

/// Whether a built-in value is true.
///
/// # Errors
/// `Defer` for an instance whose class decides itself.
#[inline]
pub fn truth(value: &Value) -> Result<bool, Raised> {
    Ok(match value {
        Value::Bool(value) => *value,
        Value::None => false,
        Value::Int(value) => *value != 0,
        Value::Str(value) => value.length() != 0,
        Value::List(list) => !list.lock().is_empty(),
        Value::Dict(dict) => !dict.lock().is_empty(),
        Value::Float(value) => *value != 0.0,
        Value::Complex(value) => **value != (0.0, 0.0),
        Value::Tuple(items) => !items.is_empty(),
        Value::Set(set) => !set.lock().is_empty(),
        Value::Deque(deque) => !deque.lock().is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::ByteArray(bytes) => !bytes.lock().is_empty(),
        Value::Range(range) => range.length() != 0,
        Value::View(view) => !view.dict.lock().is_empty(),
        Value::Instance(instance) if instance.class.has(overrides::TRUTH) => return Err(Raised::Defer),
        Value::Instance(instance) if !matches!(instance.payload(), Value::Unbound) => return truth(instance.payload()),
        Value::Class(class) if class.meta.as_ref().is_some_and(|meta| meta.has(overrides::TRUTH)) => {
            return Err(Raised::Defer);
        }
        _ => true,
    })
}

//! Strings, bytes, lists, tuples, sets and dicts as operators see them.

use std::sync::{Arc, LazyLock};

use super::arithmetic::{self, BinaryOp};
use super::compare::{same_or_equal, view_set};
use super::hash::hash;
use super::types::{plain, type_name};
use crate::exceptions::ExceptionKind;
use crate::objects::class::overrides;
use crate::objects::dict::{Dict, Part, View};
use crate::objects::exception::Raised;
use crate::objects::set::{Set, SetTable};
use crate::objects::string::{Name, intern};
use crate::objects::table::Table;
use crate::value::Value;

static CHARACTERS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    (0..128u8)
        .map(|c| Value::Str(intern(char::from(c).encode_utf8(&mut [0; 4]))))
        .collect()
});

/// The string of one character.
#[must_use]
pub fn char_value(c: char) -> Value {
    match CHARACTERS.get(c as usize) {
        Some(value) => value.clone(),
        None => Value::from(c.encode_utf8(&mut [0; 4]) as &str),
    }
}

/// The value of a decimal digit of any script.
#[must_use]
pub fn decimal_digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    const ZEROS: [u32; 24] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
        0x1040, 0x17e0, 0x1810, 0xff10, 0x1090, 0x1946, 0x19d0, 0x1d7ce,
    ];
    let code = c as u32;
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .map(|zero| code - zero)
}

/// A list of so many items has 1 GiB, and where all memory is half of that, 256 MiB.
const MOST_ITEMS: usize = if cfg!(target_arch = "wasm32") { 1 << 24 } else { 1 << 26 };

/// Refuses what would not fit in memory.
///
/// # Errors
/// MemoryError.
pub fn room(items: usize) -> Result<(), Raised> {
    if items > MOST_ITEMS {
        return Err(Raised::with(ExceptionKind::MemoryError, Vec::new()));
    }
    Ok(())
}

/// What an operator gives for two built-in values that are not both numbers.
///
/// # Errors
/// As CPython's.
pub fn binary(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    match op {
        BinaryOp::Add => add(a, b),
        BinaryOp::Multiply => match (a.to_int(), b.to_int()) {
            (_, Some(count)) if is_sequence_or_text(a) => repeat(a, count),
            (Some(count), _) if is_sequence_or_text(b) => repeat(b, count),
            _ if is_sequence_or_text(a) && !matches!(b, Value::Big(_)) => Err(Raised::type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                type_name(b)
            ))),
            _ if is_sequence_or_text(b) && !matches!(a, Value::Big(_)) => Err(Raised::type_error(format!(
                "can't multiply sequence by non-int of type '{}'",
                type_name(a)
            ))),
            _ => Ok(Value::NotImplemented),
        },
        BinaryOp::Modulo => match a {
            Value::Str(_) | Value::Bytes(_) => Err(Raised::Defer),
            _ => Ok(Value::NotImplemented),
        },
        BinaryOp::Or => match (a, b) {
            (Value::Dict(a), Value::Dict(b)) => {
                let merged = Arc::new(Dict::new(a.lock().copy()));
                update(&merged, b)?;
                Ok(Value::Dict(merged))
            }
            _ => sets(op, a, b),
        },
        BinaryOp::And | BinaryOp::Xor | BinaryOp::Subtract => sets(op, a, b),
        _ => Ok(Value::NotImplemented),
    }
}

fn is_sequence_or_text(value: &Value) -> bool {
    matches!(
        value,
        Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) | Value::List(_) | Value::Tuple(_) | Value::Deque(_)
    )
}

/// Whether `match` takes a value as a sequence.
#[must_use]
pub fn is_sequence(value: &Value) -> bool {
    matches!(
        value,
        Value::List(_) | Value::Tuple(_) | Value::Range(_) | Value::Deque(_)
    )
}

fn add(a: &Value, b: &Value) -> Result<Value, Raised> {
    Ok(match (a, b) {
        (Value::Str(a), Value::Str(b)) => {
            room((a.as_str().len() + b.as_str().len()) / 16)?;
            let mut text = String::with_capacity(a.as_str().len() + b.as_str().len());
            text.push_str(a.as_str());
            text.push_str(b.as_str());
            Value::from(text)
        }
        (Value::Tuple(a), Value::Tuple(b)) => Value::tuple([&a[..], &b[..]].concat()),
        (Value::List(a), Value::List(b)) => {
            let mut items = a.to_vec();
            items.extend(b.to_vec());
            Value::list(items)
        }
        (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
            let mut bytes = super::compare::bytes_of(a).unwrap_or_default();
            bytes.extend(super::compare::bytes_of(b).unwrap_or_default());
            match a {
                Value::Bytes(_) => Value::Bytes(Arc::new(bytes)),
                _ => Value::ByteArray(Arc::new(crate::objects::bytes::ByteArray::new(bytes))),
            }
        }
        (Value::Deque(a), Value::Deque(b)) => {
            let items = a.to_vec().into_iter().chain(b.to_vec()).collect();
            Value::Deque(Arc::new(crate::objects::deque::Deque::new(items, a.bound)))
        }
        (Value::Str(_), other) => {
            let words = format!("can only concatenate str (not \"{}\") to str", type_name(other));
            return Err(Raised::type_error(words));
        }
        (Value::List(_), other) => {
            let words = format!("can only concatenate list (not \"{}\") to list", type_name(other));
            return Err(Raised::type_error(words));
        }
        (Value::Tuple(_), other) => {
            let words = format!("can only concatenate tuple (not \"{}\") to tuple", type_name(other));
            return Err(Raised::type_error(words));
        }
        (Value::Bytes(_), other) => {
            return Err(Raised::type_error(format!(
                "can't concat {} to bytes",
                type_name(other)
            )));
        }
        (Value::ByteArray(_), other) => {
            return Err(Raised::type_error(format!(
                "can't concat {} to bytearray",
                type_name(other)
            )));
        }
        _ => Value::NotImplemented,
    })
}

/// A sequence repeated.
///
/// # Errors
/// MemoryError.
pub fn repeat(value: &Value, count: i64) -> Result<Value, Raised> {
    let count = usize::try_from(count).unwrap_or(0);
    Ok(match value {
        Value::Str(text) => {
            room(text.as_str().len().saturating_mul(count) / 16)?;
            Value::from(text.as_str().repeat(count))
        }
        Value::Bytes(bytes) => {
            room(bytes.len().saturating_mul(count) / 16)?;
            Value::Bytes(Arc::new(bytes.repeat(count)))
        }
        Value::ByteArray(bytes) => {
            let bytes = bytes.lock().clone();
            room(bytes.len().saturating_mul(count) / 16)?;
            Value::ByteArray(Arc::new(crate::objects::bytes::ByteArray::new(bytes.repeat(count))))
        }
        Value::List(list) => Value::list(repeated(&list.to_vec(), count)?),
        Value::Tuple(items) => Value::tuple(repeated(items, count)?),
        Value::Deque(deque) => {
            let items = repeated(&deque.to_vec(), count)?;
            Value::Deque(Arc::new(crate::objects::deque::Deque::new(items.into(), deque.bound)))
        }
        _ => Value::NotImplemented,
    })
}

fn repeated(items: &[Value], count: usize) -> Result<Vec<Value>, Raised> {
    room(items.len().saturating_mul(count))?;
    if let [one] = items {
        return Ok(vec![one.clone(); count]);
    }
    let mut all = Vec::with_capacity(items.len() * count);
    for _ in 0..count {
        all.extend_from_slice(items);
    }
    Ok(all)
}

/// What an in-place operator gives.
///
/// # Errors
/// As the plain operator's; `Defer` where Python takes part.
pub fn in_place(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    match (op, a, b) {
        (BinaryOp::Add, Value::List(list), _) => {
            let items = super::iteration::collect(b)?;
            room(items.len() + list.lock().len())?;
            list.lock().extend(items);
            Ok(a.clone())
        }
        (BinaryOp::Multiply, Value::List(list), Value::Int(count)) => {
            let items = repeated(&list.to_vec(), usize::try_from(*count).unwrap_or(0))?;
            *list.lock() = items;
            Ok(a.clone())
        }
        (BinaryOp::Add, Value::Deque(_), _) | (BinaryOp::Or, Value::Dict(_), _) => Err(Raised::Defer),
        (BinaryOp::Add, Value::ByteArray(bytes), _) if super::compare::bytes_of(b).is_some() => {
            let more = super::compare::bytes_of(b).unwrap_or_default();
            bytes.lock().extend(more);
            Ok(a.clone())
        }
        (_, Value::Set(set), Value::Set(_) | Value::View(_)) if !set.frozen => {
            let Value::Set(result) = sets(op, a, b)? else {
                return Err(Raised::Defer);
            };
            let table = result.lock().clone();
            if op == BinaryOp::Or {
                let other = view_set(b)?;
                let other = other.lock().clone();
                merge(&mut set.lock(), &other)?;
            } else {
                *set.lock() = table;
            }
            Ok(a.clone())
        }
        _ => match arithmetic::binary(op, a, b) {
            Ok(Value::NotImplemented) => Err(Raised::Defer),
            other => other,
        },
    }
}

fn sets(op: BinaryOp, a: &Value, b: &Value) -> Result<Value, Raised> {
    let fits = |value: &Value| match value {
        Value::Set(_) => true,
        Value::View(view) => view.what != Part::Values,
        _ => false,
    };
    if !fits(a) || !fits(b) {
        return Ok(Value::NotImplemented);
    }
    let (left, right) = (view_set(a)?, view_set(b)?);
    let table = set_operation(op, &left, &right)?;
    let frozen = matches!(a, Value::Set(set) if set.frozen);
    Ok(Value::Set(Arc::new(Set::new(table, frozen))))
}

/// What a set operator gives.
///
/// # Errors
/// `Defer`, RecursionError.
pub fn set_operation(op: BinaryOp, left: &Set, right: &Set) -> Result<SetTable, Raised> {
    let (a, b) = (left.lock().clone(), right.lock().clone());
    let mut table = SetTable::default();
    match op {
        BinaryOp::Or => {
            table = a.copy();
            merge(&mut table, &b)?;
        }
        BinaryOp::And => {
            let (small, large) = if b.len() > a.len() { (&a, &b) } else { (&b, &a) };
            for (hash, key) in small.iter() {
                if large.find(hash, |known| same_or_equal(known, key))?.is_some() {
                    table.add_new(hash, key.clone());
                }
            }
        }
        BinaryOp::Subtract => {
            for (hash, key) in a.iter() {
                if b.find(hash, |known| same_or_equal(known, key))?.is_none() {
                    table.add_new(hash, key.clone());
                }
            }
        }
        BinaryOp::Xor => {
            table = b.copy();
            for (hash, key) in a.iter() {
                match table.find(hash, |known| same_or_equal(known, key))? {
                    Some(at) => {
                        table.remove_at(at);
                    }
                    None => table.add_new(hash, key.clone()),
                }
            }
        }
        _ => return Err(Raised::Defer),
    }
    Ok(table)
}

/// Adds all elements of another set.
///
/// # Errors
/// `Defer`, RecursionError.
pub fn merge(table: &mut SetTable, other: &SetTable) -> Result<(), Raised> {
    table.reserve(other.len());
    for (hash, key) in other.iter() {
        if table.find(hash, |known| same_or_equal(known, key))?.is_none() {
            table.add_new(hash, key.clone());
        }
    }
    Ok(())
}

/// A set's table of items.
///
/// # Errors
/// TypeError, `Defer`.
pub fn set_of(items: impl Iterator<Item = Value>) -> Result<SetTable, Raised> {
    let mut table = SetTable::default();
    for item in items {
        table_add(&mut table, &item)?;
    }
    Ok(table)
}

fn table_add(table: &mut SetTable, item: &Value) -> Result<(), Raised> {
    let hash = hash(item)?;
    if table.find(hash, |known| same_or_equal(known, item))?.is_none() {
        table.add_new(hash, item.clone());
    }
    Ok(())
}

/// Adds an element to a set.
///
/// # Errors
/// TypeError, `Defer`.
pub fn set_add(set: &Value, item: &Value) -> Result<(), Raised> {
    match plain(set) {
        Value::Set(set) => table_add(&mut set.lock(), item),
        _ => Err(Raised::Defer),
    }
}

/// What a view shows, as a list.
#[must_use]
pub fn view_items(view: &View) -> Vec<Value> {
    let table = view.dict.lock();
    let entries = table.iter();
    match view.what {
        Part::Keys => entries.map(|entry| entry.key.clone()).collect(),
        Part::Values => entries.map(|entry| entry.value.clone()).collect(),
        Part::Items => entries
            .map(|entry| Value::tuple(vec![entry.key.clone(), entry.value.clone()]))
            .collect(),
    }
}

/// The value under a key of a dict.
///
/// # Errors
/// TypeError, `Defer`.
#[inline]
pub fn dict_get(dict: &Dict, key: &Value) -> Result<Option<Value>, Raised> {
    let hash = hash(key)?;
    let table = dict.lock();
    let found = table.find(hash, |known| same_or_equal(known, key))?;
    Ok(found.and_then(|at| table.entry(at)).map(|entry| entry.value.clone()))
}

/// Puts a value under a key of a dict.
///
/// # Errors
/// TypeError, `Defer`.
#[inline]
pub fn dict_set(dict: &Dict, key: &Value, value: &Value) -> Result<(), Raised> {
    let hash = hash(key)?;
    let mut table = dict.lock();
    let old = match table.find(hash, |known| same_or_equal(known, key))? {
        Some(at) => table.set_at(at, value.clone()),
        None => {
            table.push(hash, key.clone(), value.clone());
            None
        }
    };
    drop(table);
    drop(old);
    Ok(())
}

/// Takes a key out of a dict.
///
/// # Errors
/// TypeError, `Defer`.
pub fn dict_remove(dict: &Dict, key: &Value) -> Result<Option<Value>, Raised> {
    let hash = hash(key)?;
    let mut table = dict.lock();
    let found = table.find(hash, |known| same_or_equal(known, key))?;
    let entry = found.and_then(|at| table.remove_at(at));
    drop(table);
    Ok(entry.map(|entry| entry.value))
}

/// Puts all of a dict into another.
///
/// # Errors
/// `Defer`.
pub fn update(dict: &Dict, other: &Dict) -> Result<(), Raised> {
    let entries: Vec<_> = other.lock().iter().cloned().collect();
    for entry in entries {
        dict_set(dict, &entry.key, &entry.value)?;
    }
    Ok(())
}

/// The names and values of a dict of keywords.
///
/// # Errors
/// TypeError if a key is no string.
pub fn keywords_of(value: &Value) -> Result<Vec<(Name, Value)>, Raised> {
    let Value::Dict(dict) = plain(value) else {
        return Ok(Vec::new());
    };
    let pairs = dict.to_pairs().into_iter().map(|(key, value)| match plain(&key) {
        Value::Str(name) => Ok((crate::objects::string::interned(name), value)),
        _ => Err(Raised::type_error("keywords must be strings")),
    });
    pairs.collect()
}

/// A dict of names and values.
#[must_use]
pub fn dict_of(pairs: Vec<(Name, Value)>) -> Value {
    let mut table = Table::default();
    for (name, value) in pairs {
        table.insert_name(&name, value);
    }
    Value::dict(table)
}

/// Whether a container holds an item.
///
/// # Errors
/// TypeError; `Defer` where Python takes part.
pub fn contains(container: &Value, item: &Value) -> Result<bool, Raised> {
    let among = |items: &[Value]| -> Result<bool, Raised> {
        for known in items {
            if same_or_equal(known, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    match container {
        Value::Dict(dict) => dict_get(dict, item).map(|found| found.is_some()),
        Value::List(list) => {
            let items = list.to_vec();
            among(&items)
        }
        Value::Tuple(items) => among(items),
        Value::Deque(deque) => among(&deque.to_vec()),
        Value::Set(set) => {
            let hash = match (hash(item), plain(item)) {
                (Err(Raised::New(_)), Value::Set(inner)) => {
                    let frozen = Value::frozen_set(inner.lock().clone());
                    super::hash::hash(&frozen)?
                }
                (hash, _) => hash?,
            };
            let found = set.lock().find(hash, |known| same_or_equal(known, item))?;
            Ok(found.is_some())
        }
        Value::Str(text) => match plain(item) {
            Value::Str(part) => Ok(text.as_str().contains(part.as_str())),
            other => {
                let kind = type_name(other);
                Err(Raised::type_error(format!(
                    "'in <string>' requires string as left operand, not {kind}"
                )))
            }
        },
        Value::Bytes(_) | Value::ByteArray(_) => {
            let bytes = super::compare::bytes_of(container).unwrap_or_default();
            match (item.to_int(), super::compare::bytes_of(item)) {
                (Some(byte), _) => match u8::try_from(byte) {
                    Ok(byte) => Ok(bytes.contains(&byte)),
                    Err(_) => Err(Raised::value_error("byte must be in range(0, 256)")),
                },
                (_, Some(part)) => Ok(part.is_empty() || bytes.windows(part.len()).any(|window| window == part)),
                _ => Err(Raised::type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    type_name(item)
                ))),
            }
        }
        Value::Range(range) => match item {
            Value::Int(_) | Value::Bool(_) => Ok(range.contains(item.to_int().unwrap_or(0))),
            Value::Float(value) if value.fract() == 0.0 => Ok(range.contains(*value as i64)),
            Value::Instance(_) => Err(Raised::Defer),
            _ => Ok(false),
        },
        Value::View(view) => match view.what {
            Part::Keys => dict_get(&view.dict, item).map(|found| found.is_some()),
            Part::Values => among(&view_items(view)),
            Part::Items => match item {
                Value::Tuple(pair) if pair.len() == 2 => match dict_get(&view.dict, &pair[0])? {
                    Some(value) => same_or_equal(&value, &pair[1]),
                    None => Ok(false),
                },
                _ => Ok(false),
            },
        },
        Value::Instance(instance) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(container) {
                Value::Instance(_) | Value::Opaque(_) => Err(Raised::Defer),
                _ if own => Err(Raised::Defer),
                plain => contains(plain, item),
            }
        }
        Value::Generator(_) | Value::Iterator(_) | Value::Class(_) | Value::Opaque(_) => Err(Raised::Defer),
        _ => Err(Raised::type_error(format!(
            "argument of type '{}' is not a container or iterable",
            type_name(container)
        ))),
    }
}

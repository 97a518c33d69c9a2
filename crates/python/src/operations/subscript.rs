//! Subscripts of built-in values.

use std::sync::Arc;

use super::sequence::{char_value, dict_get, dict_remove, dict_set};
use super::types::{plain, type_name};
use crate::objects::bytes::ByteArray;
use crate::objects::class::overrides;
use crate::objects::exception::Raised;
use crate::objects::range::{Range, Slice, clamped};
use crate::value::Value;

/// An index as a number, clamped to 64 bits; none if a value is no integer.
#[inline]
#[must_use]
pub fn index_of(value: &Value) -> Option<i64> {
    match value {
        Value::Int(index) => Some(*index),
        Value::Bool(index) => Some(i64::from(*index)),
        Value::Big(index) => Some(clamped(index)),
        Value::Instance(instance) if !matches!(instance.payload(), Value::Unbound) => index_of(instance.payload()),
        _ => None,
    }
}

/// Where an index points in a sequence of a length.
#[inline]
#[must_use]
pub fn place(index: i64, length: usize) -> Option<usize> {
    let index = if index < 0 {
        index.checked_add(length as i64)?
    } else {
        index
    };
    usize::try_from(index).ok().filter(|index| *index < length)
}

/// Where a slice begins, how it steps and how many items it takes of a length.
///
/// # Errors
/// TypeError, ValueError for a step of 0; `Defer` for bounds with `__index__`.
pub fn span(slice: &Slice, length: usize) -> Result<(i64, i64, usize), Raised> {
    let bound = |value: &Value| match value {
        Value::None => Ok(None),
        value => match index_of(value) {
            Some(index) => Ok(Some(index)),
            None if matches!(value, Value::Instance(_)) => Err(Raised::Defer),
            None => Err(Raised::type_error(
                "slice indices must be integers or None or have an __index__ method",
            )),
        },
    };
    let step = bound(&slice.step)?.unwrap_or(1);
    if step == 0 {
        return Err(Raised::value_error("slice step cannot be zero"));
    }
    let length = length as i64;
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let fit = |index: Option<i64>, default: i64| match index {
        None => default,
        Some(index) if index < 0 => index.saturating_add(length).max(low),
        Some(index) => index.min(high),
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    let start = fit(bound(&slice.start)?, first);
    let stop = fit(bound(&slice.stop)?, last);
    let range = Range { start, stop, step };
    Ok((start, step, range.length() as usize))
}

fn sliced<T: Clone>(items: &[T], slice: &Slice) -> Result<Vec<T>, Raised> {
    let (start, step, count) = span(slice, items.len())?;
    if step == 1 {
        let start = start as usize;
        return Ok(items[start..start + count].to_vec());
    }
    Ok((0..count as i64)
        .map(|at| items[(start + at * step) as usize].clone())
        .collect())
}

fn bad_index(container: &Value, key: &Value) -> Raised {
    let (kind, given) = (type_name(container), type_name(key));
    let (what, tail) = match container {
        Value::Str(_) => ("string", format!(", not '{given}'")),
        Value::Bytes(_) => ("byte", format!(" or slices, not {given}")),
        Value::Range(_) | Value::List(_) | Value::Tuple(_) | Value::ByteArray(_) => {
            (kind, format!(" or slices, not {given}"))
        }
        _ => ("sequence index must be integer, not", format!(" '{given}'")),
    };
    if matches!(key, Value::Instance(_)) {
        return Raised::Defer;
    }
    match container {
        Value::Deque(_) => Raised::type_error(format!("sequence index must be integer, not '{given}'")),
        _ => Raised::type_error(format!("{what} indices must be integers{tail}")),
    }
}

/// The item under a key.
///
/// # Errors
/// IndexError, KeyError, TypeError; `Defer` where Python takes part.
#[inline]
pub fn get(container: &Value, key: &Value) -> Result<Value, Raised> {
    match (container, key) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.lock();
            match place(*index, items.len()) {
                Some(at) => Ok(items[at].clone()),
                None => Err(Raised::index_error("list index out of range")),
            }
        }
        (Value::Dict(dict), _) => match dict_get(dict, key)? {
            Some(value) => Ok(value),
            None => Err(Raised::key_error(key.clone())),
        },
        (Value::Tuple(items), Value::Int(index)) => match place(*index, items.len()) {
            Some(at) => Ok(items[at].clone()),
            None => Err(Raised::index_error("tuple index out of range")),
        },
        _ => get_other(container, key),
    }
}

fn get_other(container: &Value, key: &Value) -> Result<Value, Raised> {
    if let Value::Slice(slice) = key {
        return get_slice(container, slice);
    }
    let index = index_of(key);
    let at = |length: usize, what: &str| match index {
        Some(index) => place(index, length).ok_or_else(|| Raised::index_error(format!("{what} index out of range"))),
        None => Err(bad_index(container, key)),
    };
    match container {
        Value::Str(text) => {
            let place = at(text.length(), "string")?;
            if text.is_ascii() {
                return Ok(char_value(char::from(text.as_str().as_bytes()[place])));
            }
            Ok(char_value(text.as_str().chars().nth(place).unwrap_or(' ')))
        }
        Value::List(list) => {
            let items = list.lock();
            Ok(items[at(items.len(), "list")?].clone())
        }
        Value::Tuple(items) => Ok(items[at(items.len(), "tuple")?].clone()),
        Value::Bytes(bytes) => Ok(Value::Int(i64::from(
            bytes[match index {
                Some(index) => place(index, bytes.len()).ok_or_else(|| Raised::index_error("index out of range"))?,
                None => return Err(bad_index(container, key)),
            }],
        ))),
        Value::ByteArray(bytes) => {
            let bytes = bytes.lock();
            Ok(Value::Int(i64::from(bytes[at(bytes.len(), "bytearray")?])))
        }
        Value::Range(range) => {
            let place = at(range.length() as usize, "range object")?;
            Ok(Value::Int(range.at(place as i64)))
        }
        Value::Deque(deque) => {
            let items = deque.lock();
            match index {
                Some(index) => match place(index, items.len()) {
                    Some(at) => Ok(items[at].clone()),
                    None => Err(Raised::index_error("deque index out of range")),
                },
                None => Err(bad_index(container, key)),
            }
        }
        Value::Instance(instance) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(container) {
                Value::Instance(_) | Value::Opaque(_) => Err(Raised::Defer),
                _ if own => Err(Raised::Defer),
                plain => get(plain, key),
            }
        }
        Value::Class(_) | Value::Opaque(_) => Err(Raised::Defer),
        _ => Err(Raised::type_error(format!(
            "'{}' object is not subscriptable",
            type_name(container)
        ))),
    }
}

fn get_slice(container: &Value, slice: &Slice) -> Result<Value, Raised> {
    Ok(match container {
        Value::List(list) => {
            let items = sliced(&list.lock(), slice)?;
            Value::list(items)
        }
        Value::Tuple(items) => Value::tuple(sliced(items, slice)?),
        Value::Str(text) if text.is_ascii() => {
            let (start, step, count) = span(slice, text.length())?;
            if step == 1 {
                let start = start as usize;
                return Ok(Value::from(&text.as_str()[start..start + count]));
            }
            let bytes = sliced(text.as_str().as_bytes(), slice)?;
            Value::from(bytes.into_iter().map(char::from).collect::<String>())
        }
        Value::Str(text) => {
            let characters: Vec<char> = text.as_str().chars().collect();
            Value::from(sliced(&characters, slice)?.into_iter().collect::<String>())
        }
        Value::Bytes(bytes) => Value::Bytes(Arc::new(sliced(bytes, slice)?)),
        Value::ByteArray(bytes) => {
            let items = sliced(&bytes.lock(), slice)?;
            Value::ByteArray(Arc::new(crate::objects::bytes::ByteArray::new(items)))
        }
        Value::Range(range) => {
            let (start, step, count) = span(slice, range.length() as usize)?;
            let first = range.at(start);
            let step = range.step.wrapping_mul(step);
            let stop = first.wrapping_add(step.wrapping_mul(count as i64));
            Value::Range(Arc::new(Range {
                start: first,
                stop,
                step,
            }))
        }
        Value::Dict(_) => return Err(super::hash::unhashable(&Value::Slice(Arc::new(slice.clone())))),
        Value::Deque(_) => return Err(Raised::type_error("sequence index must be integer, not 'slice'")),
        Value::Instance(instance) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(container) {
                Value::Instance(_) | Value::Opaque(_) => return Err(Raised::Defer),
                _ if own => return Err(Raised::Defer),
                plain => return get_slice(plain, slice),
            }
        }
        Value::Class(_) | Value::Opaque(_) => return Err(Raised::Defer),
        _ => {
            return Err(Raised::type_error(format!(
                "'{}' object is not subscriptable",
                type_name(container)
            )));
        }
    })
}

/// Puts a value under a key.
///
/// # Errors
/// IndexError, TypeError; `Defer` where Python takes part.
#[inline]
pub fn set(container: &Value, key: &Value, value: &Value) -> Result<(), Raised> {
    match (container, key) {
        (Value::List(list), Value::Slice(slice)) => set_slice(list, slice, value),
        (Value::List(list), _) => {
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            let old = {
                let mut items = list.lock();
                let Some(at) = place(index, items.len()) else {
                    return Err(Raised::index_error("list assignment index out of range"));
                };
                std::mem::replace(&mut items[at], value.clone())
            };
            drop(old);
            Ok(())
        }
        (Value::Dict(dict), _) => dict_set(dict, key, value),
        (Value::Deque(deque), _) => {
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            let mut items = deque.lock();
            match place(index, items.len()) {
                Some(at) => items[at] = value.clone(),
                None => return Err(Raised::index_error("deque index out of range")),
            }
            Ok(())
        }
        (Value::ByteArray(bytes), Value::Slice(slice)) => set_bytes(bytes, slice, value),
        (Value::ByteArray(bytes), _) => {
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            let byte = value.to_int().ok_or_else(|| {
                Raised::type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    type_name(value)
                ))
            })?;
            let byte = u8::try_from(byte).map_err(|_| Raised::value_error("byte must be in range(0, 256)"))?;
            let mut items = bytes.lock();
            match place(index, items.len()) {
                Some(at) => items[at] = byte,
                None => return Err(Raised::index_error("bytearray index out of range")),
            }
            Ok(())
        }
        (Value::Instance(instance), _) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(container) {
                Value::Instance(_) | Value::Opaque(_) => Err(Raised::Defer),
                _ if own => Err(Raised::Defer),
                plain => set(plain, key, value),
            }
        }
        (Value::Opaque(_) | Value::Class(_), _) => Err(Raised::Defer),
        _ => {
            let kind = type_name(container);
            Err(Raised::type_error(format!(
                "'{kind}' object does not support item assignment"
            )))
        }
    }
}

fn set_slice(list: &crate::objects::list::List, slice: &Slice, value: &Value) -> Result<(), Raised> {
    let new = match super::iteration::collect(value) {
        Ok(new) => new,
        Err(Raised::Defer) => return Err(Raised::Defer),
        Err(_) if matches!(slice.step, Value::None) => {
            return Err(Raised::type_error("can only assign an iterable"));
        }
        Err(_) => return Err(Raised::type_error("must assign iterable to extended slice")),
    };
    let mut items = list.lock();
    let named = span(slice, items.len())?;
    let old = put(&mut items, named, new, "sequence")?;
    // What is let go of may ask for this list: not while it is locked.
    drop(items);
    drop(old);
    Ok(())
}

/// Puts `new` where a slice names, which is said by its start, step and count; what stood there.
fn put<T>(
    items: &mut Vec<T>,
    (start, step, count): (i64, i64, usize),
    new: Vec<T>,
    what: &str,
) -> Result<Vec<T>, Raised> {
    if step == 1 {
        return Ok(items.splice(start as usize..start as usize + count, new).collect());
    }
    if new.len() != count {
        let words = format!(
            "attempt to assign {what} of size {} to extended slice of size {count}",
            new.len()
        );
        return Err(Raised::value_error(words));
    }
    let place = |at: usize| (start + at as i64 * step) as usize;
    let replaced = new
        .into_iter()
        .enumerate()
        .map(|(at, one)| std::mem::replace(&mut items[place(at)], one));
    Ok(replaced.collect())
}

/// Takes out what a slice names, in one pass.
fn take<T>(items: &mut Vec<T>, (start, step, count): (i64, i64, usize)) -> Vec<T> {
    if count == 0 {
        return Vec::new();
    }
    let end = start + step * (count as i64 - 1);
    let (first, last) = (start.min(end) as usize, start.max(end) as usize);
    let mut at = 0_u64;
    let named = |_: &mut T| {
        at += 1;
        (at - 1).is_multiple_of(step.unsigned_abs())
    };
    items.extract_if(first..=last, named).collect()
}

fn set_bytes(bytes: &ByteArray, slice: &Slice, value: &Value) -> Result<(), Raised> {
    let new = bytes_given(value)?;
    let mut items = bytes.lock();
    let named = span(slice, items.len())?;
    // As in CPython, nothing at all takes out what the slice names.
    match new.is_empty() {
        true => drop(take(&mut items, named)),
        false => drop(put(&mut items, named, new, "bytes")?),
    }
    Ok(())
}

fn bytes_given(value: &Value) -> Result<Vec<u8>, Raised> {
    if let Some(bytes) = super::compare::bytes_of(value) {
        return Ok(bytes);
    }
    let wrong = || Raised::type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    if matches!(plain(value), Value::Str(_)) || value.to_int().is_some() {
        return Err(wrong());
    }
    let items = super::iteration::collect(value)?;
    let byte = |item: &Value| {
        let number = item.to_int().ok_or_else(wrong)?;
        u8::try_from(number).map_err(|_| Raised::value_error("byte must be in range(0, 256)"))
    };
    items.iter().map(byte).collect()
}

/// Takes out what stands under a key.
///
/// # Errors
/// IndexError, KeyError, TypeError; `Defer` where Python takes part.
pub fn delete(container: &Value, key: &Value) -> Result<(), Raised> {
    match (container, key) {
        (Value::List(list), Value::Slice(slice)) => {
            let mut items = list.lock();
            let named = span(slice, items.len())?;
            let old = take(&mut items, named);
            drop(items);
            drop(old);
            Ok(())
        }
        (Value::List(list), _) => {
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            let mut items = list.lock();
            match place(index, items.len()) {
                Some(at) => {
                    let old = items.remove(at);
                    drop(items);
                    drop(old);
                    Ok(())
                }
                None => Err(Raised::index_error("list assignment index out of range")),
            }
        }
        (Value::Deque(deque), _) => {
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            let mut items = deque.lock();
            match place(index, items.len()) {
                Some(at) => {
                    items.remove(at);
                    Ok(())
                }
                None => Err(Raised::index_error("deque index out of range")),
            }
        }
        (Value::ByteArray(bytes), _) => {
            let mut items = bytes.lock();
            if let Value::Slice(slice) = key {
                let named = span(slice, items.len())?;
                take(&mut items, named);
                return Ok(());
            }
            let index = index_of(key).ok_or_else(|| bad_index(container, key))?;
            match place(index, items.len()) {
                Some(at) => {
                    items.remove(at);
                    Ok(())
                }
                None => Err(Raised::index_error("bytearray index out of range")),
            }
        }
        (Value::Dict(dict), _) => match dict_remove(dict, key)? {
            Some(_) => Ok(()),
            None => Err(Raised::key_error(key.clone())),
        },
        (Value::Instance(instance), _) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(container) {
                Value::Instance(_) | Value::Opaque(_) => Err(Raised::Defer),
                _ if own => Err(Raised::Defer),
                plain => delete(plain, key),
            }
        }
        (Value::Opaque(_) | Value::Class(_), _) => Err(Raised::Defer),
        _ => {
            let kind = type_name(container);
            Err(Raised::type_error(format!(
                "'{kind}' object doesn't support item deletion"
            )))
        }
    }
}

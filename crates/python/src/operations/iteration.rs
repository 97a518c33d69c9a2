//! Iteration over built-in values.

use std::sync::Arc;

use crate::exceptions::ExceptionKind;
use crate::objects::class::overrides;
use crate::objects::dict::{Dict, Part, View};
use crate::objects::exception::Raised;
use crate::objects::iterator::{Iter, Source};
use crate::operations::types::{plain, type_name};
use crate::value::Value;

/// The error for what cannot be iterated.
#[must_use]
pub fn not_iterable(value: &Value) -> Raised {
    Raised::type_error(format!("'{}' object is not iterable", type_name(value)))
}

/// The iterator of a built-in value.
///
/// # Errors
/// TypeError; `Defer` for instances of Python classes.
pub fn iter(value: &Value) -> Result<Value, Raised> {
    Ok(match value {
        Value::List(list) => Iter::value("list_iterator", Source::List(list.clone(), 0)),
        Value::Tuple(items) => Iter::value("tuple_iterator", Source::Tuple(items.clone(), 0)),
        Value::Str(text) => Iter::value("str_ascii_iterator", Source::Str(text.clone(), 0)),
        Value::Range(range) => Iter::value("range_iterator", Source::Range(range.start, range.step, range.length())),
        Value::Dict(dict) => dict_iterator(dict, Part::Keys, false),
        Value::View(view) => dict_iterator(&view.dict, view.what, false),
        Value::Set(set) => {
            let size = set.lock().len();
            Iter::value("set_iterator", Source::Set(set.clone(), 0, size))
        }
        Value::Deque(deque) => {
            let size = deque.lock().len();
            Iter::value(
                "_collections._deque_iterator",
                Source::Deque(deque.clone(), 0, size, false),
            )
        }
        Value::Bytes(_) | Value::ByteArray(_) => Iter::value("bytes_iterator", Source::Bytes(value.clone(), 0)),
        Value::Iterator(_) => value.clone(),
        Value::Generator(generator) if generator.kind == crate::objects::generator::GeneratorKind::Generator => {
            value.clone()
        }
        Value::Instance(instance) => {
            let own = instance.class.has(overrides::CONTAINER);
            match plain(value) {
                Value::Instance(_) | Value::Opaque(_) => return Err(Raised::Defer),
                _ if own => return Err(Raised::Defer),
                plain => return iter(plain),
            }
        }
        Value::Class(_) | Value::Opaque(_) => return Err(Raised::Defer),
        _ => return Err(not_iterable(value)),
    })
}

/// An iterator over a dict.
#[must_use]
pub fn dict_iterator(dict: &Arc<Dict>, part: Part, backwards: bool) -> Value {
    let (size, places) = {
        let table = dict.lock();
        (table.len(), table.places())
    };
    let kind = match (part, backwards) {
        (Part::Keys, true) => "dict_reversekeyiterator",
        (Part::Keys, false) => "dict_keyiterator",
        (Part::Values, _) => "dict_valueiterator",
        (Part::Items, _) => "dict_itemiterator",
    };
    let at = if backwards { places } else { 0 };
    Iter::value(
        kind,
        Source::Dict {
            dict: dict.clone(),
            at,
            size,
            part,
            backwards,
        },
    )
}

enum Stepped {
    Item(Value),
    Ended,
    Failed(Raised),
}

/// The next of a built-in iterator, or none at its end.
///
/// # Errors
/// RuntimeError for what changed its size; `Defer` for iterators that call Python.
pub fn step(iterator: &Iter) -> Result<Option<Value>, Raised> {
    let mut source = iterator.source.lock();
    if matches!(&*source, Source::Enumerate(..) | Source::Zip(..)) {
        drop(source);
        return compound(iterator);
    }
    step_in(&mut source)
}

/// The next of an iterator that nobody else steps meanwhile; `enumerate` and `zip` are for [`step`].
///
/// # Errors
/// As [`step`].
#[inline]
pub fn step_in(source: &mut Source) -> Result<Option<Value>, Raised> {
    if let Source::Range(next, step, left) = source {
        if *left == 0 {
            return Ok(None);
        }
        let value = *next;
        *next = next.wrapping_add(*step);
        *left -= 1;
        return Ok(Some(Value::Int(value)));
    }
    if let Source::List(list, at) = source {
        let item = list.lock().get(*at).cloned();
        return match item {
            Some(item) => {
                *at += 1;
                Ok(Some(item))
            }
            None => {
                *source = Source::Ended;
                Ok(None)
            }
        };
    }
    match step_source(source)? {
        Stepped::Item(value) => Ok(Some(value)),
        Stepped::Ended => {
            *source = Source::Ended;
            Ok(None)
        }
        Stepped::Failed(raised) => {
            *source = Source::Ended;
            Err(raised)
        }
    }
}

/// The next of a loop's own iterator, if there is a short way to it: a value, or the end.
#[inline(always)]
pub fn walk(source: &mut Source) -> Option<Option<Value>> {
    match source {
        Source::Range(_, _, 0) => Some(None),
        Source::Range(next, step, left) => {
            let value = *next;
            *next = next.wrapping_add(*step);
            *left -= 1;
            Some(Some(Value::Int(value)))
        }
        Source::List(list, at) => {
            let item = list.lock().get(*at).cloned();
            *at += 1;
            Some(item)
        }
        _ => step_in(source).ok(),
    }
}

/// The next pair of `enumerate` or of a `zip` of two, without a tuple around it, if there is a short way to it; or the end.
pub fn step_pair(iterator: &Iter) -> Option<Option<(Value, Value)>> {
    match &mut *iterator.source.lock() {
        Source::Enumerate(Value::Iterator(inner), count) => {
            let Some(value) = plain_next(inner)? else {
                return Some(None);
            };
            *count += 1;
            Some(Some((Value::Int(*count - 1), value)))
        }
        Source::Zip(parts, false) => {
            let [Value::Iterator(a), Value::Iterator(b)] = parts.as_slice() else {
                return None;
            };
            if !is_plain(b) {
                return None;
            }
            match plain_next(a)? {
                None => Some(None),
                Some(first) => match plain_next(b)? {
                    None => Some(None),
                    Some(second) => Some(Some((first, second))),
                },
            }
        }
        _ => None,
    }
}

fn is_plain(iterator: &Iter) -> bool {
    matches!(
        &*iterator.source.lock(),
        Source::List(..) | Source::Range(..) | Source::Tuple(..) | Source::Str(..)
    )
}

fn plain_next(iterator: &Iter) -> Option<Option<Value>> {
    match &mut *iterator.source.lock() {
        source @ (Source::List(..) | Source::Range(..) | Source::Tuple(..) | Source::Str(..)) => step_in(source).ok(),
        _ => None,
    }
}

/// The iterator of a built-in container as a loop's own, which nothing else can reach.
#[must_use]
pub fn own_walk(value: &Value) -> Option<Value> {
    let source = match value {
        Value::List(list) => Source::List(list.clone(), 0),
        Value::Tuple(items) => Source::Tuple(items.clone(), 0),
        Value::Str(text) => Source::Str(text.clone(), 0),
        Value::Range(range) => Source::Range(range.start, range.step, range.length()),
        Value::Dict(dict) => walked_dict(dict, Part::Keys),
        Value::View(view) => walked_dict(&view.dict, view.what),
        _ => return None,
    };
    Some(Value::Walk(Box::new(source)))
}

fn walked_dict(dict: &Arc<Dict>, part: Part) -> Source {
    let size = dict.lock().len();
    Source::Dict {
        dict: dict.clone(),
        at: 0,
        size,
        part,
        backwards: false,
    }
}

fn item(value: Option<Value>) -> Stepped {
    value.map_or(Stepped::Ended, Stepped::Item)
}

fn step_source(source: &mut Source) -> Result<Stepped, Raised> {
    Ok(match source {
        Source::Ended => Stepped::Ended,
        Source::Reversed(list, left) => match left.checked_sub(1) {
            Some(at) => {
                *left = at;
                item(list.lock().get(at).cloned())
            }
            None => Stepped::Ended,
        },
        Source::Tuple(items, at) => {
            *at += 1;
            item(items.get(*at - 1).cloned())
        }
        Source::Str(text, at) => match text.as_str()[*at..].chars().next() {
            Some(c) => {
                *at += c.len_utf8();
                Stepped::Item(super::sequence::char_value(c))
            }
            None => Stepped::Ended,
        },
        Source::Bytes(bytes, at) => {
            *at += 1;
            let byte = match bytes {
                Value::Bytes(bytes) => bytes.get(*at - 1).copied(),
                Value::ByteArray(bytes) => bytes.lock().get(*at - 1).copied(),
                _ => None,
            };
            item(byte.map(|byte| Value::Int(i64::from(byte))))
        }
        Source::Dict {
            dict,
            at,
            size,
            part,
            backwards,
        } => step_dict(dict, at, *size, *part, *backwards),
        Source::Set(set, at, size) => {
            let table = set.lock();
            if table.len() != *size {
                let words = "Set changed size during iteration";
                return Ok(Stepped::Failed(Raised::new(ExceptionKind::RuntimeError, words)));
            }
            match table.next_from(*at) {
                Some((next, value)) => {
                    *at = next;
                    Stepped::Item(value.clone())
                }
                None => Stepped::Ended,
            }
        }
        Source::Deque(deque, at, size, backwards) => {
            let items = deque.lock();
            if items.len() != *size {
                let words = "deque mutated during iteration";
                return Ok(Stepped::Failed(Raised::new(ExceptionKind::RuntimeError, words)));
            }
            let place = if *backwards {
                size.checked_sub(*at + 1)
            } else {
                Some(*at)
            };
            *at += 1;
            item(place.and_then(|place| items.get(place).cloned()))
        }
        _ => return Err(Raised::Defer),
    })
}

fn step_dict(dict: &Dict, at: &mut usize, size: usize, part: Part, backwards: bool) -> Stepped {
    let table = dict.lock();
    if table.len() != size {
        let words = "dictionary changed size during iteration";
        return Stepped::Failed(Raised::new(ExceptionKind::RuntimeError, words));
    }
    let places = table.places();
    loop {
        let place = if backwards {
            match at.checked_sub(1) {
                Some(place) => {
                    *at = place;
                    place
                }
                None => return Stepped::Ended,
            }
        } else {
            if *at >= places {
                return Stepped::Ended;
            }
            *at += 1;
            *at - 1
        };
        if let Some(entry) = table.entry(place) {
            return Stepped::Item(match part {
                Part::Keys => entry.key.clone(),
                Part::Values => entry.value.clone(),
                Part::Items => Value::tuple(vec![entry.key.clone(), entry.value.clone()]),
            });
        }
    }
}

// `enumerate` and `zip` over built-in iterators; their own lock is not held while the inner ones step.
fn compound(iterator: &Iter) -> Result<Option<Value>, Raised> {
    let parts = {
        let source = iterator.source.lock();
        match &*source {
            Source::Enumerate(inner, _) => {
                let Value::Iterator(inner) = inner else {
                    return Err(Raised::Defer);
                };
                if !inner.is_simple() {
                    return Err(Raised::Defer);
                }
                Err(inner.clone())
            }
            Source::Zip(inner, false) => {
                let simple = inner
                    .iter()
                    .all(|inner| matches!(inner, Value::Iterator(inner) if inner.is_simple()));
                if !simple {
                    return Err(Raised::Defer);
                }
                Ok(inner.clone())
            }
            _ => return Err(Raised::Defer),
        }
    };
    match parts {
        Err(inner) => match step(&inner)? {
            Some(value) => {
                let mut source = iterator.source.lock();
                let Source::Enumerate(_, count) = &mut *source else {
                    return Ok(None);
                };
                *count += 1;
                Ok(Some(Value::tuple(vec![Value::Int(*count - 1), value])))
            }
            None => Ok(None),
        },
        Ok(inner) => {
            let mut items = Vec::with_capacity(inner.len());
            for inner in inner.iter() {
                let Value::Iterator(inner) = inner else {
                    return Err(Raised::Defer);
                };
                match step(inner)? {
                    Some(value) => items.push(value),
                    None => {
                        *iterator.source.lock() = Source::Ended;
                        return Ok(None);
                    }
                }
            }
            Ok(if items.is_empty() {
                None
            } else {
                Some(Value::tuple(items))
            })
        }
    }
}

impl Iter {
    /// Whether stepping it never calls Python.
    #[must_use]
    pub fn is_simple(&self) -> bool {
        let source = self.source.lock();
        !matches!(
            &*source,
            Source::Enumerate(..)
                | Source::Zip(..)
                | Source::Map(..)
                | Source::Filter(..)
                | Source::Calls(..)
                | Source::Items(..)
                | Source::ReversedItems(..)
        )
    }

    /// Where it is, as a number for fingerprints.
    #[must_use]
    pub fn position(&self) -> u64 {
        match &*self.source.lock() {
            Source::List(_, at) | Source::Reversed(_, at) | Source::Tuple(_, at) | Source::Str(_, at) => *at as u64,
            Source::Dict { at, .. } | Source::Set(_, at, _) | Source::Deque(_, at, ..) => *at as u64,
            Source::Range(next, _, left) => (*next as u64) ^ (*left as u64) << 32,
            Source::Ended => u64::MAX,
            _ => 0,
        }
    }

    /// What `__length_hint__` or `len` of what is left would be, if it is known.
    #[must_use]
    pub fn left(&self) -> Option<usize> {
        match &*self.source.lock() {
            Source::Ended => Some(0),
            Source::Range(_, _, left) => Some(*left as usize),
            Source::List(list, at) => Some(list.lock().len().saturating_sub(*at)),
            Source::Tuple(items, at) => Some(items.len().saturating_sub(*at)),
            _ => None,
        }
    }
}

/// All items of a built-in iterable.
///
/// # Errors
/// TypeError; `Defer` where Python takes part.
pub fn collect(value: &Value) -> Result<Vec<Value>, Raised> {
    match value {
        Value::List(list) => Ok(list.to_vec()),
        Value::Tuple(items) => Ok(items.to_vec()),
        Value::Deque(deque) => Ok(deque.to_vec()),
        Value::Set(set) => Ok(set.to_vec()),
        Value::Dict(dict) => Ok(view_of(dict, Part::Keys)),
        Value::View(view) => Ok(super::sequence::view_items(view)),
        Value::Generator(_) => Err(Raised::Defer),
        Value::Range(range) => {
            let length = range.length();
            super::sequence::room(length as usize)?;
            Ok((0..length).map(|at| Value::Int(range.at(at))).collect())
        }
        _ => {
            let iterator = iter(value)?;
            let Value::Iterator(iterator) = iterator else {
                return Err(Raised::Defer);
            };
            let simple = match &*iterator.source.lock() {
                Source::Zip(inner, false) => inner
                    .iter()
                    .all(|inner| matches!(inner, Value::Iterator(inner) if inner.is_simple())),
                Source::Enumerate(inner, _) => matches!(inner, Value::Iterator(inner) if inner.is_simple()),
                Source::Zip(..) | Source::Map(..) | Source::Filter(..) | Source::Calls(..) => false,
                Source::Items(..) | Source::ReversedItems(..) => false,
                _ => true,
            };
            if !simple {
                return Err(Raised::Defer);
            }
            let mut items = Vec::new();
            while let Some(item) = step(&iterator)? {
                items.push(item);
            }
            Ok(items)
        }
    }
}

fn view_of(dict: &Arc<Dict>, what: Part) -> Vec<Value> {
    super::sequence::view_items(&View {
        dict: dict.clone(),
        what,
    })
}

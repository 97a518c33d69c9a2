//! What a step of an iterator touches: the iterator, and whatever it walks.
//!
//! An iterator that two threads share moves on for both, and one that walks others, such as `enumerate` or a generator of the library, looks into what
//! these walk, at each step and not when it was made.

use std::sync::{Arc, LazyLock};

use super::Touch;
use super::calls::lent;
use super::containers::{attributes_of, has_from_library, number_of};
use crate::effect::{Kind, Slot};
use crate::number::ObjectNumber;
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::instance::Instance;
use crate::objects::iterator::{Iter, Source};
use crate::objects::string::{Name, intern};
use crate::value::Value;

/// Iterators over iterators are followed so far.
const DEEPEST: usize = 6;
/// So many of what they give next are looked at: a step of a long loop must not look at all that is left.
const MOST: usize = 64;

/// What takes a step of an iterator.
pub(super) static NEXT: LazyLock<Name> = LazyLock::new(|| intern("__next__"));

/// What a step of an iterator touches; nothing if the value is none.
pub(super) fn stepped(value: &Value) -> Vec<Touch> {
    let mut all = Vec::new();
    if matches!(value, Value::Iterator(_) | Value::Generator(_) | Value::Instance(_)) {
        walk(value, 0, &mut all);
    }
    all
}

fn walk(value: &Value, depth: usize, all: &mut Vec<Touch>) {
    let inner = match value {
        _ if depth > DEEPEST => return,
        Value::Iterator(iterator) => built_in(iterator, all),
        Value::Generator(generator) => generated(generator, all),
        Value::Instance(instance) if has_from_library(&instance.class, &NEXT) => {
            moves(instance.number, all);
            attributes(instance)
        }
        _ if depth == 0 => return,
        Value::Method(_) => {
            all.extend(lent(value));
            return;
        }
        value => {
            if let Some(number) = number_of(value).filter(|number| is_new(*number, all)) {
                all.push((number, Slot::Whole, Kind::Read));
            }
            return;
        }
    };
    inner.iter().for_each(|value| walk(value, depth + 1, all));
}

fn is_new(number: ObjectNumber, all: &[Touch]) -> bool {
    all.iter().all(|(known, ..)| *known != number)
}

fn moves(number: ObjectNumber, all: &mut Vec<Touch>) {
    if is_new(number, all) {
        all.push((number, Slot::Whole, Kind::Update));
    }
}

// Whether others hold it cannot be seen from how many do: a search that keeps a moment of the run holds it too.
fn built_in(iterator: &Iter, all: &mut Vec<Touch>) -> Vec<Value> {
    if !iterator.belongs() {
        moves(iterator.number, all);
    }
    match &*iterator.source.lock() {
        Source::List(list, _) | Source::Reversed(list, _) => vec![Value::List(list.clone())],
        Source::Dict { dict, .. } => vec![Value::Dict(dict.clone())],
        Source::Set(set, ..) => vec![Value::Set(set.clone())],
        Source::Deque(deque, ..) => vec![Value::Deque(deque.clone())],
        Source::Bytes(one, _) | Source::Items(one, _) | Source::ReversedItems(one, _) => vec![one.clone()],
        Source::Enumerate(one, _) => vec![one.clone()],
        Source::Filter(function, one) => {
            let looks = matches!(function, Value::None) || is_native(function);
            let given = if looks { chained(one) } else { Vec::new() };
            given.into_iter().chain([function.clone(), one.clone()]).collect()
        }
        Source::Zip(each, _) => each.to_vec(),
        Source::Map(function, each) => {
            let given = each.iter().filter(|_| is_native(function)).flat_map(chained);
            let given = given.collect::<Vec<_>>();
            each.iter().cloned().chain(given).chain([function.clone()]).collect()
        }
        Source::Ended | Source::Tuple(..) | Source::Str(..) | Source::Range(..) | Source::Calls(..) => Vec::new(),
    }
}

// What a generator of the program looks into, it says itself.
fn generated(generator: &Arc<Generator>, all: &mut Vec<Touch>) -> Vec<Value> {
    moves(generator.number, all);
    match &*generator.state.lock() {
        GeneratorState::Parked(frame) if frame.function.body.hidden => frame.values.clone(),
        _ => Vec::new(),
    }
}

fn attributes(instance: &Instance) -> Vec<Value> {
    let mut all: Vec<Value> = attributes_of(instance).into_iter().map(|(_, value)| value).collect();
    if instance.class.name.as_str() == "chain" {
        all.extend(all.iter().flat_map(chained).collect::<Vec<_>>());
    }
    all
}

// What says nothing itself of what it is given.
fn is_native(function: &Value) -> bool {
    match function {
        Value::Native(_) => true,
        Value::Class(class) => class.builtin,
        _ => false,
    }
}

// What an iterator over a list or a tuple goes through next: `chain` looks into it, and so does a native that is mapped over it.
fn chained(rest: &Value) -> Vec<Value> {
    match rest {
        Value::Iterator(iterator) => match &*iterator.source.lock() {
            Source::List(list, at) => list.lock().iter().skip(*at).take(MOST).cloned().collect(),
            Source::Tuple(items, at) => items.iter().skip(*at).take(MOST).cloned().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

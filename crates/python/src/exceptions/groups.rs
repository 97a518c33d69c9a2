//! Exception groups.

use std::sync::Arc;

use super::ExceptionKind;
use super::construct::matches;
use crate::objects::exception::Raised;
use crate::objects::instance::Instance;
use crate::operations::types::is_instance;
use crate::value::Value;

/// Fills a new group.
///
/// # Errors
/// TypeError, ValueError.
pub fn fill(group: &Instance, args: &[Value]) -> Result<(), Raised> {
    let [message, exceptions] = args else {
        let words = format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.len()
        );
        return Err(Raised::type_error(words));
    };
    let items = match exceptions {
        Value::List(list) => list.to_vec(),
        Value::Tuple(items) => items.to_vec(),
        _ => return Err(Raised::type_error("second argument (exceptions) must be a sequence")),
    };
    if items.is_empty() {
        return Err(Raised::value_error(
            "second argument (exceptions) must be a non-empty sequence",
        ));
    }
    for (at, item) in items.iter().enumerate() {
        if !is_instance(item, ExceptionKind::BaseException.class()) {
            let words = format!("Item {at} of second argument (exceptions) is not an exception");
            return Err(Raised::value_error(words));
        }
        let narrow = group.class.is_subclass(ExceptionKind::ExceptionGroup.class());
        if narrow && !is_instance(item, ExceptionKind::Exception.class()) {
            return Err(Raised::type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
    }
    group.set_text("message", message.clone());
    group.set_text("exceptions", Value::tuple(items));
    Ok(())
}

fn items_of(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Instance(instance) if is_instance(value, ExceptionKind::BaseExceptionGroup.class()) => {
            match instance.get_text("exceptions") {
                Some(Value::Tuple(items)) => Some(items.to_vec()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A group like another with other exceptions.
#[must_use]
pub fn derive(like: &Value, items: Vec<Value>) -> Value {
    let Value::Instance(group) = like else {
        return Value::None;
    };
    let message = group.get_text("message").unwrap_or(Value::None);
    let new = Instance::exception(group.class.clone(), vec![message.clone(), Value::list(items.clone())]);
    new.set_text("message", message);
    new.set_text("exceptions", Value::tuple(items));
    if let Some(notes) = group.get_text("__notes__") {
        new.set_text("__notes__", notes);
    }
    let old = group
        .memory()
        .map(|memory| (memory.cause.clone(), memory.context.clone(), memory.traceback.clone()));
    if let (Some(mut memory), Some((cause, context, traceback))) = (new.memory(), old) {
        (memory.cause, memory.context, memory.traceback) = (cause, context, traceback);
    }
    Value::Instance(Arc::new(new))
}

/// What of an exception matches and what does not, each None if nothing.
///
/// # Errors
/// TypeError.
pub fn split(
    exception: &Value,
    fits: &mut dyn FnMut(&Value) -> Result<bool, Raised>,
) -> Result<(Value, Value), Raised> {
    if fits(exception)? {
        return Ok((exception.clone(), Value::None));
    }
    let Some(items) = items_of(exception) else {
        return Ok((Value::None, exception.clone()));
    };
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for item in &items {
        let (yes, no) = split(item, fits)?;
        if !matches!(yes, Value::None) {
            matched.push(yes);
        }
        if !matches!(no, Value::None) {
            rest.push(no);
        }
    }
    let group = |items: Vec<Value>| {
        if items.is_empty() {
            Value::None
        } else {
            derive(exception, items)
        }
    };
    Ok((group(matched), group(rest)))
}

/// What `except*` leaves and what it takes.
///
/// # Errors
/// TypeError.
pub fn split_star(exception: &Value, kind: &Value) -> Result<(Value, Value), Raised> {
    if let Value::None = exception {
        return Ok((Value::None, Value::None));
    }
    if items_of(exception).is_none() {
        if !matches(exception, kind)? {
            return Ok((exception.clone(), Value::None));
        }
        let group = Instance::exception(ExceptionKind::ExceptionGroup.class().clone(), Vec::new());
        fill(&group, &[Value::from(""), Value::list(vec![exception.clone()])])?;
        if let Some(mut memory) = group.memory() {
            memory.args = vec![Value::from(""), Value::list(vec![exception.clone()])];
        }
        return Ok((Value::None, Value::Instance(Arc::new(group))));
    }
    let (matched, rest) = split(exception, &mut |item| matches(item, kind))?;
    Ok((rest, matched))
}

/// What `except*` raises in the end.
#[must_use]
pub fn prepare_reraise(original: &Value, list: &Value) -> Value {
    let items: Vec<Value> = match list {
        Value::List(list) => list
            .to_vec()
            .into_iter()
            .filter(|item| !matches!(item, Value::None))
            .collect(),
        _ => Vec::new(),
    };
    match items.as_slice() {
        [] => Value::None,
        [one] if items_of(original).is_none() || items_of(one).is_some() => one.clone(),
        _ => {
            let group = Instance::exception(ExceptionKind::ExceptionGroup.class().clone(), vec![Value::from("")]);
            group.set_text("message", Value::from(""));
            group.set_text("exceptions", Value::tuple(items));
            Value::Instance(Arc::new(group))
        }
    }
}

//! Attributes: how they are found, bound and set.

use std::cell::RefCell;
use std::sync::Arc;

use super::thread::Thread;
use crate::library::kept;
use crate::objects::class::{self, Class, overrides};
use crate::objects::descriptor::Descriptor;
use crate::objects::exception::Raised;
use crate::objects::instance::Instance;
use crate::objects::string::{Name, intern};
use crate::operations::types::{class_of, type_name};
use crate::value::Value;

/// What an attribute came to: a value, or a call that gives it.
pub enum Found {
    /// The value.
    Value(Value),
    /// A call that gives the value: a property, `__get__` or `__getattr__`.
    Call(Value, Vec<Value>),
    /// A call of `__getattribute__`, after whose AttributeError `__getattr__` is asked.
    Asks(Value, Vec<Value>),
}

/// What setting an attribute came to.
pub enum Put {
    /// It is set.
    Done,
    /// A call that sets it.
    Call(Value, Vec<Value>),
}

const CACHED: usize = 1024;

type Cached = (usize, usize, u64, Option<Value>);

thread_local! {
    static CACHE: RefCell<Vec<Cached>> = RefCell::new(vec![(0, 0, 0, None); CACHED]);
}

/// What is found under a name in a class or its ancestors, remembered until any class changes.
pub fn lookup(class: &Class, name: &Name) -> Option<Value> {
    let (class_at, name_at) = (std::ptr::from_ref(class) as usize, Arc::as_ptr(name) as usize);
    let place = ((class_at >> 4) ^ (name_at >> 4).wrapping_mul(31)) % CACHED;
    let version = class::version();
    CACHE.with(|cache| {
        if let Some((a, b, c, value)) = cache.borrow().get(place)
            && (*a, *b, *c) == (class_at, name_at, version)
        {
            return value.clone();
        }
        let value = class.lookup(name);
        cache.borrow_mut()[place] = (class_at, name_at, version, value.clone());
        value
    })
}

impl Thread {
    /// What is found under a name in a class or its ancestors.
    #[inline]
    pub(super) fn lookup(&self, class: &Class, name: &Name) -> Option<Value> {
        lookup(class, name)
    }
}

/// The attribute of a value.
///
/// # Errors
/// AttributeError.
pub fn get(value: &Value, name: &Name) -> Result<Found, Raised> {
    if let Some(annotate) = annotate(value, name) {
        return Ok(Found::Call(annotate, vec![Value::Int(1)]));
    }
    match value {
        Value::Instance(instance) => {
            if instance.class.has(overrides::GET_ATTRIBUTE)
                && let Some(function) = lookup(&instance.class, &intern("__getattribute__"))
            {
                return Ok(Found::Asks(function, vec![value.clone(), Value::Str(name.clone())]));
            }
            match generic(value, name) {
                Ok(found) => Ok(found),
                Err(raised) if instance.class.has(overrides::GET_MISSING) => match missing(value, name) {
                    Some(found) => Ok(found),
                    None => Err(raised),
                },
                Err(raised) => Err(raised),
            }
        }
        Value::Class(class) => class_attribute(class, name),
        Value::Module(module) => match module.globals.get_name(name) {
            Some(found) => Ok(Found::Value(found)),
            None => match name.as_str() {
                "__dict__" => Ok(Found::Value(Value::Dict(module.globals.clone()))),
                "__class__" => Ok(Found::Value(Value::Class(class_of(value).clone()))),
                _ => match module.globals.get_text("__getattr__") {
                    Some(function) => Ok(Found::Call(function, vec![Value::Str(name.clone())])),
                    None => Err(crate::exceptions::words::no_module_attribute(module, name)),
                },
            },
        },
        Value::Super(object) => {
            let found = object.start.lookup_after(&object.after, name);
            match found {
                Some(found) => {
                    let receiver = match &object.receiver {
                        Value::Class(class) if Arc::ptr_eq(class, &object.start) => None,
                        receiver => Some(receiver),
                    };
                    bind(&found, receiver, &object.start)
                }
                None => {
                    if name.as_str() == "__class__" {
                        return Ok(Found::Value(Value::Class(class_of(value).clone())));
                    }
                    Err(Raised::attribute_error(format!(
                        "'super' object has no attribute '{name}'"
                    )))
                }
            }
        }
        Value::Function(function) => match function.own(name) {
            Some(found) => Ok(Found::Value(found)),
            None => generic(value, name),
        },
        _ => generic(value, name),
    }
}

// Annotations are computed when they are asked for (PEP 649), unless they were set.
fn annotate(value: &Value, name: &Name) -> Option<Value> {
    if name.as_str() != "__annotations__" {
        return None;
    }
    let own = |wanted: &str| match value {
        Value::Class(class) => class.names.lock().get(&intern(wanted)).cloned(),
        Value::Function(function) => function.attributes.lock().get(&intern(wanted)).cloned(),
        Value::Module(module) => module.globals.get_text(wanted),
        _ => None,
    };
    if own("__annotations__").is_some() {
        return None;
    }
    own("__annotate_func__")
        .or_else(|| own("__annotate__"))
        .filter(|found| matches!(found, Value::Function(_)))
}

/// What `__getattr__` would be called with.
pub fn missing(value: &Value, name: &Name) -> Option<Found> {
    let function = lookup(class_of(value), &intern("__getattr__"))?;
    bound_call(function, vec![value.clone(), Value::Str(name.clone())])
}

fn bound_call(function: Value, args: Vec<Value>) -> Option<Found> {
    Some(Found::Call(function, args))
}

/// `object.__getattribute__`.
///
/// # Errors
/// AttributeError.
pub fn generic(value: &Value, name: &Name) -> Result<Found, Raised> {
    let class = class_of(value);
    let in_class = lookup(class, name);
    if let Some(found) = &in_class
        && is_data(found)
    {
        return bind(found, Some(value), class);
    }
    if let Value::Instance(instance) = value
        && let Some(found) = instance.get(name)
    {
        return Ok(Found::Value(found));
    }
    match in_class {
        Some(found) => bind(&found, Some(value), class),
        None => special(value, name).map(Found::Value),
    }
}

fn special(value: &Value, name: &Name) -> Result<Value, Raised> {
    match (name.as_str(), value) {
        ("__class__", _) => Ok(Value::Class(class_of(value).clone())),
        ("__dict__", Value::Instance(instance)) if instance.class.has_dict => Ok(Value::Dict(instance.dict())),
        ("__doc__", _) => Ok(Value::None),
        _ => Err(crate::exceptions::words::no_attribute(value, name)),
    }
}

/// Whether what stands in a class goes before an instance's own attribute.
fn is_data(found: &Value) -> bool {
    match found {
        Value::Descriptor(descriptor) => {
            matches!(
                &**descriptor,
                Descriptor::Property(_) | Descriptor::Slot(..) | Descriptor::Getter(..)
            )
        }
        Value::Instance(instance) => {
            lookup(&instance.class, &intern("__set__")).is_some()
                || lookup(&instance.class, &intern("__delete__")).is_some()
        }
        _ => false,
    }
}

/// What stands in a class as it is read through an instance, or through the class if there is none.
///
/// # Errors
/// AttributeError of properties without getter and of empty slots.
pub fn bind(found: &Value, receiver: Option<&Value>, class: &Arc<Class>) -> Result<Found, Raised> {
    let whole = match (found, receiver) {
        (Value::Function(_), Some(receiver)) => Value::method(found.clone(), receiver.clone()),
        (Value::Native(native), Some(receiver)) if !native.owner.is_empty() => {
            Value::method(found.clone(), receiver.clone())
        }
        (Value::Descriptor(descriptor), _) => return bind_descriptor(found, descriptor, receiver, class),
        (Value::Instance(instance), _) => match lookup(&instance.class, &intern("__get__")) {
            Some(function) => {
                let receiver = receiver.cloned().unwrap_or(Value::None);
                return Ok(Found::Call(
                    function,
                    vec![found.clone(), receiver, Value::Class(class.clone())],
                ));
            }
            None => found.clone(),
        },
        (Value::Opaque(_), _) => match lookup(class_of(found), &intern("__get__")) {
            Some(function) => {
                let receiver = receiver.cloned().unwrap_or(Value::None);
                return Ok(Found::Call(
                    function,
                    vec![found.clone(), receiver, Value::Class(class.clone())],
                ));
            }
            None => found.clone(),
        },
        _ => found.clone(),
    };
    Ok(Found::Value(whole))
}

fn bind_descriptor(
    found: &Value,
    descriptor: &Descriptor,
    receiver: Option<&Value>,
    class: &Arc<Class>,
) -> Result<Found, Raised> {
    match (descriptor, receiver) {
        (Descriptor::Static(function), _) => Ok(Found::Value(function.clone())),
        (Descriptor::Class(function), _) => Ok(Found::Value(Value::method(
            function.clone(),
            Value::Class(class.clone()),
        ))),
        (Descriptor::Property(property), Some(receiver)) => match &property.get {
            Value::None | Value::Unbound => {
                let name = property.name.get();
                let (name, class) = (
                    crate::operations::repr::plain_repr(&name),
                    class_of(receiver).name.clone(),
                );
                Err(Raised::attribute_error(format!(
                    "property {name} of '{class}' object has no getter"
                )))
            }
            get => Ok(Found::Call(get.clone(), vec![receiver.clone()])),
        },
        (Descriptor::Slot(_, name), Some(Value::Instance(instance))) => match instance.get(name) {
            Some(value) => Ok(Found::Value(value)),
            None => Err(crate::exceptions::words::no_attribute(
                &Value::Instance(instance.clone()),
                name,
            )),
        },
        (Descriptor::Getter(_, get, _), Some(receiver)) => get(receiver).map(Found::Value),
        _ => Ok(Found::Value(found.clone())),
    }
}

fn class_attribute(class: &Arc<Class>, name: &Name) -> Result<Found, Raised> {
    let value = Value::Class(class.clone());
    let meta = class_of(&value).clone();
    if name.as_str() == "__class__" {
        return Ok(Found::Value(Value::Class(meta)));
    }
    let in_meta = lookup(&meta, name);
    if let Some(found) = &in_meta
        && is_data(found)
        && !(matches!(found, Value::Descriptor(_))
            && !matches!(name.as_str(), "__name__" | "__qualname__")
            && class.names.lock().get(name).is_some()
            && class.builtin)
    {
        return bind(found, Some(&value), &meta);
    }
    if let Some(found) = lookup(class, name) {
        return bind(&found, None, class);
    }
    match in_meta {
        Some(found) => bind(&found, Some(&value), &meta),
        None => match lookup(&meta, &intern("__getattr__")) {
            Some(function) => Ok(Found::Call(function, vec![value, Value::Str(name.clone())])),
            None => Err(crate::exceptions::words::no_class_attribute(class, name)),
        },
    }
}

/// Sets an attribute, or deletes it if the new value is `Unbound`.
///
/// # Errors
/// AttributeError, TypeError.
pub fn put(value: &Value, name: &Name, new: Value) -> Result<Put, Raised> {
    if let Value::Instance(instance) = value
        && instance.class.has(overrides::SET_ATTRIBUTE)
    {
        let deletes = matches!(new, Value::Unbound);
        let method = intern(if deletes { "__delattr__" } else { "__setattr__" });
        if let Some(function @ Value::Function(_)) = lookup(&instance.class, &method) {
            let mut args = vec![value.clone(), Value::Str(name.clone())];
            if !deletes {
                args.push(new);
            }
            return Ok(Put::Call(function, args));
        }
    }
    if let Value::Class(class) = value
        && let Some(meta) = &class.meta
        && meta.has(overrides::SET_ATTRIBUTE)
        && !matches!(new, Value::Unbound)
        && let Some(function @ Value::Function(_)) = lookup(meta, &intern("__setattr__"))
    {
        return Ok(Put::Call(function, vec![value.clone(), Value::Str(name.clone()), new]));
    }
    put_generic(value, name, new)
}

// A module of the library that the program changes is not there for other runs.
fn kept_changes(is_kept: bool) {
    if is_kept {
        kept::changed();
    }
}

/// `object.__setattr__` and `object.__delattr__`.
///
/// # Errors
/// AttributeError, TypeError.
pub fn put_generic(value: &Value, name: &Name, new: Value) -> Result<Put, Raised> {
    let deletes = matches!(new, Value::Unbound);
    match value {
        Value::Class(class) => {
            kept_changes(kept::made(class.number));
            return put_class(class, name, new);
        }
        Value::Module(module) => {
            kept_changes(kept::is_kept(module.name.as_str()));
            if deletes {
                return match module.globals.remove_name(name) {
                    Some(_) => Ok(Put::Done),
                    None => Err(crate::exceptions::words::no_module_attribute(module, name)),
                };
            }
            module.globals.set_name(name, new);
            return Ok(Put::Done);
        }
        Value::Function(function) => {
            kept_changes(kept::made(function.number));
            return function.set_own(name, new).map(|()| Put::Done);
        }
        _ => {}
    }
    let class = class_of(value);
    match lookup(class, name) {
        Some(Value::Descriptor(descriptor)) => match (&*descriptor, value) {
            (Descriptor::Property(property), _) => return put_property(property, value, new),
            (Descriptor::Slot(_, slot), Value::Instance(instance)) => {
                return set_own(instance, slot, new);
            }
            (Descriptor::Getter(getter, _, set), _) => {
                return match set {
                    Some(set) => set(value, new).map(|()| Put::Done),
                    None => Err(Raised::attribute_error(format!(
                        "attribute '{getter}' of '{}' objects is not writable",
                        class.name
                    ))),
                };
            }
            _ => {}
        },
        Some(Value::Instance(instance)) => {
            let method = intern(if deletes { "__delete__" } else { "__set__" });
            if let Some(function) = lookup(&instance.class, &method) {
                let mut args = vec![Value::Instance(instance), value.clone()];
                if !deletes {
                    args.push(new);
                }
                return Ok(Put::Call(function, args));
            }
        }
        found => {
            if let Value::Instance(instance) = value
                && !instance.class.has_dict
            {
                return Err(match found {
                    Some(_) => {
                        Raised::attribute_error(format!("'{}' object attribute '{name}' is read-only", class.name))
                    }
                    None => crate::exceptions::words::no_attribute_to_set(value, name),
                });
            }
        }
    }
    match value {
        Value::Instance(instance) => {
            if name.as_str() == "__dict__"
                && let Value::Dict(dict) = &new
            {
                instance.expose(dict.clone());
                return Ok(Put::Done);
            }
            set_own(instance, name, new)
        }
        _ => Err(match lookup(class, name) {
            Some(_) => {
                Raised::attribute_error(format!("'{}' object attribute '{name}' is read-only", type_name(value)))
            }
            None => crate::exceptions::words::no_attribute_to_set(value, name),
        }),
    }
}

fn set_own(instance: &Arc<Instance>, name: &Name, new: Value) -> Result<Put, Raised> {
    if matches!(new, Value::Unbound) {
        return match instance.remove(name) {
            Some(_) => Ok(Put::Done),
            None => Err(crate::exceptions::words::no_attribute(
                &Value::Instance(instance.clone()),
                name,
            )),
        };
    }
    instance.set(name, new);
    Ok(Put::Done)
}

/// Sets a property, or deletes it if the value is `Unbound`.
///
/// # Errors
/// AttributeError of properties without setter or deleter.
pub(crate) fn put_property(
    property: &crate::objects::descriptor::Property,
    value: &Value,
    new: Value,
) -> Result<Put, Raised> {
    let deletes = matches!(new, Value::Unbound);
    let (function, what) = if deletes {
        (&property.delete, "deleter")
    } else {
        (&property.set, "setter")
    };
    if matches!(function, Value::None | Value::Unbound) {
        let name = crate::operations::repr::plain_repr(&property.name.get());
        let class = type_name(value);
        return Err(Raised::attribute_error(format!(
            "property {name} of '{class}' object has no {what}"
        )));
    }
    let mut args = vec![value.clone()];
    if !deletes {
        args.push(new);
    }
    Ok(Put::Call(function.clone(), args))
}

fn put_class(class: &Arc<Class>, name: &Name, new: Value) -> Result<Put, Raised> {
    if class.builtin {
        let words = format!("cannot set '{name}' attribute of immutable type '{}'", class.name);
        return Err(Raised::type_error(words));
    }
    let old = if matches!(new, Value::Unbound) {
        let old = class.names.lock().remove(name);
        if old.is_none() {
            return Err(crate::exceptions::words::no_class_attribute(class, name));
        }
        old
    } else {
        class.overrides(name.as_str());
        class.names.lock().insert(name.clone(), new)
    };
    class::changed();
    drop(old);
    Ok(Put::Done)
}

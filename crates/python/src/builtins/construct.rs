//! Calls of classes: built-in types from their arguments, and instances of classes that extend them.

mod numbers;

use std::sync::Arc;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::args::{count, keyword, only};
use crate::exceptions::ExceptionKind;
use crate::machine::attributes::lookup;
use crate::machine::cx::{Cx, Task};
use crate::objects::bytes::ByteArray;
use crate::objects::class::{Class, Layout};
use crate::objects::deque::Deque;
use crate::objects::descriptor::{Descriptor, Property};
use crate::objects::dict::Dict;
use crate::objects::exception::{Ask, Raised};
use crate::objects::guarded::Guarded;
use crate::objects::instance::Instance;
use crate::objects::list::List;
use crate::objects::range::{Range, Slice};
use crate::objects::set::{Set, SetTable};
use crate::objects::string::{Name, intern};
use crate::objects::types::types;
use crate::operations::types::{class_of, is_instance, plain, type_name};
use crate::operations::{compare, float, integer, repr};
use crate::value::Value;
pub use numbers::to_float;
use numbers::{bytes, complex, int};

type Outcome = Result<Value, Raised>;
type Keywords = Vec<(Name, Value)>;

/// A class called: `type.__call__`.
pub fn construct(cx: Cx, class: Arc<Class>, args: Vec<Value>, keywords: Keywords) -> Task {
    Box::pin(async move {
        if Arc::ptr_eq(&class, &types().type_) && args.len() == 1 && keywords.is_empty() {
            return Ok(Value::Class(class_of(&args[0]).clone()));
        }
        if class.builtin && !matches!(class.layout, Layout::Object | Layout::Type) {
            return new(&cx, &class, &class, args, keywords).await;
        }
        let value = Value::Class(class.clone());
        let maker = lookup(&class, &intern("__new__"));
        let made = match &maker {
            Some(Value::Descriptor(descriptor)) => match &**descriptor {
                Descriptor::Static(function) => {
                    let mut given = vec![value];
                    given.extend(args.iter().cloned());
                    cx.call_with(function, given, keywords.clone()).await?
                }
                _ => return Err(Raised::type_error("__new__ must be a static method")),
            },
            _ => new(&cx, &class, &class, args.clone(), keywords.clone()).await?,
        };
        if is_instance(&made, &class) {
            initialise(cx, made, args, keywords).await
        } else {
            Ok(made)
        }
    })
}

/// Calls `__init__` of an instance and gives the instance.
pub fn initialise(cx: Cx, instance: Value, args: Vec<Value>, keywords: Keywords) -> Task {
    Box::pin(async move {
        let class = class_of(&instance).clone();
        let init = lookup(&class, &intern("__init__"));
        match init {
            Some(Value::Native(native)) if native.owner == "object" || native.owner == "type" => {}
            Some(init) => {
                let bound = match crate::machine::attributes::bind(&init, Some(&instance), &class)? {
                    crate::machine::attributes::Found::Value(bound) => bound,
                    crate::machine::attributes::Found::Call(callable, given)
                    | crate::machine::attributes::Found::Asks(callable, given) => cx.call(&callable, given).await?,
                };
                let result = cx.call_with(&bound, args, keywords).await?;
                if !matches!(result, Value::None) {
                    let words = format!("__init__() should return None, not '{}'", type_name(&result));
                    return Err(Raised::type_error(words));
                }
            }
            None => {}
        }
        Ok(instance)
    })
}

/// Makes an instance of `class` as the built-in `base` does: `base.__new__(class, ...)`.
///
/// # Errors
/// As CPython's constructors.
pub async fn new(cx: &Cx, base: &Arc<Class>, class: &Arc<Class>, args: Vec<Value>, keywords: Keywords) -> Outcome {
    let builtin = std::iter::once(base)
        .chain(base.ancestors.iter())
        .find(|class| class.builtin);
    let Some(builtin) = builtin else {
        return Err(Raised::Defer);
    };
    match builtin.layout {
        Layout::Object => {
            let names = cx.special(
                &Value::Instance(Arc::new(Instance::new(class.clone(), Value::Unbound))),
                "__abstractmethods__",
            );
            if let Some(names) = names
                && let Ok(mut items) = crate::operations::iteration::collect(&names)
                && !items.is_empty()
            {
                items.sort_by_key(|name| repr::str(name).unwrap_or_default());
                let quoted: Vec<String> = items
                    .iter()
                    .map(|name| format!("'{}'", repr::str(name).unwrap_or_default()))
                    .collect();
                let s = if quoted.len() == 1 { "" } else { "s" };
                let words = format!(
                    "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
                    class.name,
                    quoted.join(", ")
                );
                return Err(Raised::type_error(words));
            }
            let own_init = class.has(crate::objects::class::overrides::INIT);
            let own_new = class.has(crate::objects::class::overrides::NEW);
            if (!args.is_empty() || !keywords.is_empty()) && (own_new || !own_init) {
                if own_new {
                    return Err(Raised::type_error(
                        "object.__new__() takes exactly one argument (the type to instantiate)",
                    ));
                }
                return Err(Raised::type_error(format!("{}() takes no arguments", class.name)));
            }
            Ok(Value::Instance(Arc::new(Instance::new(class.clone(), Value::Unbound))))
        }
        Layout::Exception => {
            let exception = Value::Instance(Arc::new(Instance::exception(class.clone(), args.clone())));
            let filled = crate::exceptions::construct::fill(&exception, &args, &keywords);
            if class.builtin || is_instance(&exception, ExceptionKind::BaseExceptionGroup.class()) {
                filled?;
            }
            Ok(exception)
        }
        Layout::Type => match args.as_slice() {
            [name, bases, space] => super::classes::make(cx, Some(class.clone()), name, bases, space, keywords).await,
            _ => Err(Raised::type_error("type() takes 1 or 3 arguments")),
        },
        Layout::Holds | Layout::Final => {
            let extended = !class.builtin;
            let mutable = matches!(
                builtin.name.as_str(),
                "list" | "dict" | "set" | "bytearray" | "collections.deque"
            );
            let value = if extended && mutable {
                empty(builtin)
            } else {
                convert(cx, builtin, args, keywords).await?
            };
            Ok(if extended {
                Value::Instance(Arc::new(Instance::new(class.clone(), value)))
            } else {
                value
            })
        }
    }
}

fn empty(builtin: &Arc<Class>) -> Value {
    match builtin.name.as_str() {
        "list" => Value::list(Vec::new()),
        "dict" => Value::Dict(Arc::new(Dict::default())),
        "set" => Value::set(SetTable::default()),
        "bytearray" => Value::ByteArray(Arc::new(ByteArray::new(Vec::new()))),
        _ => Value::Deque(Arc::new(Deque::new(Default::default(), None))),
    }
}

/// An integer of a whole float.
///
/// # Errors
/// OverflowError, ValueError.
pub fn float_to_int(value: f64) -> Outcome {
    if value.is_nan() {
        return Err(Raised::value_error("cannot convert float NaN to integer"));
    }
    match BigInt::from_f64(value.trunc()) {
        Some(big) => Ok(Value::from(big)),
        None => Err(Raised::new(
            ExceptionKind::OverflowError,
            "cannot convert float infinity to integer",
        )),
    }
}

/// A value of a built-in type from arguments.
async fn convert(cx: &Cx, class: &Arc<Class>, args: Vec<Value>, keywords: Keywords) -> Outcome {
    let name = class.name.as_str();
    let first = args.first();
    let plainly = |most: usize| {
        only(name, &keywords, &[])?;
        count(name, args.len(), 0, most)
    };
    match name {
        "int" => int(cx, &args, &keywords).await,
        "float" => {
            plainly(1)?;
            match first {
                None => Ok(Value::Float(0.0)),
                Some(value) => to_float(cx, value).await.map(Value::Float),
            }
        }
        "complex" => complex(cx, &args, &keywords).await,
        "bool" => {
            plainly(1)?;
            match first {
                None => Ok(Value::Bool(false)),
                Some(value) => cx.truth(value).await.map(Value::Bool),
            }
        }
        "str" => {
            only(name, &keywords, &["object", "encoding", "errors"])?;
            match (
                first.or_else(|| keyword(&keywords, "object")),
                args.len() > 1 || keyword(&keywords, "encoding").is_some(),
            ) {
                (None, _) => Ok(Value::from("")),
                (Some(value), false) => match value {
                    Value::Str(_) => Ok(value.clone()),
                    _ => cx.str(value).await.map(Value::from),
                },
                (Some(value), true) => {
                    let bytes = compare::bytes_of(plain(value)).ok_or_else(|| {
                        Raised::type_error(format!(
                            "decoding to str: need a bytes-like object, {} found",
                            type_name(value)
                        ))
                    })?;
                    let option = |at: usize, name: &str| args.get(at).or_else(|| keyword(&keywords, name));
                    super::text::codec::decode(&bytes, option(1, "encoding"), option(2, "errors"))
                }
            }
        }
        "bytes" => bytes(cx, &args, &keywords)
            .await
            .map(|bytes| Value::Bytes(Arc::new(bytes))),
        "bytearray" => {
            let bytes = bytes(cx, &args, &keywords).await?;
            Ok(Value::ByteArray(Arc::new(ByteArray::new(bytes))))
        }
        "tuple" => {
            plainly(1)?;
            match first {
                None => Ok(Value::tuple(Vec::new())),
                Some(value @ Value::Tuple(_)) => Ok(value.clone()),
                Some(value) => cx.collect(value).await.map(Value::tuple),
            }
        }
        "list" => {
            plainly(1)?;
            let items = match first {
                None => Vec::new(),
                Some(value) => cx.collect(value).await?,
            };
            Ok(Value::List(Arc::new(List::new(items))))
        }
        "set" | "frozenset" => {
            plainly(1)?;
            let frozen = name == "frozenset";
            let table = match first {
                None => SetTable::default(),
                Some(value @ Value::Set(set)) if frozen && set.frozen => return Ok(value.clone()),
                Some(Value::Set(set)) => set.lock().copy(),
                Some(value) => {
                    let items = cx.collect(value).await?;
                    cx.set_of(items).await?
                }
            };
            Ok(Value::Set(Arc::new(Set::new(table, frozen))))
        }
        "dict" => {
            count(name, args.len(), 0, 1)?;
            let dict = Value::Dict(Arc::new(Dict::default()));
            if let Some(value) = first {
                cx.update_dict(&dict, value).await?;
            }
            if let Value::Dict(dict) = &dict {
                for (name, value) in &keywords {
                    dict.set_name(name, value.clone());
                }
            }
            Ok(dict)
        }
        "collections.deque" => {
            let bound = match args.get(1).or_else(|| keyword(&keywords, "maxlen")) {
                None | Some(Value::None) => None,
                Some(value) => match cx.index(value).await?.to_int() {
                    Some(bound) if bound >= 0 => Some(bound as usize),
                    _ => return Err(Raised::value_error("maxlen must be non-negative")),
                },
            };
            let items = match first.or_else(|| keyword(&keywords, "iterable")) {
                None => Vec::new(),
                Some(value) => cx.collect(value).await?,
            };
            Ok(Value::Deque(Arc::new(Deque::new(items.into(), bound))))
        }
        "range" => {
            only(name, &keywords, &[])?;
            count(name, args.len(), 1, 3)?;
            let mut numbers = Vec::new();
            for value in &args {
                let number = cx.index(value).await?;
                let fits = number.to_int().ok_or_else(|| {
                    Raised::new(
                        ExceptionKind::OverflowError,
                        "Python int too large to convert to C ssize_t",
                    )
                })?;
                numbers.push(fits);
            }
            let (start, stop, step) = match numbers.as_slice() {
                [stop] => (0, *stop, 1),
                [start, stop] => (*start, *stop, 1),
                [start, stop, step, ..] => (*start, *stop, *step),
                [] => (0, 0, 1),
            };
            if step == 0 {
                return Err(Raised::value_error("range() arg 3 must not be zero"));
            }
            Ok(Value::Range(Arc::new(Range { start, stop, step })))
        }
        "slice" => {
            count(name, args.len(), 1, 3)?;
            let slice = match args.as_slice() {
                [stop] => Slice {
                    start: Value::None,
                    stop: stop.clone(),
                    step: Value::None,
                },
                [start, stop] => Slice {
                    start: start.clone(),
                    stop: stop.clone(),
                    step: Value::None,
                },
                _ => Slice {
                    start: args[0].clone(),
                    stop: args[1].clone(),
                    step: args[2].clone(),
                },
            };
            Ok(Value::Slice(Arc::new(slice)))
        }
        "property" => {
            let part = |at: usize, name: &str| {
                args.get(at)
                    .or_else(|| keyword(&keywords, name))
                    .cloned()
                    .unwrap_or(Value::None)
            };
            Ok(Value::Descriptor(Arc::new(Descriptor::Property(Property {
                get: part(0, "fget"),
                set: part(1, "fset"),
                delete: part(2, "fdel"),
                doc: part(3, "doc"),
                name: Arc::new(Guarded::new(Value::None)),
            }))))
        }
        "staticmethod" | "classmethod" => {
            count(name, args.len(), 1, 1)?;
            let function = args[0].clone();
            let descriptor = if name == "staticmethod" {
                Descriptor::Static(function)
            } else {
                Descriptor::Class(function)
            };
            Ok(Value::Descriptor(Arc::new(descriptor)))
        }
        "super" => match args.as_slice() {
            [class, receiver] => super::classes::super_of(class, receiver),
            [] => cx.question(Ask::Super).await,
            _ => Err(Raised::type_error("super() takes at most 2 arguments")),
        },
        "NoneType" | "ellipsis" | "NotImplementedType" => Ok(match name {
            "NoneType" => Value::None,
            "ellipsis" => Value::Ellipsis,
            _ => Value::NotImplemented,
        }),
        "enumerate" | "zip" | "map" | "filter" | "reversed" => {
            let function = cx
                .interpreter
                .builtins
                .get_text(&format!("<{name}>"))
                .unwrap_or(Value::None);
            cx.call_with(&function, args, keywords).await
        }
        "method" => match args.as_slice() {
            [function, receiver] => Ok(Value::method(function.clone(), receiver.clone())),
            _ => Err(Raised::type_error("method expected 2 arguments")),
        },
        "module" => {
            let dict = Dict::default();
            let name = match first {
                Some(Value::Str(name)) => name.clone(),
                _ => intern("module"),
            };
            dict.set_text("__name__", Value::Str(name.clone()));
            Ok(Value::Module(Arc::new(crate::objects::module::Module {
                name,
                globals: Arc::new(dict),
            })))
        }
        _ => Err(Raised::type_error(format!("cannot create '{name}' instances"))),
    }
}

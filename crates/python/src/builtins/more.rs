//! Methods and attributes of the remaining built-in types.

mod bytes;
mod deques;
mod exceptions;

use std::sync::Arc;

use super::methods::{getter, method, put, quick, slow};
use crate::effect::Kind;
use crate::exceptions::ExceptionKind;
use crate::machine::attributes::{self, Found, Put};
use crate::machine::cx::{Arguments, Call, Cx};
use crate::objects::class::Class;
use crate::objects::descriptor::{Descriptor, Property};
use crate::objects::exception::{Place, Raised};
use crate::objects::function::{Quick, Slow};
use crate::objects::guarded::Guarded;
use crate::objects::string::intern;
use crate::objects::types::Types;
use crate::operations::subscript::index_of;
use crate::operations::types::{class_of, plain, type_name};
use crate::operations::{compare, iteration};
use crate::value::Value;
use bytes::bytes;
pub use deques::deques;
use exceptions::exceptions;

type Outcome = Result<Value, Raised>;

/// `open`, which the library has in Python.
///
/// # Errors
/// What it raises.
pub async fn open(cx: Cx, args: Arguments) -> Outcome {
    let name = intern("_files");
    let files = crate::machine::import::import(&cx, &name, &Value::None, 0).await?;
    let open = cx.attribute_or_none(&files, "open").await?.unwrap_or(Value::None);
    cx.call_with(&open, args.args, args.keywords).await
}

fn class_text(class: &Class, name: &str) -> Option<Value> {
    class.names.lock().get(&intern(name)).cloned()
}

/// Installs what is left.
pub fn install(types: &Types) {
    classes(types);
    functions(types);
    exceptions();
    iterators(types);
    bytes(types);
    super::octets::install(types);
    properties(types);
    generics(types);
}

fn classes(types: &Types) {
    let class = &types.type_;
    getter(
        class,
        "__name__",
        |value| match value {
            Value::Class(class) => {
                let name = class.name.as_str();
                Ok(Value::from(name.rsplit('.').next().unwrap_or(name)))
            }
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__qualname__",
        |value| match value {
            Value::Class(class) => {
                Ok(class_text(class, "__qualname__").unwrap_or_else(|| Value::Str(class.name.clone())))
            }
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__module__",
        |value| match value {
            Value::Class(class) => Ok(class_text(class, "__module__").unwrap_or_else(|| Value::from("builtins"))),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__mro__",
        |value| match value {
            Value::Class(class) => {
                let mut all = vec![value.clone()];
                all.extend(class.ancestors.iter().cloned().map(Value::Class));
                Ok(Value::tuple(all))
            }
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__bases__",
        |value| match value {
            Value::Class(class) => Ok(Value::tuple(class.bases.iter().cloned().map(Value::Class).collect())),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__base__",
        |value| match value {
            Value::Class(class) => Ok(class.bases.first().cloned().map_or(Value::None, Value::Class)),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__dict__",
        |value| match value {
            Value::Class(class) => {
                let dict = crate::objects::dict::Dict::default();
                for (name, value) in class.names.lock().iter() {
                    dict.set_name(name, value.clone());
                }
                Ok(Value::Dict(Arc::new(dict)))
            }
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__doc__",
        |value| match value {
            Value::Class(class) => Ok(class_text(class, "__doc__").unwrap_or(Value::None)),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        class,
        "__annotations__",
        |value| match value {
            Value::Class(class) => {
                Ok(class_text(class, "__annotations__").unwrap_or_else(|| Value::dict(Default::default())))
            }
            _ => Ok(Value::None),
        },
        None,
    );
    fn mro(call: &Call) -> Outcome {
        let Some(value @ Value::Class(class)) = call.args.first() else {
            return Err(Raised::type_error("a class is required"));
        };
        let mut all = vec![value.clone()];
        all.extend(class.ancestors.iter().cloned().map(Value::Class));
        Ok(Value::list(all))
    }
    fn either(call: &Call) -> Outcome {
        Ok(super::generic::union(&call.args[0], &call.args[1]))
    }
    fn either_reflected(call: &Call) -> Outcome {
        Ok(super::generic::union(&call.args[1], &call.args[0]))
    }
    quick(
        class,
        "type",
        &[("mro", mro), ("__or__", either), ("__ror__", either_reflected)],
        None,
    );
    for class in [&types.generic_alias, &types.union, &types.none] {
        quick(
            class,
            "type",
            &[("__or__", either), ("__ror__", either_reflected)],
            None,
        );
    }
}

fn functions(types: &Types) {
    getter(
        &types.method,
        "__self__",
        |value| match value {
            Value::Method(method) => Ok(method.receiver.clone()),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        &types.builtin,
        "__self__",
        |value| match value {
            Value::Method(method) => Ok(method.receiver.clone()),
            _ => Ok(Value::None),
        },
        None,
    );
    getter(
        &types.method,
        "__func__",
        |value| match value {
            Value::Method(method) => Ok(method.function.clone()),
            _ => Ok(Value::None),
        },
        None,
    );
    for name in [
        "__name__",
        "__qualname__",
        "__doc__",
        "__module__",
        "__code__",
        "__annotations__",
        "__defaults__",
    ] {
        fn of(value: &Value, name: &str) -> Outcome {
            match value {
                Value::Method(method) => match &method.function {
                    Value::Function(function) => Ok(function.own(&intern(name)).unwrap_or(Value::None)),
                    other => of(other, name),
                },
                Value::Native(native) if name == "__name__" => Ok(Value::from(native.name)),
                Value::Native(native) if name == "__qualname__" && !native.owner.is_empty() => {
                    Ok(Value::from(format!("{}.{}", native.owner, native.name)))
                }
                Value::Native(native) if name == "__qualname__" => Ok(Value::from(native.name)),
                _ if name == "__module__" => Ok(Value::from("builtins")),
                _ => Ok(Value::None),
            }
        }
        let get: crate::objects::descriptor::Getter = match name {
            "__name__" => |value| of(value, "__name__"),
            "__qualname__" => |value| of(value, "__qualname__"),
            "__doc__" => |value| of(value, "__doc__"),
            "__module__" => |value| of(value, "__module__"),
            "__code__" => |value| of(value, "__code__"),
            "__annotations__" => |value| of(value, "__annotations__"),
            _ => |value| of(value, "__defaults__"),
        };
        for class in [&types.method, &types.builtin, &types.method_descriptor] {
            getter(class, name, get, None);
        }
    }
    fn bind(call: &Call) -> Outcome {
        match call.args {
            [function, Value::None, ..] => Ok(function.clone()),
            [function, receiver, ..] => Ok(Value::method(function.clone(), receiver.clone())),
            _ => Err(Raised::type_error("__get__ expected at least 1 argument, got 0")),
        }
    }
    quick(&types.function, "function", &[("__get__", bind)], None);
    for (class, get) in [(&types.generator, "gi_frame"), (&types.coroutine, "cr_frame")] {
        getter(class, get, |_| Ok(Value::None), None);
        getter(
            class,
            "__name__",
            |value| match value {
                Value::Generator(generator) => Ok(Value::Str(generator.name.clone())),
                _ => Ok(Value::None),
            },
            None,
        );
        getter(
            class,
            "__qualname__",
            |value| match value {
                Value::Generator(generator) => Ok(Value::Str(generator.qualname.clone())),
                _ => Ok(Value::None),
            },
            None,
        );
    }
    for name in ["co_name", "co_varnames", "co_argcount", "co_filename", "co_firstlineno"] {
        let get: crate::objects::descriptor::Getter = match name {
            "co_name" => |value| match value {
                Value::Code(body) => Ok(Value::Str(body.name.clone())),
                _ => Ok(Value::None),
            },
            "co_varnames" => |value| match value {
                Value::Code(body) => Ok(Value::tuple(body.locals.iter().cloned().map(Value::Str).collect())),
                _ => Ok(Value::None),
            },
            "co_argcount" => |value| match value {
                Value::Code(body) => Ok(Value::Int(i64::from(body.code.positional))),
                _ => Ok(Value::None),
            },
            "co_filename" => |value| match value {
                Value::Code(body) => Ok(Value::from(&*body.code.filename)),
                _ => Ok(Value::None),
            },
            _ => |value| match value {
                Value::Code(body) => Ok(Value::Int(i64::from(body.code.first_line))),
                _ => Ok(Value::None),
            },
        };
        getter(&types.code, name, get, None);
    }
    getter(
        &types.cell,
        "cell_contents",
        |value| match value {
            Value::Cell(cell) => match cell.value.get() {
                Value::Unbound => Err(Raised::value_error("cell is empty")),
                value => Ok(value),
            },
            _ => Ok(Value::None),
        },
        None,
    );
    for (name, get) in [
        ("start", (|value| part(value, 0)) as crate::objects::descriptor::Getter),
        ("stop", |value| part(value, 1)),
        ("step", |value| part(value, 2)),
    ] {
        getter(&types.slice, name, get, None);
        getter(&types.range, name, get, None);
    }
    fn part(value: &Value, which: usize) -> Outcome {
        Ok(match value {
            Value::Range(range) => Value::Int([range.start, range.stop, range.step][which]),
            Value::Slice(slice) => [&slice.start, &slice.stop, &slice.step][which].clone(),
            _ => Value::None,
        })
    }
    fn indices(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let (Value::Slice(slice), Some(length)) = (&call.args[0], index_of(&rest[0])) else {
            return Err(Raised::Defer);
        };
        let (start, step, count) = crate::operations::subscript::span(slice, length.max(0) as usize)?;
        let _ = count;
        let stop = match index_of(&slice.stop) {
            None if step > 0 => length,
            None => -1,
            Some(stop) if stop < 0 => (stop + length).max(if step > 0 { 0 } else { -1 }),
            Some(stop) => stop.min(if step > 0 { length } else { length - 1 }),
        };
        Ok(Value::tuple(vec![
            Value::Int(start),
            Value::Int(stop),
            Value::Int(step),
        ]))
    }
    quick(&types.slice, "slice", &[("indices", indices)], None);
}

fn iterators(types: &Types) {
    async fn next(cx: Cx, args: Arguments) -> Outcome {
        cx.next_or_stop(&args.args[0]).await
    }
    fn hint(call: &Call) -> Outcome {
        match &call.args[0] {
            Value::Iterator(iterator) => Ok(Value::Int(iterator.left().unwrap_or(0) as i64)),
            _ => Ok(Value::Int(0)),
        }
    }
    for class in [
        &types.enumerate,
        &types.zip,
        &types.map,
        &types.filter,
        &types.reversed,
        &types.list_iterator,
        &types.list_reverse_iterator,
        &types.tuple_iterator,
        &types.str_iterator,
        &types.bytes_iterator,
        &types.range_iterator,
        &types.key_iterator,
        &types.value_iterator,
        &types.item_iterator,
        &types.reverse_key_iterator,
        &types.set_iterator,
        &types.deque_iterator,
        &types.callable_iterator,
        &types.iterator,
    ] {
        put(
            class,
            "__next__",
            method(
                "iterator",
                "__next__",
                None,
                Some(|cx, args| Box::pin(next(cx, args))),
                None,
            ),
        );
        quick(
            class,
            "iterator",
            &[("__iter__", |call| Ok(call.args[0].clone())), ("__length_hint__", hint)],
            None,
        );
    }
}

fn properties(types: &Types) {
    fn with(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let Value::Descriptor(descriptor) = plain(&call.args[0]) else {
            return Err(Raised::Defer);
        };
        let Descriptor::Property(property) = &**descriptor else {
            return Err(Raised::Defer);
        };
        let mut changed = Property {
            name: Arc::new(Guarded::new(property.name.get())),
            ..property.clone()
        };
        match call.function.name {
            "getter" => changed.get = rest[0].clone(),
            "setter" => changed.set = rest[0].clone(),
            _ => changed.delete = rest[0].clone(),
        }
        Ok(Value::Descriptor(Arc::new(Descriptor::Property(changed))))
    }
    // Classes that inherit from it are looked up as any descriptor.
    async fn get(cx: Cx, args: Arguments) -> Outcome {
        let [own, rest @ ..] = args.args.as_slice() else {
            return Ok(Value::None);
        };
        match rest.first() {
            None | Some(Value::None) => Ok(own.clone()),
            Some(receiver) => match attributes::bind(plain(own), Some(receiver), class_of(receiver))? {
                Found::Value(value) => Ok(value),
                Found::Call(function, args) | Found::Asks(function, args) => cx.call(&function, args).await,
            },
        }
    }
    async fn set(cx: Cx, args: Arguments) -> Outcome {
        let [own, receiver, rest @ ..] = args.args.as_slice() else {
            return Ok(Value::None);
        };
        let new = rest.first().cloned().unwrap_or_default();
        if let Value::Descriptor(descriptor) = plain(own)
            && let Descriptor::Property(property) = &**descriptor
            && let Put::Call(function, args) = attributes::put_property(property, receiver, new)?
        {
            cx.call(&function, args).await?;
        }
        Ok(Value::None)
    }
    slow(
        &types.property,
        "property",
        &[
            ("__get__", |cx, args| Box::pin(get(cx, args))),
            ("__set__", |cx, args| Box::pin(set(cx, args))),
            ("__delete__", |cx, args| Box::pin(set(cx, args))),
        ],
        None,
    );
    quick(
        &types.property,
        "property",
        &[("getter", with), ("setter", with), ("deleter", with)],
        None,
    );
    for (name, get) in [
        ("fget", (|value| part(value, 0)) as crate::objects::descriptor::Getter),
        ("fset", |value| part(value, 1)),
        ("fdel", |value| part(value, 2)),
        ("__doc__", |value| part(value, 3)),
    ] {
        getter(&types.property, name, get, None);
    }
    fn part(value: &Value, which: usize) -> Outcome {
        let Value::Descriptor(descriptor) = plain(value) else {
            return Ok(Value::None);
        };
        let Descriptor::Property(property) = &**descriptor else {
            return Ok(Value::None);
        };
        if which == 3
            && matches!(property.doc, Value::None)
            && let Value::Function(function) = &property.get
        {
            return Ok(function.own(&intern("__doc__")).unwrap_or(Value::None));
        }
        Ok([&property.get, &property.set, &property.delete, &property.doc][which].clone())
    }
    fn wrapped(value: &Value) -> Outcome {
        let Value::Descriptor(descriptor) = value else {
            return Ok(Value::None);
        };
        match &**descriptor {
            Descriptor::Static(function) | Descriptor::Class(function) => Ok(function.clone()),
            _ => Ok(Value::None),
        }
    }
    async fn bound(_: Cx, args: Arguments) -> Outcome {
        let [own, rest @ ..] = args.args.as_slice() else {
            return Ok(Value::None);
        };
        let receiver = rest.first().filter(|value| !matches!(value, Value::None));
        let class = match (rest.get(1), receiver) {
            (Some(Value::Class(class)), _) => class,
            (_, Some(receiver)) => class_of(receiver),
            _ => return Ok(own.clone()),
        };
        match attributes::bind(plain(own), receiver, class)? {
            Found::Value(value) => Ok(value),
            Found::Call(..) | Found::Asks(..) => Ok(own.clone()),
        }
    }
    for (class, owner) in [
        (&types.staticmethod, "staticmethod"),
        (&types.classmethod, "classmethod"),
    ] {
        slow(class, owner, &[("__get__", |cx, args| Box::pin(bound(cx, args)))], None);
        for name in ["__func__", "__wrapped__"] {
            getter(class, name, wrapped, None);
        }
    }
}

fn generics(types: &Types) {
    use super::generic::{Alias, shown};
    fn text(call: &Call) -> Outcome {
        Ok(Value::from(shown(&call.args[0])))
    }
    async fn make(cx: Cx, args: Arguments) -> Outcome {
        match args.args[0].data::<Alias>() {
            Some(alias) => {
                cx.call_with(&alias.origin, args.args[1..].to_vec(), args.keywords)
                    .await
            }
            None => Err(Raised::type_error(format!(
                "'{}' object is not callable",
                type_name(&args.args[0])
            ))),
        }
    }
    fn entries(call: &Call) -> Outcome {
        match call.args[0].data::<Alias>() {
            Some(alias) => Ok(Value::tuple(vec![alias.origin.clone()])),
            None => Ok(Value::tuple(Vec::new())),
        }
    }
    fn item(call: &Call) -> Outcome {
        Ok(super::generic::alias(call.args[0].clone(), &call.args[1]))
    }
    for class in [&types.generic_alias, &types.union] {
        quick(
            class,
            "type",
            &[("__repr__", text), ("__mro_entries__", entries), ("__getitem__", item)],
            None,
        );
    }
    put(
        &types.generic_alias,
        "__call__",
        method(
            "types.GenericAlias",
            "__call__",
            None,
            Some(|cx, args| Box::pin(make(cx, args))),
            None,
        ),
    );
    getter(
        &types.generic_alias,
        "__origin__",
        |value| Ok(value.data::<Alias>().map_or(Value::None, |alias| alias.origin.clone())),
        None,
    );
    getter(
        &types.generic_alias,
        "__args__",
        |value| {
            Ok(value
                .data::<Alias>()
                .map_or(Value::None, |alias| Value::tuple(alias.args.clone())))
        },
        None,
    );
    getter(
        &types.union,
        "__args__",
        |value| Ok(Value::tuple(super::generic::union_members(value).unwrap_or_default())),
        None,
    );
}

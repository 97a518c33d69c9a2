//! Methods of built-in types, put into their classes once.

mod container;
mod dicts;
mod lists;
mod numbers;
mod sets;

use std::sync::{Arc, Once};

use super::args::{keyword, only};
use crate::effect::Kind;
use crate::exceptions::ExceptionKind;
use crate::machine::cx::{Arguments, Call, Cx, Task};
use crate::machine::slow::runs_python;
use crate::objects::class::Class;
use crate::objects::descriptor::{Descriptor, Getter, Setter};
use crate::objects::dict::{Dict, Part, View};
use crate::objects::exception::Raised;
use crate::objects::function::{NativeFunction, Quick, Slow};
use crate::objects::set::{Set, SetTable};
use crate::objects::string::intern;
use crate::objects::types::types;
use crate::operations::arithmetic::{self, BinaryOp, UnaryOp};
use crate::operations::compare::{self, CompareOp, same_or_equal};
use crate::operations::subscript::{self, index_of};
use crate::operations::types::{plain, type_name};
use crate::operations::{hash, iteration, repr, sequence};
use crate::value::Value;
use container::container;
use dicts::{dicts, other_sets, set_test};
use lists::lists;
use numbers::numbers;
use sets::sets;

type Outcome = Result<Value, Raised>;

static INSTALLED: Once = Once::new();

/// Puts the methods of built-in types into their classes, the first time.
pub fn install() {
    INSTALLED.call_once(|| {
        let types = types();
        basics(types);
        texts(types);
        lists(types);
        dicts(types);
        sets(types);
        numbers(types);
        others(types);
        super::more::install(types);
    });
}

/// What a class gets under a name.
pub fn put(class: &Arc<Class>, name: &str, value: Value) {
    class.names.lock().insert(intern(name), value);
}

/// A method of a built-in type.
#[must_use]
pub fn method(
    owner: &'static str,
    name: &'static str,
    quick: Option<Quick>,
    slow: Option<Slow>,
    access: Option<Kind>,
) -> Value {
    Value::Native(Arc::new(NativeFunction {
        name,
        owner,
        quick,
        slow,
        access,
        captured: Vec::new(),
    }))
}

/// Puts methods with a short way into a class.
pub fn quick(class: &Arc<Class>, owner: &'static str, methods: &[(&'static str, Quick)], access: Option<Kind>) {
    for (name, function) in methods {
        put(class, name, method(owner, name, Some(*function), None, access));
    }
}

/// Puts methods that may call Python into a class; one that has a short way keeps it.
pub fn slow(class: &Arc<Class>, owner: &'static str, methods: &[(&'static str, Slow)], access: Option<Kind>) {
    for (name, function) in methods {
        let short = match class.names.lock().get(&intern(name)) {
            Some(Value::Native(known)) => known.quick,
            _ => None,
        };
        put(class, name, method(owner, name, short, Some(*function), access));
    }
}

/// Puts a computed attribute into a class.
pub fn getter(class: &Arc<Class>, name: &'static str, get: Getter, set: Option<Setter>) {
    put(
        class,
        name,
        Value::Descriptor(Arc::new(Descriptor::Getter(name, get, set))),
    );
}

fn own<'a>(call: &'a Call<'_>) -> &'a Value {
    call.args.first().map_or(&Value::Unbound, plain)
}

fn wrong(call: &Call<'_>) -> Raised {
    let given = call.args.first().map_or("NoneType", type_name);
    let (name, owner) = (call.function.name, call.function.owner);
    Raised::type_error(format!(
        "descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object"
    ))
}

// Every type's special methods as attributes, for `int.__add__` and for `super()`.
fn basics(types: &crate::objects::types::Types) {
    fn binary(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let name = call.function.name.trim_matches('_');
        let (op, reflected) = operator(name);
        let (a, b) = (own(call), plain(&rest[0]));
        let (a, b) = if reflected { (b, a) } else { (a, b) };
        if matches!(a, Value::Instance(_)) || matches!(b, Value::Instance(_)) {
            return Ok(Value::NotImplemented);
        }
        match arithmetic::binary(op, a, b) {
            Err(Raised::Defer) => Ok(Value::NotImplemented),
            Err(Raised::New(new)) if new.kind == ExceptionKind::TypeError => Ok(Value::NotImplemented),
            other => other,
        }
    }
    fn operator(name: &str) -> (BinaryOp, bool) {
        let found = BinaryOp::ALL.into_iter().find(|op| op.method() == name);
        match (found, name.strip_prefix('r')) {
            (Some(op), _) => (op, false),
            (None, Some(rest)) => (
                BinaryOp::ALL
                    .into_iter()
                    .find(|op| op.method() == rest)
                    .unwrap_or(BinaryOp::Add),
                true,
            ),
            _ => (BinaryOp::Add, false),
        }
    }
    fn compared(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let op = CompareOp::ALL
            .into_iter()
            .find(|op| op.method() == call.function.name)
            .unwrap_or(CompareOp::Equal);
        let (a, b) = (own(call), plain(&rest[0]));
        if matches!(a, Value::Instance(_)) || matches!(b, Value::Instance(_)) {
            let same = crate::operations::types::is_same(a, b);
            return Ok(match op {
                CompareOp::Equal if same => Value::Bool(true),
                CompareOp::NotEqual if same => Value::Bool(false),
                _ => Value::NotImplemented,
            });
        }
        let alike = std::mem::discriminant(a) == std::mem::discriminant(b)
            || (crate::operations::number::Number::of(a).is_some()
                && crate::operations::number::Number::of(b).is_some());
        if !alike {
            return Ok(Value::NotImplemented);
        }
        compare::compare(op, a, b)
    }
    fn hashed(call: &Call) -> Outcome {
        match own(call) {
            value @ (Value::Instance(_) | Value::Class(_)) => Ok(Value::Int(hash::identity(value))),
            value => hash::hash(value).map(Value::Int),
        }
    }
    async fn repr_of(cx: Cx, args: Arguments) -> Outcome {
        let value = args.args.first().cloned().unwrap_or_default();
        match (&value, plain(&value)) {
            (Value::Instance(instance), _) if instance.memory().is_some() => {
                let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
                let mut parts = Vec::new();
                for arg in &args {
                    parts.push(cx.repr(arg).await?);
                }
                Ok(Value::from(format!("{}({})", instance.class.name, parts.join(", "))))
            }
            (_, Value::Instance(_) | Value::Opaque(_)) => Ok(Value::from(repr::object(&value))),
            (Value::Class(class), _) => Ok(Value::from(repr::class_repr(class))),
            (_, held) => cx.repr(held).await.map(Value::from),
        }
    }
    async fn str_of(cx: Cx, args: Arguments) -> Outcome {
        let value = args.args.first().cloned().unwrap_or_default();
        match (&value, plain(&value)) {
            (Value::Instance(instance), _) if instance.memory().is_some() => {
                match crate::exceptions::words::message(&value) {
                    Err(Raised::Defer) => {
                        let args = instance.memory().map(|memory| memory.args.clone()).unwrap_or_default();
                        match args.as_slice() {
                            [one] => cx.str(one).await.map(Value::from),
                            _ => cx.repr(&Value::tuple(args)).await.map(Value::from),
                        }
                    }
                    other => other.map(Value::from),
                }
            }
            (_, held @ Value::Str(_)) => Ok(held.clone()),
            _ => cx.repr(&value).await.map(Value::from),
        }
    }
    async fn format_of(cx: Cx, args: Arguments) -> Outcome {
        let value = args.args.first().cloned().unwrap_or_default();
        let spec = match args.args.get(1) {
            Some(Value::Str(spec)) => spec.as_str().to_owned(),
            _ => String::new(),
        };
        match plain(&value) {
            Value::Instance(_) if spec.is_empty() => cx.str(&value).await.map(Value::from),
            Value::Instance(_) => Err(crate::operations::format::unsupported(&value)),
            held => crate::operations::format::format(held, &spec).map(Value::from),
        }
    }
    async fn new_of(cx: Cx, args: Arguments) -> Outcome {
        let Some((Value::Class(class), rest)) = args.args.split_first() else {
            return Err(Raised::type_error("object.__new__(X): X is not a type object"));
        };
        super::construct::new(&cx, class, class, rest.to_vec(), args.keywords).await
    }
    fn get_of(call: &Call) -> Outcome {
        let rest = call.rest(1, 1)?;
        let Value::Str(name) = &rest[0] else {
            return Err(Raised::type_error("attribute name must be string"));
        };
        let name = crate::objects::string::interned(name);
        match crate::machine::attributes::generic(&call.args[0], &name)? {
            crate::machine::attributes::Found::Value(value) => Ok(value),
            _ => Err(Raised::Defer),
        }
    }
    async fn get_slow(cx: Cx, args: Arguments) -> Outcome {
        let Value::Str(name) = &args.args[1] else {
            return Err(Raised::type_error("attribute name must be string"));
        };
        let name = crate::objects::string::interned(name);
        match crate::machine::attributes::generic(&args.args[0], &name)? {
            crate::machine::attributes::Found::Value(value) => Ok(value),
            crate::machine::attributes::Found::Call(callable, args)
            | crate::machine::attributes::Found::Asks(callable, args) => cx.call(&callable, args).await,
        }
    }
    async fn set_of(cx: Cx, args: Arguments) -> Outcome {
        let Value::Str(name) = &args.args[1] else {
            return Err(Raised::type_error("attribute name must be string"));
        };
        let name = crate::objects::string::interned(name);
        let new = args.args.get(2).cloned().unwrap_or(Value::Unbound);
        if let crate::machine::attributes::Put::Call(callable, args) =
            crate::machine::attributes::put_generic(&args.args[0], &name, new)?
        {
            cx.call(&callable, args).await?;
        }
        Ok(Value::None)
    }
    async fn init_of(_: Cx, args: Arguments) -> Outcome {
        if args.args.len() > 1 || !args.keywords.is_empty() {
            let class = crate::operations::types::class_of(&args.args[0]);
            if !class.has(crate::objects::class::overrides::NEW) {
                return Err(Raised::type_error(format!(
                    "{}.__init__() takes exactly one argument (the instance to initialize)",
                    class.name
                )));
            }
        }
        Ok(Value::None)
    }
    // `type_init` in CPython's Objects/typeobject.c: the class is made by then.
    async fn init_class(_: Cx, args: Arguments) -> Outcome {
        // The class itself is the first.
        match args.args.len() {
            2 if !args.keywords.is_empty() => Err(Raised::type_error("type.__init__() takes no keyword arguments")),
            2 | 4 => Ok(Value::None),
            _ => Err(Raised::type_error("type.__init__() takes 1 or 3 arguments")),
        }
    }
    async fn init_subclass(_: Cx, args: Arguments) -> Outcome {
        match args.keywords.first() {
            Some(_) => {
                let name = match args.args.first() {
                    Some(Value::Class(class)) => class.name.to_string(),
                    _ => String::new(),
                };
                Err(Raised::type_error(format!(
                    "{name}.__init_subclass__() takes no keyword arguments"
                )))
            }
            None => Ok(Value::None),
        }
    }
    async fn fill_exception(_: Cx, args: Arguments) -> Outcome {
        let keywords = if matches!(&args.args[0], Value::Instance(instance) if instance.class.builtin) {
            args.keywords
        } else {
            Vec::new()
        };
        crate::exceptions::construct::fill(&args.args[0], &args.args[1..], &keywords)?;
        Ok(Value::None)
    }
    let object = &types.object;
    let o = "object";
    quick(
        object,
        o,
        &[("__eq__", compared), ("__ne__", compared), ("__hash__", hashed)],
        None,
    );
    for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
        put(
            object,
            name,
            method(o, name, Some(|_| Ok(Value::NotImplemented)), None, None),
        );
    }
    slow(
        object,
        o,
        &[
            ("__repr__", |cx, args| Box::pin(repr_of(cx, args))),
            ("__str__", |cx, args| Box::pin(str_of(cx, args))),
            ("__format__", |cx, args| Box::pin(format_of(cx, args))),
            ("__init__", |cx, args| Box::pin(init_of(cx, args))),
            ("__setattr__", |cx, args| Box::pin(set_of(cx, args))),
            ("__delattr__", |cx, args| Box::pin(set_of(cx, args))),
        ],
        None,
    );
    put(
        object,
        "__getattribute__",
        method(
            o,
            "__getattribute__",
            Some(get_of),
            Some(|cx, args| Box::pin(get_slow(cx, args))),
            None,
        ),
    );
    let hook = Value::native_slow("__init_subclass__", |cx, args| Box::pin(init_subclass(cx, args)));
    put(
        object,
        "__init_subclass__",
        Value::Descriptor(Arc::new(Descriptor::Class(hook))),
    );
    let maker = Value::native_slow("__new__", |cx, args| Box::pin(new_of(cx, args)));
    put(
        object,
        "__new__",
        Value::Descriptor(Arc::new(Descriptor::Static(maker))),
    );
    put(
        &types.type_,
        "__call__",
        method(
            "type",
            "__call__",
            None,
            Some(|cx, args| match args.args.split_first() {
                Some((Value::Class(class), rest)) => {
                    super::construct::construct(cx, class.clone(), rest.to_vec(), args.keywords)
                }
                _ => Box::pin(async { Err(Raised::type_error("descriptor '__call__' requires a type")) }),
            }),
            None,
        ),
    );
    put(
        &types.type_,
        "__init__",
        method(
            "type",
            "__init__",
            None,
            Some(|cx, args| Box::pin(init_class(cx, args))),
            None,
        ),
    );
    put(
        ExceptionKind::BaseException.class(),
        "__init__",
        method(
            "BaseException",
            "__init__",
            None,
            Some(|cx, args| Box::pin(fill_exception(cx, args))),
            None,
        ),
    );
    for name in ["__repr__", "__str__"] {
        let slow_way: Slow = if name == "__repr__" {
            |cx, args| Box::pin(repr_of(cx, args))
        } else {
            |cx, args| Box::pin(str_of(cx, args))
        };
        put(
            ExceptionKind::BaseException.class(),
            name,
            method("BaseException", name, None, Some(slow_way), None),
        );
    }
    const DUNDERS: [&str; 24] = [
        "__add__",
        "__radd__",
        "__sub__",
        "__rsub__",
        "__mul__",
        "__rmul__",
        "__truediv__",
        "__rtruediv__",
        "__floordiv__",
        "__rfloordiv__",
        "__mod__",
        "__rmod__",
        "__pow__",
        "__rpow__",
        "__lshift__",
        "__rlshift__",
        "__rshift__",
        "__rrshift__",
        "__and__",
        "__rand__",
        "__or__",
        "__ror__",
        "__xor__",
        "__rxor__",
    ];
    let supports: [(&Arc<Class>, &'static str, &[&str]); 10] = [
        (&types.int, "int", &DUNDERS),
        (&types.float, "float", &DUNDERS[..16]),
        (&types.complex, "complex", &DUNDERS[..16]),
        (&types.str, "str", &["__add__", "__mul__", "__rmul__"]),
        (&types.bytes, "bytes", &["__add__", "__mul__", "__rmul__"]),
        (&types.list, "list", &["__add__", "__mul__", "__rmul__"]),
        (&types.tuple, "tuple", &["__add__", "__mul__", "__rmul__"]),
        (&types.dict, "dict", &["__or__", "__ror__"]),
        (
            &types.set,
            "set",
            &[
                "__sub__", "__rsub__", "__and__", "__rand__", "__or__", "__ror__", "__xor__", "__rxor__",
            ],
        ),
        (
            &types.frozenset,
            "frozenset",
            &[
                "__sub__", "__rsub__", "__and__", "__rand__", "__or__", "__ror__", "__xor__", "__rxor__",
            ],
        ),
    ];
    for (class, owner, names) in supports {
        for name in names {
            if let Some(known) = DUNDERS.iter().find(|known| known == &name) {
                put(class, known, method(owner, known, Some(binary), None, None));
            }
        }
        for op in CompareOp::ALL {
            put(
                class,
                op.method(),
                method(owner, op.method(), Some(compared), None, None),
            );
        }
        if ["list", "dict", "set"].contains(&owner) {
            put(class, "__hash__", Value::None);
        } else {
            put(class, "__hash__", method(owner, "__hash__", Some(hashed), None, None));
        }
    }
    for class in [&types.bytearray, &types.deque] {
        put(class, "__hash__", Value::None);
    }
    for op in CompareOp::ALL {
        put(
            &types.deque,
            op.method(),
            method("collections.deque", op.method(), Some(compared), None, None),
        );
    }
}

fn texts(types: &crate::objects::types::Types) {
    quick(&types.str, "str", super::text::methods::QUICK, None);
    slow(&types.str, "str", super::text::methods::SLOW, None);
    let maker = Value::native("maketrans", super::text::methods::MAKETRANS);
    put(
        &types.str,
        "maketrans",
        Value::Descriptor(Arc::new(Descriptor::Static(maker))),
    );
    container(&types.str, "str", false);
    container(&types.bytes, "bytes", false);
    container(&types.bytearray, "bytearray", true);
    container(&types.tuple, "tuple", false);
    container(&types.range, "range", false);
}

fn others(types: &crate::objects::types::Types) {
    let g = "generator";
    for (class, owner) in [(&types.generator, g), (&types.coroutine, "coroutine")] {
        slow(
            class,
            owner,
            &[
                ("send", |cx, args| Box::pin(super::generators::send(cx, args))),
                ("throw", |cx, args| Box::pin(super::generators::throw(cx, args))),
                ("close", |cx, args| Box::pin(super::generators::close_method(cx, args))),
            ],
            None,
        );
    }
    let next: Slow = |cx: Cx, args: Arguments| -> Task { Box::pin(super::generators::next(cx, args)) };
    slow(&types.generator, g, &[("__next__", next)], None);
    quick(
        &types.generator,
        g,
        &[("__iter__", |call| Ok(call.args[0].clone()))],
        None,
    );
    quick(
        &types.coroutine,
        "coroutine",
        &[("__await__", |call| Ok(call.args[0].clone()))],
        None,
    );
    for name in ["__anext__", "asend", "athrow", "aclose"] {
        let way: Slow = |cx, args| Box::pin(super::generators::async_method(cx, args));
        put(
            &types.async_generator,
            name,
            method("async_generator", name, None, Some(way), None),
        );
    }
    quick(
        &types.async_generator,
        "async_generator",
        &[("__aiter__", |call| Ok(call.args[0].clone()))],
        None,
    );
    for name in ["send", "throw", "__next__"] {
        let way: Slow = |cx, args| Box::pin(super::generators::step_method(cx, args));
        put(
            &types.async_step,
            name,
            method("async_generator_asend", name, None, Some(way), None),
        );
    }
    quick(
        &types.async_step,
        "async_generator_asend",
        &[
            ("__iter__", |call| Ok(call.args[0].clone())),
            ("__await__", |call| Ok(call.args[0].clone())),
            ("close", |_| Ok(Value::None)),
        ],
        None,
    );
}

/// The special methods of a sequence that changes.
pub fn sequence_methods(class: &Arc<Class>, owner: &'static str) {
    container(class, owner, true);
}

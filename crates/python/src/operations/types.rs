//! What type a value has.

use std::sync::Arc;

use crate::objects::class::Class;
use crate::objects::descriptor::Descriptor;
use crate::objects::dict::Part;
use crate::objects::generator::GeneratorKind;
use crate::objects::types::types;
use crate::value::Value;

/// The class of a value.
pub fn class_of(value: &Value) -> &Arc<Class> {
    let types = types();
    match value {
        Value::Unbound | Value::None => &types.none,
        Value::NotImplemented => &types.not_implemented,
        Value::Ellipsis => &types.ellipsis,
        Value::Bool(_) => &types.bool,
        Value::Int(_) | Value::Big(_) => &types.int,
        Value::Float(_) => &types.float,
        Value::Complex(_) => &types.complex,
        Value::Str(_) => &types.str,
        Value::Bytes(_) => &types.bytes,
        Value::ByteArray(_) => &types.bytearray,
        Value::Tuple(_) => &types.tuple,
        Value::List(_) => &types.list,
        Value::Dict(_) => &types.dict,
        Value::Set(set) if set.frozen => &types.frozenset,
        Value::Set(_) => &types.set,
        Value::Deque(_) => &types.deque,
        Value::Range(_) => &types.range,
        Value::Slice(_) => &types.slice,
        Value::View(view) => match view.what {
            Part::Keys => &types.keys,
            Part::Values => &types.values,
            Part::Items => &types.items,
        },
        Value::Function(_) => &types.function,
        Value::Native(native) if !native.owner.is_empty() => &types.method_descriptor,
        Value::Native(_) => &types.builtin,
        Value::Method(method) => match &method.function {
            Value::Native(_) => &types.builtin,
            _ => &types.method,
        },
        Value::Class(class) => class.meta.as_ref().unwrap_or(&types.type_),
        Value::Instance(instance) => &instance.class,
        Value::Module(_) => &types.module,
        Value::Generator(generator) => match generator.kind {
            GeneratorKind::Generator => &types.generator,
            GeneratorKind::Coroutine => &types.coroutine,
            GeneratorKind::Async => &types.async_generator,
        },
        Value::Cell(_) => &types.cell,
        Value::Walk(_) => &types.iterator,
        Value::Iterator(iterator) => types.iterator_named(iterator.kind),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property(_) => &types.property,
            Descriptor::Static(_) => &types.staticmethod,
            Descriptor::Class(_) => &types.classmethod,
            Descriptor::Slot(..) => &types.member,
            Descriptor::Getter(..) => &types.getset,
        },
        Value::Super(_) => &types.super_,
        Value::Code(_) => &types.code,
        Value::Opaque(opaque) => &opaque.class,
    }
}

/// The name of a value's type, as error messages say it.
#[must_use]
pub fn type_name(value: &Value) -> &str {
    class_of(value).name.as_str()
}

/// What an instance holds of a built-in type; any other value is itself.
#[inline]
#[must_use]
pub fn plain(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) if !matches!(instance.payload(), Value::Unbound) => instance.payload(),
        other => other,
    }
}

/// Whether a value is an instance of a class, as `isinstance` says without `__instancecheck__`.
#[must_use]
pub fn is_instance(value: &Value, class: &Class) -> bool {
    class_of(value).is_subclass(class)
}

/// Whether two values are the same object.
#[must_use]
pub fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Unbound, Value::Unbound)
        | (Value::None, Value::None)
        | (Value::NotImplemented, Value::NotImplemented)
        | (Value::Ellipsis, Value::Ellipsis) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Tuple(a), Value::Tuple(b)) if a.is_empty() && b.is_empty() => true,
        (Value::Str(a), Value::Str(b)) => Arc::ptr_eq(a, b) || (a == b && a.length() <= 1),
        _ => address(a).is_some() && address(a) == address(b) && std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Where a shared value lies.
#[must_use]
pub fn address(value: &Value) -> Option<usize> {
    fn of<T: ?Sized>(shared: &Arc<T>) -> Option<usize> {
        Some(Arc::as_ptr(shared).cast::<u8>() as usize)
    }
    match value {
        Value::Big(a) => of(a),
        Value::Complex(a) => of(a),
        Value::Str(a) => of(a),
        Value::Bytes(a) => of(a),
        Value::ByteArray(a) => of(a),
        Value::Tuple(a) => of(a),
        Value::List(a) => of(a),
        Value::Dict(a) => of(a),
        Value::Set(a) => of(a),
        Value::Deque(a) => of(a),
        Value::Range(a) => of(a),
        Value::Slice(a) => of(a),
        Value::View(a) => of(a),
        Value::Function(a) => of(a),
        Value::Native(a) => of(a),
        Value::Method(a) => of(a),
        Value::Class(a) => of(a),
        Value::Instance(a) => of(a),
        Value::Module(a) => of(a),
        Value::Generator(a) => of(a),
        Value::Cell(a) => of(a),
        Value::Iterator(a) => of(a),
        Value::Descriptor(a) => of(a),
        Value::Super(a) => of(a),
        Value::Code(a) => of(a),
        Value::Opaque(a) => of(a),
        _ => None,
    }
}

/// Whether a value is a read-only view of a mapping.
#[must_use]
pub fn is_proxy(value: &Value) -> bool {
    class_of(value).name.as_str() == "mappingproxy"
}

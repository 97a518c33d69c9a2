//! A Python value: sixteen bytes, small ones unboxed, the rest shared.

use std::sync::Arc;

use num_bigint::BigInt;

use crate::machine::body::Body;
use crate::objects::bytes::ByteArray;
use crate::objects::class::Class;
use crate::objects::deque::Deque;
use crate::objects::descriptor::{Descriptor, Super};
use crate::objects::dict::{Dict, View};
use crate::objects::function::{Cell, Function, Method, NativeFunction};
use crate::objects::generator::Generator;
use crate::objects::instance::Instance;
use crate::objects::iterator::{Iter, Source};
use crate::objects::list::List;
use crate::objects::module::Module;
use crate::objects::opaque::Opaque;
use crate::objects::range::{Range, Slice};
use crate::objects::set::Set;
use crate::objects::string::Name;
use crate::objects::tuple::Items;

/// Any Python value.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// No value: an unbound variable or an unfilled slot. Programs never see it.
    #[default]
    Unbound,
    /// `None`.
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `...`.
    Ellipsis,
    /// A `bool`.
    Bool(bool),
    /// An `int` that fits.
    Int(i64),
    /// A `float`.
    Float(f64),
    /// An `int` that does not fit 64 bits (never one that does).
    Big(Arc<BigInt>),
    /// A `complex`: real and imaginary part.
    Complex(Arc<(f64, f64)>),
    /// A `str`.
    Str(Name),
    /// A `bytes`.
    Bytes(Arc<Vec<u8>>),
    /// A `bytearray`.
    ByteArray(Arc<ByteArray>),
    /// A `tuple`.
    Tuple(Arc<Items>),
    /// A `list`.
    List(Arc<List>),
    /// A `dict`.
    Dict(Arc<Dict>),
    /// A `set` or `frozenset`.
    Set(Arc<Set>),
    /// A `collections.deque`.
    Deque(Arc<Deque>),
    /// A `range`.
    Range(Arc<Range>),
    /// A `slice`.
    Slice(Arc<Slice>),
    /// A view of a dict: keys, values or items.
    View(Arc<View>),
    /// A function written in Python.
    Function(Arc<Function>),
    /// A function or unbound method written in Rust.
    Native(Arc<NativeFunction>),
    /// A function bound to its first argument.
    Method(Arc<Method>),
    /// A class.
    Class(Arc<Class>),
    /// An instance of a class written in Python, of an exception, or of a library's class.
    Instance(Arc<Instance>),
    /// A module.
    Module(Arc<Module>),
    /// A generator, coroutine or asynchronous generator.
    Generator(Arc<Generator>),
    /// A captured variable.
    Cell(Arc<Cell>),
    /// A loop's own iterator over a built-in container, on its thread's stack. Programs never see it.
    Walk(Box<Source>),
    /// A built-in iterator.
    Iterator(Arc<Iter>),
    /// A `property`, `staticmethod`, `classmethod` or slot.
    Descriptor(Arc<Descriptor>),
    /// A `super` object.
    Super(Arc<Super>),
    /// A code object.
    Code(Arc<Body>),
    /// Any other built-in or library object.
    Opaque(Arc<Opaque>),
}

//! Constants of a code object: each is there once, told apart by type and sign as CPython does.

use std::sync::Arc;

use super::Compiler;
use super::unit::Unit;
use crate::code::{Constant, Op};

/// What tells a constant apart from others: `0`, `0.0`, `-0.0` and `False` are four.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(Arc<str>),
    Float(u64),
    Imaginary(u64),
    Str(Arc<str>),
    Bytes(Arc<[u8]>),
    Tuple(Vec<Key>),
    FrozenSet(Vec<Key>),
}

impl Key {
    // A code object is never shared.
    fn of(constant: &Constant) -> Option<Key> {
        Some(match constant {
            Constant::None => Key::None,
            Constant::Ellipsis => Key::Ellipsis,
            Constant::Bool(value) => Key::Bool(*value),
            Constant::Int(value) => Key::Int(*value),
            Constant::BigInt(digits) => Key::BigInt(digits.clone()),
            Constant::Float(value) => Key::Float(value.to_bits()),
            Constant::Imaginary(value) => Key::Imaginary(value.to_bits()),
            Constant::Str(text) => Key::Str(text.clone()),
            Constant::Bytes(bytes) => Key::Bytes(bytes.clone()),
            Constant::Tuple(items) => Key::Tuple(items.iter().map(Key::of).collect::<Option<_>>()?),
            Constant::FrozenSet(items) => Key::FrozenSet(items.iter().map(Key::of).collect::<Option<_>>()?),
            Constant::Code(_) => return None,
        })
    }
}

impl Unit {
    /// Index of a constant.
    pub fn constant(&mut self, constant: Constant) -> u32 {
        let next = u32::try_from(self.constants.len()).unwrap_or(u32::MAX);
        let index = Key::of(&constant).map_or(next, |key| *self.known.entry(key).or_insert(next));
        if index == next {
            self.constants.push(constant);
        }
        index
    }
}

impl Compiler<'_> {
    /// Pushes a constant.
    pub fn constant(&mut self, constant: Constant) {
        let index = self.unit().constant(constant);
        self.emit(Op::LoadConst(index));
    }

    /// Pushes a str.
    pub fn text(&mut self, text: &str) {
        self.constant(Constant::Str(text.into()));
    }

    /// Index of a tuple of str.
    pub fn tuple_of_names(&mut self, names: impl Iterator<Item = Arc<str>>) -> u32 {
        let names = names.map(Constant::Str).collect();
        self.unit().constant(Constant::Tuple(names))
    }
}

//! Descriptors of classes: properties, static and class methods, slots; and `super`.

use std::sync::Arc;

use super::class::Class;
use super::discard::{discard, is_object};
use super::string::Name;
use crate::value::Value;

/// What stands in a class and acts when it is read through an instance.
#[derive(Debug)]
pub enum Descriptor {
    /// `property`.
    Property(Property),
    /// `staticmethod`.
    Static(Value),
    /// `classmethod`.
    Class(Value),
    /// A name in `__slots__`: the class's name and its own.
    Slot(Name, Name),
    /// An attribute of a built-in type, computed in Rust.
    Getter(&'static str, Getter, Option<Setter>),
}

impl Drop for Descriptor {
    fn drop(&mut self) {
        match self {
            Self::Static(value) | Self::Class(value) if is_object(value) => discard(std::mem::take(value)),
            Self::Property(property) => {
                let parts = [&mut property.get, &mut property.set, &mut property.delete].map(std::mem::take);
                discard(parts);
            }
            _ => {}
        }
    }
}

/// Reads a built-in attribute.
pub type Getter = fn(&Value) -> Result<Value, super::exception::Raised>;
/// Writes a built-in attribute; `Unbound` deletes it.
pub type Setter = fn(&Value, Value) -> Result<(), super::exception::Raised>;

/// A property's functions; `Unbound` where there is none.
#[derive(Debug, Clone)]
pub struct Property {
    /// Reads.
    pub get: Value,
    /// Writes.
    pub set: Value,
    /// Deletes.
    pub delete: Value,
    /// Its documentation.
    pub doc: Value,
    /// Its name, known once it stands in a class.
    pub name: Arc<super::guarded::Guarded<Value>>,
}

/// A `super` object: where in the order of classes to go on looking, and for whom.
#[derive(Debug)]
pub struct Super {
    /// The class after which looking goes on.
    pub after: Arc<Class>,
    /// The instance or class for which is looked.
    pub receiver: Value,
    /// The receiver's class, or itself if it is a class.
    pub start: Arc<Class>,
}

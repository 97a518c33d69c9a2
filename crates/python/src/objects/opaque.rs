//! Built-in and library objects that the machine itself need not know.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::class::Class;
use super::discard::discard;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// An object of a class written in Rust, with data of its own.
pub struct Opaque {
    /// Its class.
    pub class: Arc<Class>,
    /// Its number.
    pub number: ObjectNumber,
    data: Box<dyn Any + Send + Sync>,
}

impl Opaque {
    /// An object of a class with data.
    pub fn new(class: Arc<Class>, data: impl Any + Send + Sync) -> Self {
        let (number, data) = (number::next(), Box::new(data));
        Self { class, number, data }
    }

    /// Its data, if they are of this type.
    pub fn data<T: Any>(&self) -> Option<&T> {
        self.data.downcast_ref()
    }
}

impl Drop for Opaque {
    fn drop(&mut self) {
        discard(std::mem::replace(&mut self.data, Box::new(())));
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.class.name)
    }
}

impl Value {
    /// An object of a class with data.
    pub fn opaque(class: &Arc<Class>, data: impl Any + Send + Sync) -> Self {
        Self::Opaque(Arc::new(Opaque::new(class.clone(), data)))
    }

    /// The data of an object (also of an instance of a subclass) if they are of this type.
    pub fn data<T: Any>(&self) -> Option<&T> {
        match self {
            Self::Opaque(object) => object.data(),
            Self::Instance(instance) => match instance.payload() {
                Self::Opaque(object) => object.data(),
                _ => None,
            },
            _ => None,
        }
    }
}

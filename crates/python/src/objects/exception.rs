//! What is raised, and what an exception remembers.

use std::sync::Arc;

use super::guarded::Guarded;
use super::instance::Instance;
use crate::effect::Effect;
use crate::exceptions::ExceptionKind;
use crate::value::Value;

/// Why a computation gave no value.
#[derive(Debug)]
pub enum Raised {
    /// An exception.
    Exception(Arc<Instance>),
    /// An exception that nobody has looked at yet.
    New(Box<New>),
    /// A native's short way needs Python's help; it has done nothing yet.
    Defer,
    /// A native's value is the answer to an effect.
    Effect(Box<Effect>),
    /// A native asks the machine itself.
    Ask(Ask),
}

/// An exception before it is an object.
#[derive(Debug)]
pub struct New {
    /// Its class.
    pub kind: ExceptionKind,
    /// Its arguments.
    pub args: Vec<Value>,
    /// What else it is to know: attributes such as `name` and `obj`.
    pub extra: Vec<(&'static str, Value)>,
}

/// What only the machine knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// The globals of the caller.
    Globals,
    /// The locals of the caller.
    Locals,
    /// The names known to the caller.
    Dir,
    /// The exception that is being handled.
    Handled,
    /// The number of the thread.
    Thread,
    /// A `super` object for the caller.
    Super,
}

/// What an exception remembers.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Its arguments.
    pub args: Vec<Value>,
    /// Its cause, set by `raise ... from`.
    pub cause: Option<Arc<Instance>>,
    /// What was being handled when it was raised.
    pub context: Option<Arc<Instance>>,
    /// Whether the context is not shown.
    pub suppress_context: bool,
    /// The places it went through, the outermost last.
    pub traceback: Vec<Place>,
}

/// A place in a program that an exception went through.
#[derive(Debug, Clone)]
pub struct Place {
    /// The code that ran.
    pub body: Arc<crate::machine::body::Body>,
    /// Its instruction.
    pub at: u32,
}

/// An exception's memory as its payload.
pub type Remembered = Guarded<Memory>;

impl Raised {
    /// An exception of a kind with a message.
    pub fn new(kind: ExceptionKind, message: impl Into<String>) -> Self {
        Self::with(kind, vec![Value::from(message.into())])
    }

    /// An exception of a kind with arguments.
    #[must_use]
    pub fn with(kind: ExceptionKind, args: Vec<Value>) -> Self {
        let extra = Vec::new();
        Self::New(Box::new(New { kind, args, extra }))
    }

    /// A TypeError.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ExceptionKind::TypeError, message)
    }

    /// A ValueError.
    pub fn value_error(message: impl Into<String>) -> Self {
        Self::new(ExceptionKind::ValueError, message)
    }

    /// An IndexError.
    pub fn index_error(message: impl Into<String>) -> Self {
        Self::new(ExceptionKind::IndexError, message)
    }

    /// An AttributeError.
    pub fn attribute_error(message: impl Into<String>) -> Self {
        Self::new(ExceptionKind::AttributeError, message)
    }

    /// A KeyError of a key.
    #[must_use]
    pub fn key_error(key: Value) -> Self {
        Self::with(ExceptionKind::KeyError, vec![key])
    }

    /// A StopIteration without a value.
    #[must_use]
    pub fn stop() -> Self {
        Self::with(ExceptionKind::StopIteration, Vec::new())
    }
}

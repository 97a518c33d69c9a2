//! Functions, written in Python or in Rust, methods and captured variables.

use std::fmt;
use std::sync::Arc;

use super::dict::Dict;
use super::discard::{discard, holds_objects, is_object};
use super::exception::Raised;
use super::guarded::Guarded;
use super::names::Names;
use super::string::{Name, intern};
use crate::effect::Kind;
use crate::machine::body::Body;
use crate::machine::cx::{Arguments, Call, Cx, Task};
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A function written in Python.
#[derive(Debug)]
pub struct Function {
    /// Its code.
    pub body: Arc<Body>,
    /// The globals of its module.
    pub globals: Arc<Dict>,
    /// Its captured variables.
    pub closure: Vec<Value>,
    /// Defaults of the last positional parameters.
    pub defaults: Vec<Value>,
    /// Defaults of keyword-only parameters.
    pub keyword_defaults: Vec<(Name, Value)>,
    /// Its number.
    pub number: ObjectNumber,
    /// `__name__`, `__doc__`, `__annotations__` and what a program sets.
    pub attributes: Guarded<Names>,
}

impl Drop for Function {
    fn drop(&mut self) {
        let keywords = self.keyword_defaults.iter().any(|(_, value)| is_object(value));
        if keywords || holds_objects(&self.closure) || holds_objects(&self.defaults) {
            let own = (std::mem::take(&mut self.closure), std::mem::take(&mut self.defaults));
            discard((own, std::mem::take(&mut self.keyword_defaults)));
        }
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        let value = self.value.get_mut();
        if is_object(value) {
            discard(std::mem::take(value));
        }
    }
}

/// A function written in Rust.
pub struct NativeFunction {
    /// What it is called.
    pub name: &'static str,
    /// The type whose method it is; empty for a function.
    pub owner: &'static str,
    /// The short way, which may say `Raised::Defer` before it did anything.
    pub quick: Option<Quick>,
    /// The way that may call Python.
    pub slow: Option<Slow>,
    /// How it touches its first argument, if that is a list, dict, set or deque.
    pub access: Option<Kind>,
    /// What it was made with.
    pub captured: Vec<Value>,
}

/// A native's short way.
pub type Quick = fn(&Call<'_>) -> Result<Value, Raised>;
/// A native's way that may call Python.
pub type Slow = fn(Cx, Arguments) -> Task;

impl Drop for NativeFunction {
    fn drop(&mut self) {
        if !self.captured.is_empty() {
            discard(std::mem::take(&mut self.captured));
        }
    }
}

impl fmt::Debug for NativeFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<native {}>", self.name)
    }
}

/// A function bound to its first argument.
#[derive(Debug)]
pub struct Method {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

impl Drop for Method {
    // Most are of a function and an instance, which lets go of what it holds itself.
    fn drop(&mut self) {
        if matches!(self.receiver, Value::Method(_)) || matches!(self.function, Value::Method(_)) {
            discard((std::mem::take(&mut self.function), std::mem::take(&mut self.receiver)));
        }
    }
}

/// A captured variable.
#[derive(Debug)]
pub struct Cell {
    /// Its number.
    pub number: ObjectNumber,
    /// What it holds.
    pub value: Guarded<Value>,
}

impl Cell {
    /// A cell that holds a value.
    #[must_use]
    pub fn new(value: Value) -> Self {
        let (number, value) = (number::next(), Guarded::new(value));
        Self { number, value }
    }
}

impl Value {
    /// A native function that has a short way.
    #[must_use]
    pub fn native(name: &'static str, quick: Quick) -> Self {
        Self::Native(Arc::new(NativeFunction {
            name,
            owner: "",
            quick: Some(quick),
            slow: None,
            access: None,
            captured: Vec::new(),
        }))
    }

    /// A native function that may call Python.
    #[must_use]
    pub fn native_slow(name: &'static str, slow: Slow) -> Self {
        Self::Native(Arc::new(NativeFunction {
            name,
            owner: "",
            quick: None,
            slow: Some(slow),
            access: None,
            captured: Vec::new(),
        }))
    }

    /// A function bound to its first argument.
    #[must_use]
    pub fn method(function: Value, receiver: Value) -> Self {
        Self::Method(Arc::new(Method { function, receiver }))
    }
}

impl Function {
    /// Its name.
    pub fn name(&self) -> Name {
        self.text("__name__").unwrap_or_else(|| self.body.name.clone())
    }

    /// Its qualified name.
    pub fn qualname(&self) -> Name {
        self.text("__qualname__").unwrap_or_else(|| self.body.qualname.clone())
    }

    fn text(&self, name: &str) -> Option<Name> {
        let attributes = self.attributes.lock();
        if attributes.is_empty() {
            return None;
        }
        match attributes.get(&intern(name)) {
            Some(Value::Str(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// Its own attribute: one that was set, or one that every function has.
    pub fn own(&self, name: &Name) -> Option<Value> {
        if let Some(value) = self.attributes.lock().get(name) {
            return Some(value.clone());
        }
        Some(match name.as_str() {
            "__name__" => Value::Str(self.body.name.clone()),
            "__qualname__" => Value::Str(self.body.qualname.clone()),
            "__doc__" => self
                .body
                .code
                .doc
                .as_ref()
                .map_or(Value::None, |doc| Value::from(&**doc)),
            "__module__" => self.globals.get_text("__name__").unwrap_or(Value::None),
            "__code__" => Value::Code(self.body.clone()),
            "__globals__" => Value::Dict(self.globals.clone()),
            "__closure__" if self.closure.is_empty() => Value::None,
            "__closure__" => Value::tuple(self.closure.clone()),
            "__defaults__" if self.defaults.is_empty() => Value::None,
            "__defaults__" => Value::tuple(self.defaults.clone()),
            "__kwdefaults__" if self.keyword_defaults.is_empty() => Value::None,
            "__kwdefaults__" => {
                let dict = Dict::default();
                for (name, value) in &self.keyword_defaults {
                    dict.set_name(name, value.clone());
                }
                Value::Dict(Arc::new(dict))
            }
            "__annotations__" => {
                let dict = Value::Dict(Arc::new(Dict::default()));
                self.attributes.lock().insert(name.clone(), dict.clone());
                dict
            }
            "__dict__" => {
                let dict = Dict::default();
                for (name, value) in self.attributes.lock().iter() {
                    dict.set_name(name, value.clone());
                }
                Value::Dict(Arc::new(dict))
            }
            "__type_params__" => Value::tuple(Vec::new()),
            _ => return None,
        })
    }

    /// Sets an attribute of its own, or takes it away if the value is `Unbound`.
    ///
    /// # Errors
    /// AttributeError.
    pub fn set_own(&self, name: &Name, value: Value) -> Result<(), Raised> {
        let old = if matches!(value, Value::Unbound) {
            let old = self.attributes.lock().remove(name);
            if old.is_none() {
                let words = format!("'function' object has no attribute '{name}'");
                return Err(Raised::attribute_error(words));
            }
            old
        } else {
            self.attributes.lock().insert(name.clone(), value)
        };
        drop(old);
        Ok(())
    }
}

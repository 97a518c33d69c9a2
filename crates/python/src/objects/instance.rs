//! Instances of classes written in Python, and of exceptions.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::class::{Class, overrides};
use super::dict::Dict;
use super::discard::{discard, is_object};
use super::exception::{Memory, Remembered};
use super::guarded::{Guard, Guarded};
use super::names::Names;
use super::string::{Name, intern};
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// An instance: its attributes, and what it holds of a built-in type that its class extends.
#[derive(Debug)]
pub struct Instance {
    /// Its class.
    pub class: Arc<Class>,
    /// Its number.
    pub number: ObjectNumber,
    payload: Value,
    memory: Option<Box<Remembered>>,
    attributes: Guarded<Attributes>,
}

/// Where an instance's attributes are: in slots of its own, or, once a program asked for `__dict__`, in that dict.
#[derive(Clone, Debug)]
pub enum Attributes {
    /// By name.
    Own(Names),
    /// In a dict that the program knows.
    Dict(Arc<Dict>),
}

impl Instance {
    /// An instance without attributes.
    #[must_use]
    pub fn new(class: Arc<Class>, payload: Value) -> Self {
        let attributes = Guarded::new(Attributes::Own(Names::default()));
        Self {
            class,
            number: number::next(),
            payload,
            memory: None,
            attributes,
        }
    }

    /// An exception.
    #[must_use]
    pub fn exception(class: Arc<Class>, args: Vec<Value>) -> Self {
        let memory = Memory {
            args,
            ..Memory::default()
        };
        let mut instance = Self::new(class, Value::Unbound);
        instance.memory = Some(Box::new(Guarded::new(memory)));
        instance
    }

    /// What it holds of a built-in type; `Unbound` if nothing.
    #[inline]
    pub fn payload(&self) -> &Value {
        &self.payload
    }

    /// What it remembers as an exception.
    pub fn memory(&self) -> Option<Guard<'_, Memory>> {
        self.memory.as_ref().map(|memory| memory.lock())
    }

    /// Its attributes.
    #[inline]
    pub fn attributes(&self) -> Guard<'_, Attributes> {
        self.attributes.lock()
    }
}

impl Instance {
    /// Its own attribute.
    #[inline]
    pub fn get(&self, name: &Name) -> Option<Value> {
        match &*self.attributes() {
            Attributes::Own(names) => names.get(name).cloned(),
            Attributes::Dict(dict) => dict.get_name(name),
        }
    }

    /// Sets its own attribute; the old value is dropped after the lock is let go.
    #[inline]
    pub fn set(&self, name: &Name, value: Value) {
        name.becomes_attribute();
        let _old = match &mut *self.attributes() {
            Attributes::Own(names) => names.insert(name.clone(), value),
            Attributes::Dict(dict) => dict.lock().insert_name(name, value),
        };
    }

    /// Sets its own attribute by a text.
    pub fn set_text(&self, name: &str, value: Value) {
        self.set(&intern(name), value);
    }

    /// Its own attribute by a text.
    pub fn get_text(&self, name: &str) -> Option<Value> {
        self.get(&intern(name))
    }

    /// Takes away its own attribute.
    pub fn remove(&self, name: &Name) -> Option<Value> {
        match &mut *self.attributes() {
            Attributes::Own(names) => names.remove(name),
            Attributes::Dict(dict) => dict.remove_name(name),
        }
    }

    /// Its attributes are in this dict from now on.
    pub fn expose(&self, dict: Arc<Dict>) {
        self.class.overrides.fetch_or(overrides::EXPOSED, Ordering::Release);
        *self.attributes() = Attributes::Dict(dict);
    }

    /// Its attributes as a dict that the program may change.
    pub fn dict(&self) -> Arc<Dict> {
        self.class.overrides.fetch_or(overrides::EXPOSED, Ordering::Release);
        let mut attributes = self.attributes();
        let dict = match &mut *attributes {
            Attributes::Dict(dict) => return dict.clone(),
            Attributes::Own(names) => {
                let dict = Arc::new(Dict::of(self.number));
                for (name, value) in names.clear() {
                    dict.set_name(&name, value);
                }
                dict
            }
        };
        *attributes = Attributes::Dict(dict.clone());
        dict
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let attributes = self.attributes.get_mut();
        let holds = match attributes {
            Attributes::Own(names) => names.iter().any(|(_, value)| is_object(value)),
            Attributes::Dict(_) => true,
        };
        if holds || is_object(&self.payload) || self.memory.is_some() {
            let attributes = std::mem::replace(attributes, Attributes::Own(Names::default()));
            discard((attributes, std::mem::take(&mut self.payload), self.memory.take()));
        }
    }
}

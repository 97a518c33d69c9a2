//! Dicts and their views.

use std::sync::Arc;

use super::discard::{discard, is_object};
use super::guarded::{Guard, Guarded};
use super::string::{Name, intern};
use super::table::Table;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A Python dict.
#[derive(Debug)]
pub struct Dict {
    /// Its number.
    pub number: ObjectNumber,
    /// The object whose attributes these are, once a program asked for its `__dict__`; for a program's globals that is the dict itself.
    pub owner: Option<ObjectNumber>,
    table: Guarded<Table>,
}

impl Default for Dict {
    fn default() -> Self {
        Self::new(Table::default())
    }
}

impl Dict {
    /// A dict of a table.
    #[must_use]
    pub fn new(table: Table) -> Self {
        let (number, table) = (number::next(), Guarded::new(table));
        let owner = None;
        Self { number, owner, table }
    }

    /// A dict for the attributes of an object.
    #[must_use]
    pub fn of(owner: ObjectNumber) -> Self {
        let mut dict = Self::default();
        dict.owner = Some(owner);
        dict
    }

    /// A dict of a module's globals, whose names are touched one by one.
    #[must_use]
    pub fn of_globals() -> Self {
        let mut dict = Self::default();
        dict.owner = Some(dict.number);
        dict
    }

    /// Its table.
    #[inline]
    pub fn lock(&self) -> Guard<'_, Table> {
        self.table.lock()
    }

    /// The value under a name.
    #[inline]
    pub fn get_name(&self, name: &Name) -> Option<Value> {
        self.lock().get_name(name).cloned()
    }

    /// The value under a text.
    pub fn get_text(&self, text: &str) -> Option<Value> {
        self.get_name(&intern(text))
    }

    /// Puts a value under a name; the old one is dropped after the lock is let go.
    pub fn set_name(&self, name: &Name, value: Value) {
        let _old = self.lock().insert_name(name, value);
    }

    /// Puts a value under a text.
    pub fn set_text(&self, text: &str, value: Value) {
        self.set_name(&intern(text), value);
    }

    /// Takes a name out.
    pub fn remove_name(&self, name: &Name) -> Option<Value> {
        let mut table = self.lock();
        let at = table.find_name(name)?;
        table.remove_at(at).map(|entry| entry.value)
    }

    /// Copies of all keys with their values.
    pub fn to_pairs(&self) -> Vec<(Value, Value)> {
        let table = self.lock();
        table
            .iter()
            .map(|entry| (entry.key.clone(), entry.value.clone()))
            .collect()
    }
}

impl Drop for Dict {
    fn drop(&mut self) {
        let table = self.table.get_mut();
        if table
            .iter()
            .any(|entry| is_object(&entry.value) || is_object(&entry.key))
        {
            discard(std::mem::take(table));
        }
    }
}

/// A view of a dict.
#[derive(Debug)]
pub struct View {
    /// The dict.
    pub dict: Arc<Dict>,
    /// What of it.
    pub what: Part,
}

/// What of a dict is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The keys.
    Keys,
    /// The values.
    Values,
    /// Both.
    Items,
}

impl Value {
    /// A dict of a table.
    #[must_use]
    pub fn dict(table: Table) -> Self {
        Self::Dict(Arc::new(Dict::new(table)))
    }
}

//! Dicts and their views.

use std::sync::atomic::{
    AtomicU64,
    Ordering::{Relaxed, SeqCst},
};
use std::sync::{Arc, MutexGuard};

use super::discard::{discard, is_object};
use super::guarded::Guarded;
use super::string::{Name, intern};
use super::table::Table;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A Python dict.
#[derive(Debug)]
pub struct Dict {
    /// Its number.
    pub number: ObjectNumber,
    table: Guarded<Table>,
    /// How often it was locked to be changed, from a start that no other has; 0 for a dict that nobody remembers values of.
    version: AtomicU64,
}

/// Where the versions of the next globals start: so far apart that they never meet.
static NEXT: AtomicU64 = AtomicU64::new(1 << 40);

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
        let version = AtomicU64::new(0);
        Self { number, table, version }
    }

    /// The globals of a module: threads remember what they found there, each for itself, until the dict changes. So they need not fight for its lock.
    #[must_use]
    pub fn globals() -> Self {
        Self::default().remembered()
    }

    /// The dict, as one of which threads remember what they found.
    #[must_use]
    pub fn remembered(self) -> Self {
        self.version.store(NEXT.fetch_add(1 << 40, SeqCst), SeqCst);
        self
    }

    /// Its table, to be changed.
    #[inline]
    pub fn lock(&self) -> MutexGuard<'_, Table> {
        let table = self.table.lock();
        if self.version.load(Relaxed) > 0 {
            // Before the change: whoever still sees the old version comes before it.
            self.version.fetch_add(1, SeqCst);
        }
        table
    }

    /// Its table, to be looked at.
    #[inline]
    pub fn look(&self) -> MutexGuard<'_, Table> {
        self.table.lock()
    }

    /// As long as this stays, what was found stays; to be asked under the [lock](Dict::look) when something is to be remembered. 0: nothing is to be.
    #[inline]
    pub fn version(&self) -> u64 {
        self.version.load(SeqCst)
    }

    /// The value under a name.
    #[inline]
    pub fn get_name(&self, name: &Name) -> Option<Value> {
        self.look().get_name(name).cloned()
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
        let table = self.look();
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

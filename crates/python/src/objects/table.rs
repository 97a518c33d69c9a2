//! The table behind a dict: entries in the order of insertion, found by hash.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hashbrown::HashTable;

use super::release;
use super::string::Name;
use crate::value::Value;

/// A key with its value and hash.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key's hash.
    pub hash: i64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// Entries in order, with an index once they are many.
#[derive(Clone, Debug, Default)]
pub struct Table {
    entries: Vec<Option<Entry>>,
    live: usize,
    index: Option<HashTable<u32>>,
    watched: bool,
}

static EPOCH: AtomicU64 = AtomicU64::new(1);

/// Changes whenever a watched table changes in what threads remember of it.
#[inline]
pub fn epoch() -> u64 {
    EPOCH.load(Ordering::Acquire)
}

/// Whether a value mostly stays what it is, so that it is worth being remembered.
#[must_use]
pub fn is_steady(value: &Value) -> bool {
    matches!(
        value,
        Value::Function(_) | Value::Class(_) | Value::Module(_) | Value::Native(_)
    )
}

const FEW: usize = 8;

fn spread(hash: i64) -> u64 {
    let hash = (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 32)
}

impl Drop for Table {
    fn drop(&mut self) {
        self.changed();
        if self.iter().any(|entry| release::holds(&entry.value)) {
            let entries = std::mem::take(&mut self.entries);
            release::release(entries.into_iter().flatten().map(|entry| entry.value).collect());
        }
    }
}

impl Table {
    /// From now on the epoch ends when it gets a key, loses one, or another value takes a steady one's place.
    pub fn watch(&mut self) {
        self.watched = true;
    }

    #[inline]
    fn changed(&mut self) {
        if std::mem::take(&mut self.watched) {
            EPOCH.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Finds a key; `same` says whether a key of the same hash is the one.
    pub fn find<E>(&self, hash: i64, mut same: impl FnMut(&Value) -> Result<bool, E>) -> Result<Option<usize>, E> {
        let Some(index) = &self.index else {
            for (at, entry) in self.entries.iter().enumerate() {
                if let Some(entry) = entry
                    && entry.hash == hash
                    && same(&entry.key)?
                {
                    return Ok(Some(at));
                }
            }
            return Ok(None);
        };
        let mut failed = None;
        let found = index.find(spread(hash), |at| match &self.entries[*at as usize] {
            Some(entry) if entry.hash == hash && failed.is_none() => same(&entry.key).unwrap_or_else(|error| {
                failed = Some(error);
                false
            }),
            _ => false,
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(found.map(|at| *at as usize)),
        }
    }

    /// Finds a key that is a string.
    #[inline]
    pub fn find_name(&self, name: &Name) -> Option<usize> {
        let same = |key: &Value| match key {
            Value::Str(known) => Ok::<_, ()>(Arc::ptr_eq(known, name) || known == name),
            _ => Ok(false),
        };
        self.find(name.hash(), same).ok().flatten()
    }

    /// The value under a string.
    #[inline]
    pub fn get_name(&self, name: &Name) -> Option<&Value> {
        self.find_name(name)
            .and_then(|at| self.entry(at))
            .map(|entry| &entry.value)
    }

    /// Puts a value under a string and gives the old one.
    pub fn insert_name(&mut self, name: &Name, value: Value) -> Option<Value> {
        if let Some(at) = self.find_name(name) {
            return self.set_at(at, value);
        }
        self.push(name.hash(), Value::Str(name.clone()), value);
        None
    }

    /// The entry at a place.
    #[inline]
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at).and_then(Option::as_ref)
    }

    /// Replaces the value at a place.
    pub fn set_at(&mut self, at: usize, value: Value) -> Option<Value> {
        let entry = self.entries.get_mut(at)?.as_mut()?;
        let old = std::mem::replace(&mut entry.value, value);
        if self.watched && is_steady(&old) {
            self.changed();
        }
        Some(old)
    }

    /// Appends a key that is not in it.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        self.changed();
        if self.entries.len() > 16 && self.live * 2 < self.entries.len() {
            self.compact();
        }
        let at = self.entries.len();
        self.entries.push(Some(Entry { hash, key, value }));
        self.live += 1;
        match &mut self.index {
            Some(index) => {
                let entries = &self.entries;
                index.insert_unique(spread(hash), at as u32, |at| hash_at(entries, *at));
            }
            None if at >= FEW => self.reindex(),
            None => {}
        }
    }

    /// Takes out the entry at a place.
    pub fn remove_at(&mut self, at: usize) -> Option<Entry> {
        let entry = self.entries.get_mut(at)?.take()?;
        self.changed();
        self.live -= 1;
        if let Some(index) = &mut self.index
            && let Ok(found) = index.find_entry(spread(entry.hash), |known| *known as usize == at)
        {
            found.remove();
        }
        while let Some(None) = self.entries.last() {
            self.entries.pop();
        }
        Some(entry)
    }

    /// Takes out the last entry.
    pub fn pop_last(&mut self) -> Option<Entry> {
        self.remove_at(self.entries.len().checked_sub(1)?)
    }

    fn compact(&mut self) {
        self.entries.retain(Option::is_some);
        self.reindex();
    }

    fn reindex(&mut self) {
        let mut index = HashTable::with_capacity(self.entries.len() * 2);
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(entry) = entry {
                index.insert_unique(spread(entry.hash), at as u32, |at| hash_at(&self.entries, *at));
            }
        }
        self.index = Some(index);
    }

    /// How many keys there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// How many places there are, with those of removed keys.
    pub fn places(&self) -> usize {
        self.entries.len()
    }

    /// All entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().flatten()
    }

    /// The keys whose hash is this, with their places: those that may be equal.
    pub fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        let found = self.entries.iter().enumerate();
        found
            .filter_map(|(at, entry)| entry.as_ref().map(|entry| (at, entry)))
            .filter(|(_, entry)| entry.hash == hash)
            .map(|(at, entry)| (at, entry.key.clone()))
            .collect()
    }

    /// A copy.
    #[must_use]
    pub fn copy(&self) -> Self {
        let entries: Vec<_> = self.entries.iter().filter(|entry| entry.is_some()).cloned().collect();
        let mut copy = Self {
            live: entries.len(),
            entries,
            index: None,
            watched: false,
        };
        if copy.live > FEW {
            copy.reindex();
        }
        copy
    }
}

fn hash_at(entries: &[Option<Entry>], at: u32) -> u64 {
    entries[at as usize].as_ref().map_or(0, |entry| spread(entry.hash))
}

//! What a thread found under names last, good until something that it depends on changes.

use std::sync::Arc;

use crate::objects::string::Name;
use crate::value::Value;

#[derive(Clone, Default)]
struct Entry {
    owner: usize,
    name: usize,
    epoch: u64,
    value: Value,
}

/// A small memory of one thread: what was found under a name of an owner (a dict of globals, a class) in an epoch.
#[derive(Default)]
pub struct Known(Vec<Entry>);

const PLACES: usize = 256;

fn place(owner: usize, name: usize) -> usize {
    ((owner >> 4) ^ (name >> 4).wrapping_mul(31)) % PLACES
}

impl Known {
    /// What was found, if the epoch is still the same.
    #[inline]
    pub fn get<T>(&self, owner: &Arc<T>, name: &Name, epoch: u64) -> Option<&Value> {
        let (owner, name) = (Arc::as_ptr(owner) as usize, Arc::as_ptr(name) as usize);
        let entry = self.0.get(place(owner, name))?;
        (entry.name == name && entry.owner == owner && entry.epoch == epoch).then_some(&entry.value)
    }

    /// Remembers what was found. The epoch must have been read before it was looked for.
    #[cold]
    pub fn put<T>(&mut self, owner: &Arc<T>, name: &Name, epoch: u64, value: Value) {
        if self.0.is_empty() {
            self.0.resize(PLACES, Entry::default());
        }
        let (owner, name) = (Arc::as_ptr(owner) as usize, Arc::as_ptr(name) as usize);
        self.0[place(owner, name)] = Entry {
            owner,
            name,
            epoch,
            value,
        };
    }
}

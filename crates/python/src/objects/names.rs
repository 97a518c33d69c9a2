//! A small map from names to values, in the order of insertion: what instances and classes keep their attributes in.

use std::sync::Arc;

use hashbrown::HashMap;

use super::string::Name;
use crate::value::Value;

/// Attributes by name. Few are found by looking at each, many by an index.
#[derive(Clone, Debug, Default)]
pub struct Names {
    entries: Vec<(Name, Value)>,
    index: Option<HashMap<usize, u32>>,
}

const FEW: usize = 10;

fn key(name: &Name) -> usize {
    Arc::as_ptr(name) as usize
}

impl Names {
    /// Where a name stands.
    #[inline]
    pub fn position(&self, name: &Name) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(&key(name)).map(|at| *at as usize),
            None => self.entries.iter().position(|(known, _)| Arc::ptr_eq(known, name)),
        }
    }

    /// The value under an interned name.
    #[inline]
    pub fn get(&self, name: &Name) -> Option<&Value> {
        self.position(name).map(|at| &self.entries[at].1)
    }

    /// The value at a place, if the name stands there.
    #[inline]
    pub fn get_at(&self, at: usize, name: &Name) -> Option<&Value> {
        match self.entries.get(at) {
            Some((known, value)) if Arc::ptr_eq(known, name) => Some(value),
            _ => None,
        }
    }

    /// The place of the value at a place, if the name stands there.
    #[inline]
    pub fn get_mut_at(&mut self, at: usize, name: &Name) -> Option<&mut Value> {
        match self.entries.get_mut(at) {
            Some((known, value)) if Arc::ptr_eq(known, name) => Some(value),
            _ => None,
        }
    }

    /// Puts a value under a name and gives the old one.
    pub fn insert(&mut self, name: Name, value: Value) -> Option<Value> {
        if let Some(at) = self.position(&name) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(key(&name), self.entries.len() as u32);
        }
        self.entries.push((name, value));
        if self.index.is_none() && self.entries.len() > FEW {
            self.reindex();
        }
        None
    }

    /// Takes a name out.
    pub fn remove(&mut self, name: &Name) -> Option<Value> {
        let at = self.position(name)?;
        let (_, value) = self.entries.remove(at);
        if self.index.is_some() {
            self.reindex();
        }
        Some(value)
    }

    fn reindex(&mut self) {
        let places = self.entries.iter().enumerate();
        self.index = Some(places.map(|(at, (name, _))| (key(name), at as u32)).collect());
    }

    /// All names with their values.
    pub fn iter(&self) -> impl Iterator<Item = &(Name, Value)> {
        self.entries.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes all out.
    pub fn clear(&mut self) -> Vec<(Name, Value)> {
        self.index = None;
        std::mem::take(&mut self.entries)
    }
}

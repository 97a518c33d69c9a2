//! Lists.

use std::sync::Arc;

use super::guarded::{Guard, Guarded};
use super::release;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A Python list.
#[derive(Debug)]
pub struct List {
    /// Its number.
    pub number: ObjectNumber,
    items: Guarded<Vec<Value>>,
}

impl Drop for List {
    fn drop(&mut self) {
        let items = self.items.get_mut();
        if items.iter().any(release::holds) {
            release::release(std::mem::take(items));
        }
    }
}

impl List {
    /// A list of these items, made by the thread that runs.
    #[must_use]
    pub fn new(items: Vec<Value>) -> Self {
        let (number, items) = (number::next(), Guarded::new(items));
        Self { number, items }
    }

    /// Its items.
    #[inline]
    pub fn lock(&self) -> Guard<'_, Vec<Value>> {
        self.items.lock()
    }

    /// A copy of its items.
    pub fn to_vec(&self) -> Vec<Value> {
        self.lock().clone()
    }
}

impl Value {
    /// A list of these items.
    #[must_use]
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Arc::new(List::new(items)))
    }

    /// A tuple of these items.
    #[must_use]
    pub fn tuple(items: Vec<Value>) -> Self {
        Self::Tuple(Arc::new(super::tuple::Items::new(items)))
    }
}

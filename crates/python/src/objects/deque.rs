//! `collections.deque`.

use std::collections::VecDeque;

use super::discard::discard;
use super::guarded::{Guard, Guarded};
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A Python deque, with its bound.
#[derive(Debug)]
pub struct Deque {
    /// Its number.
    pub number: ObjectNumber,
    /// How many items it keeps at most.
    pub bound: Option<usize>,
    items: Guarded<VecDeque<Value>>,
}

impl Deque {
    /// A deque of these items, of which it keeps the last `bound`.
    #[must_use]
    pub fn new(mut items: VecDeque<Value>, bound: Option<usize>) -> Self {
        while bound.is_some_and(|bound| items.len() > bound) {
            items.pop_front();
        }
        let (number, items) = (number::next(), Guarded::new(items));
        Self { number, bound, items }
    }

    /// Its items.
    #[inline]
    pub fn lock(&self) -> Guard<'_, VecDeque<Value>> {
        self.items.lock()
    }

    /// A copy of its items.
    pub fn to_vec(&self) -> Vec<Value> {
        self.lock().iter().cloned().collect()
    }
}

impl Drop for Deque {
    fn drop(&mut self) {
        discard(std::mem::take(self.items.get_mut()));
    }
}

//! Sets and frozensets, in CPython's order (Objects/setobject.c: linear probes, then perturbation).

use std::sync::Arc;

use super::discard::{discard, is_object};
use super::guarded::{Guard, Guarded};
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A Python set.
#[derive(Debug)]
pub struct Set {
    /// Its number.
    pub number: ObjectNumber,
    /// Whether it cannot change.
    pub frozen: bool,
    table: Guarded<SetTable>,
}

impl Set {
    /// A set of a table.
    #[must_use]
    pub fn new(table: SetTable, frozen: bool) -> Self {
        let (number, table) = (number::next(), Guarded::new(table));
        Self { number, frozen, table }
    }

    /// Its table.
    #[inline]
    pub fn lock(&self) -> Guard<'_, SetTable> {
        self.table.lock()
    }

    /// Its elements in order.
    pub fn to_vec(&self) -> Vec<Value> {
        self.lock().iter().map(|(_, key)| key.clone()).collect()
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let table = self.table.get_mut();
        if table.iter().any(|(_, key)| is_object(key)) {
            discard(std::mem::take(&mut table.places));
        }
    }
}

impl Value {
    /// A set of a table.
    #[must_use]
    pub fn set(table: SetTable) -> Self {
        Self::Set(Arc::new(Set::new(table, false)))
    }

    /// A frozenset of a table.
    #[must_use]
    pub fn frozen_set(table: SetTable) -> Self {
        Self::Set(Arc::new(Set::new(table, true)))
    }
}

#[derive(Clone, Debug)]
enum Place {
    Empty,
    Removed,
    Full(i64, Value),
}

/// The table behind a set.
#[derive(Clone, Debug)]
pub struct SetTable {
    places: Vec<Place>,
    used: usize,
    filled: usize,
    finger: usize,
}

impl Default for SetTable {
    fn default() -> Self {
        Self {
            places: vec![Place::Empty; 8],
            used: 0,
            filled: 0,
            finger: 0,
        }
    }
}

const LINEAR_PROBES: usize = 9;

struct Probe {
    at: usize,
    left: usize,
    mask: usize,
    perturb: u64,
    start: usize,
}

impl Probe {
    fn new(hash: i64, mask: usize) -> Self {
        let start = hash as usize & mask;
        let mut probe = Self {
            at: start,
            left: 0,
            mask,
            perturb: hash as u64,
            start,
        };
        probe.left = probe.run();
        probe
    }

    fn run(&self) -> usize {
        if self.start + LINEAR_PROBES <= self.mask {
            LINEAR_PROBES
        } else {
            0
        }
    }

    fn advance(&mut self) {
        if self.left > 0 {
            self.left -= 1;
            self.at += 1;
            return;
        }
        self.perturb >>= 5;
        let next = (self.start as u64)
            .wrapping_mul(5)
            .wrapping_add(1)
            .wrapping_add(self.perturb);
        self.start = next as usize & self.mask;
        self.at = self.start;
        self.left = self.run();
    }
}

impl SetTable {
    fn mask(&self) -> usize {
        self.places.len() - 1
    }

    /// Finds an element; `same` says whether one of the same hash is the one.
    pub fn find<E>(&self, hash: i64, mut same: impl FnMut(&Value) -> Result<bool, E>) -> Result<Option<usize>, E> {
        let mut probe = Probe::new(hash, self.mask());
        loop {
            match &self.places[probe.at] {
                Place::Empty => return Ok(None),
                Place::Full(known, key) if *known == hash && same(key)? => return Ok(Some(probe.at)),
                _ => probe.advance(),
            }
        }
    }

    /// Adds an element that is not in it.
    pub fn add_new(&mut self, hash: i64, key: Value) {
        self.put(hash, key);
        self.filled += 1;
        self.used += 1;
        if self.filled * 5 >= self.mask() * 3 {
            let room = if self.used > 50_000 {
                self.used * 2
            } else {
                self.used * 4
            };
            self.resize(room);
        }
    }

    fn put(&mut self, hash: i64, key: Value) {
        let mut probe = Probe::new(hash, self.mask());
        while !matches!(self.places[probe.at], Place::Empty) {
            probe.advance();
        }
        self.places[probe.at] = Place::Full(hash, key);
    }

    fn resize(&mut self, room: usize) {
        let mut size = 8;
        while size <= room {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.places, vec![Place::Empty; size]);
        for place in old {
            if let Place::Full(hash, key) = place {
                self.put(hash, key);
            }
        }
        self.filled = self.used;
    }

    /// Makes room as CPython does before it adds `count` elements of another set or dict.
    pub fn reserve(&mut self, count: usize) {
        if (self.filled + count) * 5 >= self.mask() * 3 {
            self.resize((self.used + count) * 2);
        }
    }

    /// Takes out what stands at a place.
    pub fn remove_at(&mut self, at: usize) -> Option<Value> {
        match std::mem::replace(&mut self.places[at], Place::Removed) {
            Place::Full(_, key) => {
                self.used -= 1;
                Some(key)
            }
            other => {
                self.places[at] = other;
                None
            }
        }
    }

    /// Takes out an element as `pop` chooses it.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mut at = self.finger & self.mask();
        while !matches!(self.places[at], Place::Full(..)) {
            at = (at + 1) & self.mask();
        }
        self.finger = at + 1;
        self.remove_at(at)
    }

    /// A copy as CPython makes it: of the same size if nothing was ever removed, rebuilt otherwise.
    #[must_use]
    pub fn copy(&self) -> Self {
        let mut copy = Self::default();
        copy.reserve(self.used);
        if copy.mask() == self.mask() && self.filled == self.used {
            copy.places.clone_from(&self.places);
            (copy.used, copy.filled) = (self.used, self.filled);
            return copy;
        }
        for (hash, key) in self.iter() {
            copy.put(hash, key.clone());
        }
        (copy.used, copy.filled) = (self.used, self.used);
        copy
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// All elements with their hashes, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &Value)> {
        self.places.iter().filter_map(|place| match place {
            Place::Full(hash, key) => Some((*hash, key)),
            _ => None,
        })
    }

    /// The first element at or after a place, with the place after it.
    pub fn next_from(&self, at: usize) -> Option<(usize, &Value)> {
        let found = self.places.get(at..)?.iter().enumerate();
        found
            .filter_map(|(skip, place)| match place {
                Place::Full(_, key) => Some((at + skip + 1, key)),
                _ => None,
            })
            .next()
    }

    /// The elements whose hash is this: those that may be equal.
    pub fn candidates(&self, hash: i64) -> Vec<(usize, Value)> {
        let all = self.places.iter().enumerate();
        all.filter_map(|(at, place)| match place {
            Place::Full(known, key) if *known == hash => Some((at, key.clone())),
            _ => None,
        })
        .collect()
    }
}

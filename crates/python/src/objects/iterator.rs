//! Built-in iterators.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::deque::Deque;
use super::dict::{Dict, Part};
use super::discard::{Items, discard};
use super::guarded::Guarded;
use super::list::List;
use super::set::Set;
use super::string::Name;
use crate::number::{self, ObjectNumber};
use crate::value::Value;

/// A built-in iterator: what it walks, and where it is.
#[derive(Debug)]
pub struct Iter {
    /// Its number.
    pub number: ObjectNumber,
    /// What it walks.
    pub source: Guarded<Source>,
    /// What type it is.
    pub kind: &'static str,
    own: AtomicBool,
}

impl Iter {
    /// An iterator over a source; `kind` is its type's name.
    #[must_use]
    pub fn new(kind: &'static str, source: Source) -> Self {
        let (number, source) = (number::next(), Guarded::new(source));
        let own = AtomicBool::new(false);
        Self {
            number,
            source,
            kind,
            own,
        }
    }

    /// A loop made it for itself: no other thread can have it.
    pub fn belong(&self) {
        self.own.store(true, Ordering::Relaxed);
    }

    /// Whether a loop made it for itself.
    pub fn belongs(&self) -> bool {
        self.own.load(Ordering::Relaxed)
    }

    /// The iterator as a value.
    #[must_use]
    pub fn value(kind: &'static str, source: Source) -> Value {
        Value::Iterator(Arc::new(Self::new(kind, source)))
    }
}

impl Drop for Iter {
    fn drop(&mut self) {
        let source = self.source.get_mut();
        if source.leads_on() {
            discard(std::mem::replace(source, Source::Ended));
        }
    }
}

/// What an iterator walks.
#[derive(Clone, Debug)]
pub enum Source {
    /// Nothing more.
    Ended,
    /// A list, at a place.
    List(Arc<List>, usize),
    /// A list backwards: how many are left.
    Reversed(Arc<List>, usize),
    /// A tuple.
    Tuple(Arc<Items>, usize),
    /// A string, at a byte.
    Str(Name, usize),
    /// Bytes.
    Bytes(Value, usize),
    /// The numbers of a range: the next, the step, how many are left.
    Range(i64, i64, i64),
    /// A dict: the place, the number of keys when it began, what is given; backwards from the place if so.
    Dict {
        /// The dict.
        dict: Arc<Dict>,
        /// The next place.
        at: usize,
        /// How many keys it had.
        size: usize,
        /// What is given.
        part: Part,
        /// Whether it goes backwards.
        backwards: bool,
    },
    /// A set: the place, the number of elements when it began.
    Set(Arc<Set>, usize, usize),
    /// A deque: the place, the number of items when it began, whether backwards.
    Deque(Arc<Deque>, usize, usize, bool),
    /// `enumerate`: the iterator and the next number.
    Enumerate(Value, i64),
    /// `zip`: the iterators, whether they must be equally long.
    Zip(Arc<Vec<Value>>, bool),
    /// `map`: the function and the iterators.
    Map(Value, Arc<Vec<Value>>),
    /// `filter`: the function (`None` for truth) and the iterator.
    Filter(Value, Value),
    /// `iter(callable, sentinel)`.
    Calls(Value, Value),
    /// Anything with `__getitem__`, at an index.
    Items(Value, i64),
    /// `reversed` of anything with `__getitem__` and `__len__`.
    ReversedItems(Value, i64),
}

impl Source {
    // Whether it may walk another iterator.
    fn leads_on(&self) -> bool {
        matches!(
            self,
            Self::Enumerate(..)
                | Self::Zip(..)
                | Self::Map(..)
                | Self::Filter(..)
                | Self::Calls(..)
                | Self::Items(..)
                | Self::ReversedItems(..)
        )
    }
}

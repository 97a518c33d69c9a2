//! Results of work that depends on its input alone, kept from schedule to schedule: a search does nothing twice that no schedule changes.

use std::{any::Any, collections::BTreeMap};
use world::Place;

/// Results by place and input.
#[derive(Default)]
pub struct Memo {
    shelves: BTreeMap<usize, Box<dyn Any>>,
}

/// Results that are kept of one place: memory must stay flat, and who has more different inputs than this gains little.
const MOST: usize = 4_096;

impl Memo {
    /// The result that is kept for an input of a place.
    pub fn find<I: Ord + 'static, R: Clone + 'static>(&self, place: Place, input: &I) -> Option<R> {
        let shelf = self.shelves.get(&key(place))?.downcast_ref::<BTreeMap<I, R>>()?;
        shelf.get(input).cloned()
    }

    /// Keeps a result.
    pub fn keep<I: Ord + 'static, R: 'static>(&mut self, place: Place, input: I, result: R) {
        let shelf = self
            .shelves
            .entry(key(place))
            .or_insert_with(|| Box::new(BTreeMap::<I, R>::new()));
        // One place has one type of input and result; where it had another, nothing is kept.
        if let Some(shelf) = shelf.downcast_mut::<BTreeMap<I, R>>() {
            if shelf.len() >= MOST {
                shelf.clear();
            }
            shelf.insert(input, result);
        }
    }
}

/// Places are told apart by where they lie: only to find them again, never for their order.
fn key(place: Place) -> usize {
    std::ptr::from_ref(place) as usize
}

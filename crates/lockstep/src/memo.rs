//! Results of work that depends on its input alone, kept from schedule to schedule: a search does nothing twice that no schedule changes.

use crate::current::kernel;
use std::{any::Any, collections::BTreeMap};
use world::Place;

/// Results by place and input.
#[derive(Default)]
pub struct Memo {
    shelves: BTreeMap<usize, Box<dyn Any>>,
}

/// Results that are kept of one place: memory must stay flat, and who has more different inputs than this gains little.
const MOST: usize = 4_096;

/// The result of `work` on `input`, from before if this run keeps results.
pub fn remembered<I, R>(place: Place, input: I, work: impl FnOnce(&I) -> R) -> R
where
    I: Ord + 'static,
    R: Clone + 'static,
{
    let known = kernel(|kernel| kernel.memo.as_ref()?.find(place, &input));
    known.unwrap_or_else(|| {
        let result = work(&input);
        kernel(|kernel| kernel.memo.as_mut().map(|memo| memo.keep(place, input, result.clone())));
        result
    })
}

impl Memo {
    fn find<I: Ord + 'static, R: Clone + 'static>(&self, place: Place, input: &I) -> Option<R> {
        let shelf = self.shelves.get(&key(place))?.downcast_ref::<BTreeMap<I, R>>()?;
        shelf.get(input).cloned()
    }

    fn keep<I: Ord + 'static, R: 'static>(&mut self, place: Place, input: I, result: R) {
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

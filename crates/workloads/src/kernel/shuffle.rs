//! The shuffle of MapReduce: counts divided by hash among the reducers, in a form that can be sent to another thread.

use super::packed::{FxBuildHasher, InlineStr};
use super::words::Counts;
use std::hash::BuildHasher;

/// What one mapper hands to one reducer: words with their counts, in three allocations however many words there are.
#[derive(Clone, Debug, Default)]
pub struct Partition {
    short: Vec<(InlineStr, u64)>,
    /// Where each long word ends in `text`, and its count.
    long: Vec<(usize, u64)>,
    text: String,
}

impl Partition {
    /// How many words the parcel names.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Whether it names none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn push_long(&mut self, word: &str, count: u64) {
        self.text.push_str(word);
        self.long.push((self.text.len(), count));
    }
}

/// Divides `counts` among `reducers` (at least one). A word goes to the same reducer whoever counted it.
pub fn divide(counts: &Counts<'_>, reducers: usize) -> Vec<Partition> {
    let mut parcels = vec![Partition::default(); reducers.max(1)];
    for (word, count) in counts.short() {
        parcels[reducer(word.hash(), reducers)].short.push((word, count));
    }
    for (word, count) in counts.long() {
        parcels[reducer(FxBuildHasher::default().hash_one(word), reducers)].push_long(word, count);
    }
    parcels
}

impl<'p> Counts<'p> {
    /// Adds what a mapper sent.
    pub fn receive(&mut self, parcel: &'p Partition) {
        for &(word, count) in &parcel.short {
            self.add_packed(word, count);
        }
        let mut from = 0;
        for &(to, count) in &parcel.long {
            self.add(&parcel.text[from..to], count);
            from = to;
        }
    }
}

/// Takes bits of the hash that a table of fewer than a million words does not use to place them.
fn reducer(hash: u64, reducers: usize) -> usize {
    (hash >> 20 & 0xFFFF_FFFF) as usize % reducers.max(1)
}

//! Byte strings that change.

use super::guarded::{Guard, Guarded};
use crate::number::{self, ObjectNumber};

/// A Python bytearray.
#[derive(Debug)]
pub struct ByteArray {
    /// Its number.
    pub number: ObjectNumber,
    items: Guarded<Vec<u8>>,
}

impl ByteArray {
    /// A bytearray of these bytes.
    #[must_use]
    pub fn new(items: Vec<u8>) -> Self {
        let (number, items) = (number::next(), Guarded::new(items));
        Self { number, items }
    }

    /// Its bytes.
    pub fn lock(&self) -> Guard<'_, Vec<u8>> {
        self.items.lock()
    }
}

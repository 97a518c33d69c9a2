//! Numbers of objects: which thread made it and as its how-manieth, so that a number means the same in every schedule.

use std::cell::Cell;

/// An object's number: the number of the thread that made it in the upper 24 bits, a count within that thread in the lower 40.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ObjectNumber(pub u64);

impl ObjectNumber {
    /// The thread that made the object.
    #[must_use]
    pub fn thread(self) -> u32 {
        (self.0 >> 40) as u32
    }
}

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// The number for the object that is made now, on the Python thread that runs on this host thread.
pub fn next() -> ObjectNumber {
    NEXT.with(|next| {
        let number = next.get();
        next.set(number + 1);
        ObjectNumber(number)
    })
}

/// Sets the count from which `next` goes on, and gives the one that stood there: a machine swaps its own in while it runs.
pub fn swap(count: u64) -> u64 {
    NEXT.with(|next| next.replace(count))
}

/// The count from which thread `thread` starts.
#[must_use]
pub fn first_of(thread: u32) -> u64 {
    u64::from(thread) << 40 | 1
}

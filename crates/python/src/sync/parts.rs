//! What a sync object is made of: calls that touch different parts of it may change places, and nobody notices.
//!
//! The two ends of a queue are two parts, and each item is one that is put once and then taken, so a put and the get of another item come in one order only.
//! Two calls that add to a count are as good in either order as long as nobody looks at the count between them.

use super::{Call, State, Touch};

/// A part of a sync object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// Where a queue's items, or a pool's tasks, are taken.
    Head,
    /// Where they are put.
    Tail,
    /// How many tasks of a queue are not done yet; how many workers of a pool are idle.
    Count,
    /// Whether it is shut down.
    Shut,
    /// The item that is put as the so-manieth, counted from 0.
    Item(u64),
    /// The room that is left by the item that is taken as the so-manieth, counted from 0.
    Room(u64),
}

/// The lowest three bits of a part's number; those of an attribute have the third bit.
const STEP: u64 = 8;

impl Part {
    /// Its number among the parts of its object, in which the third bit is never set.
    #[must_use]
    pub fn number(self) -> u64 {
        match self {
            Self::Whole => 0,
            Self::Head => STEP,
            Self::Tail => 2 * STEP,
            Self::Count => 3 * STEP,
            Self::Shut => 4 * STEP,
            Self::Item(at) => (at + 5) * STEP + 1,
            Self::Room(at) => (at + 5) * STEP + 2,
        }
    }
}

/// A part, and what is done with it.
pub type PartTouch = (Part, Touch);

impl State {
    /// What a call touches that thread `me` makes now, and that need not wait; `limited` says that it would wait so long only. First comes
    /// where it waits for others. What it would have touched in another order of calls it touches in this one as well, or whoever made the difference does: a search by
    /// races misses orders otherwise.
    #[must_use]
    pub fn touches(&self, call: &Call, me: u32, limited: bool) -> Vec<PartTouch> {
        match self {
            Self::Queue(queue) if queue.has_ends() => queue.touches(call, me, limited),
            Self::Pool(pool) => pool.touches(call, me),
            _ => vec![(Part::Whole, timed(self.touch(call), limited))],
        }
    }

    /// What a call has looked at that must wait now.
    #[must_use]
    pub fn looks(&self, call: &Call) -> Vec<PartTouch> {
        match self {
            Self::Queue(queue) if queue.has_ends() => queue.looks(call),
            Self::Pool(pool) => finds_none(pool.gone),
            _ => vec![(Part::Whole, Touch::Look)],
        }
    }

    /// What a call touches that has waited for too long.
    #[must_use]
    pub fn gives_up(&self, call: &Call) -> Vec<PartTouch> {
        match self {
            Self::Queue(queue) if queue.has_ends() => queue.looks(call),
            _ => vec![(Part::Whole, Touch::Change)],
        }
    }

    /// What a call touches first, once it need not wait any more.
    #[must_use]
    pub fn waits_for(&self, call: &Call) -> PartTouch {
        match (self, call) {
            (Self::Queue(queue), Call::Get) if queue.has_ends() => (Part::Head, Touch::Wait),
            (Self::Queue(queue), Call::Put(_)) if queue.has_ends() => (Part::Tail, Touch::Wait),
            (Self::Queue(queue), Call::Drain) if queue.has_ends() => (Part::Count, Touch::Wait),
            (Self::Pool(_), Call::Take) => (Part::Head, Touch::Wait),
            _ => (Part::Whole, self.touch(call)),
        }
    }
}

/// That it is shut down, which happens once.
pub(super) fn shuts(is_shut: bool) -> PartTouch {
    (Part::Shut, if is_shut { Touch::Look } else { Touch::Happen })
}

/// What is looked at where nothing is there to be taken, after so many were.
pub(super) fn finds_none(gone: u64) -> Vec<PartTouch> {
    let parts = [Part::Head, Part::Item(gone), Part::Shut];
    parts.map(|part| (part, Touch::Look)).to_vec()
}

// Who waits with a limit might have given up before what it waited for took place.
fn timed(touch: Touch, limited: bool) -> Touch {
    match touch {
        Touch::Take | Touch::Observe if limited => Touch::Wait,
        touch => touch,
    }
}

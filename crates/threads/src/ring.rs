//! A bounded ring of events: one thread writes, one reader drains, neither waits for the other.

use crate::primitive::{AtomicU64, AtomicUsize, Mutex, Ordering, lock};
use crate::text_line::line;
use std::sync::Arc;
use trace::EventKind;
use world::Place;

/// Events that a thread can be ahead of the reader; about a frame of the busiest lock there is.
const CAPACITY: usize = 4096;
const WORDS: usize = 3;

/// One event as recorded, its place not yet numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawEvent {
    /// On the run's clock.
    pub at: u64,
    /// What happened.
    pub what: EventKind,
    /// To which object.
    pub object: u32,
    /// Where; see [`place_word`].
    pub place: u64,
    /// Of `Takes` how many, of `Holds` the thread that holds; at most [`MOST`].
    pub number: u32,
}

/// The largest number that fits beside an event.
pub const MOST: u32 = (1 << 24) - 1;

/// Where events are written. Only atomic words, so that a reader that comes too late reads a wrong event and nothing worse.
type Words = Arc<[AtomicU64]>;

/// The ring of one thread: a single-producer, single-consumer queue (Lamport, "Specifying concurrent program modules", 1983) that drops what does not fit.
///
/// # Memory ordering
/// `written` and `read` are a pair of release and acquire in both directions. The writer stores an event's words and then releases `written`; a reader that
/// acquires it sees the words whole. The reader releases `read` when it has read the words; a writer that acquires it may overwrite them. The words
/// themselves are relaxed, for those two order them, and so is each thread's load of its own counter. `dropped` is only ever shown.
pub struct Ring {
    words: Words,
    /// Words a whole turn has room for, as events, less one: capacities are powers of two.
    mask: usize,
    written: AtomicUsize,
    read: AtomicUsize,
    dropped: AtomicU64,
    /// What was unread when the thread ended and its words went to another.
    left: Mutex<Option<Vec<RawEvent>>>,
}

/// Words that no thread has. They are made before a run begins and lent to its threads, as many as there can be at once: so a run that is recorded
/// needs no more memory while it goes on than one that is not, and its threads weigh the same.
pub struct Rings {
    free: Mutex<Vec<Words>>,
    capacity: usize,
}

impl Default for Rings {
    fn default() -> Self {
        Rings::of_capacity(CAPACITY)
    }
}

impl Rings {
    /// Rings for `capacity` events each, a power of two.
    pub fn of_capacity(capacity: usize) -> Self {
        Rings {
            free: Mutex::new(Vec::new()),
            capacity,
        }
    }

    /// Makes words for `threads` threads.
    pub fn reserve(&self, threads: usize) {
        lock(&self.free).extend((0..threads).map(|_| self.words()));
    }

    /// A ring of words that no thread has any more, or of new ones.
    pub fn lend(&self) -> Ring {
        let free = lock(&self.free).pop();
        Ring::of(free.unwrap_or_else(|| self.words()))
    }

    fn words(&self) -> Words {
        (0..self.capacity * WORDS).map(|_| AtomicU64::new(0)).collect()
    }
}

impl Ring {
    /// The ring of a run that is not recorded: it has no room.
    pub fn none() -> Self {
        Ring::of(Arc::default())
    }

    fn of(words: Words) -> Self {
        Ring {
            mask: (words.len() / WORDS).saturating_sub(1),
            words,
            written: AtomicUsize::new(0),
            read: AtomicUsize::new(0),
            dropped: AtomicU64::new(0),
            left: Mutex::new(None),
        }
    }

    /// Whether events are kept here at all.
    pub fn records(&self) -> bool {
        !self.words.is_empty()
    }

    /// The thread has ended: what is unread is kept apart, and another thread may have the words.
    pub fn retire(&self, rings: &Rings) {
        if !self.records() {
            return;
        }
        // The reader holds this lock while it drains, so the words cannot be lent to another thread under its eyes.
        let mut left = lock(&self.left);
        let mut unread = Vec::new();
        self.unread(u64::MAX, |event| unread.push(event));
        unread.shrink_to_fit();
        if left.replace(unread).is_none() {
            lock(&rings.free).push(self.words.clone());
        }
    }

    /// Appends an event, and says whether it did; counts it as dropped when the reader is too far behind.
    pub fn push(&self, event: RawEvent) -> bool {
        if self.words.is_empty() {
            return false;
        }
        // Its own counter, which no other thread writes.
        let written = self.written.load(Ordering::Relaxed);
        // Acquires what the reader released: the words it has read may be overwritten.
        if written - self.read.load(Ordering::Acquire) > self.mask {
            self.dropped
                .store(self.dropped.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            return false;
        }
        // Positions only grow, and the mask finds the slot. On wasm they would wrap after 2^32 events: an hour and more
        // of a million events a second.
        let at = (written & self.mask) * WORDS;
        self.words[at].store(event.at, Ordering::Relaxed);
        let packed = u64::from(event.number.min(MOST)) << 40 | u64::from(event.object) << 8 | event.what as u64;
        self.words[at + 1].store(packed, Ordering::Relaxed);
        self.words[at + 2].store(event.place, Ordering::Relaxed);
        // Last: a reader that acquires this sees the three words.
        self.written.store(written + 1, Ordering::Release);
        true
    }

    /// Takes what has been written since the last time and happened up to a moment.
    pub fn drain(&self, until: u64, take: impl FnMut(RawEvent)) {
        match &mut *lock(&self.left) {
            Some(left) => {
                let due = left.partition_point(|event| event.at <= until);
                left.drain(..due).for_each(take);
            }
            None => self.unread(until, take),
        }
    }

    /// To be called with the lock of `left`, so that there is one reader at a time.
    fn unread(&self, until: u64, mut take: impl FnMut(RawEvent)) {
        // Its own position relaxed, the writer's acquired: what the writer stored before it is seen.
        let (read, written) = (self.read.load(Ordering::Relaxed), self.written.load(Ordering::Acquire));
        for position in read..written {
            let at = (position & self.mask) * WORDS;
            let packed = self.words[at + 1].load(Ordering::Relaxed);
            let happened = self.words[at].load(Ordering::Relaxed);
            if happened > until {
                // What is later waits for the next drain; the writer must not overwrite it before.
                return self.read.store(position, Ordering::Release);
            }
            take(RawEvent {
                at: happened,
                what: what(packed as u8),
                object: (packed >> 8) as u32,
                place: self.words[at + 2].load(Ordering::Relaxed),
                number: (packed >> 40) as u32,
            });
        }
        self.read.store(written, Ordering::Release);
    }

    /// Events lost so far.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

fn what(code: u8) -> EventKind {
    const ALL: [EventKind; 10] = [
        EventKind::Start,
        EventKind::End,
        EventKind::Wait,
        EventKind::Idle,
        EventKind::Sleep,
        EventKind::Resume,
        EventKind::Acquire,
        EventKind::Release,
        EventKind::Takes,
        EventKind::Holds,
    ];
    ALL.into_iter()
        .find(|what| *what as u8 == code)
        .unwrap_or(EventKind::Resume)
}

/// Where a thread stands, as a word that fits an atomic: in a line of its program's own text, or at a place in Rust. Addresses of places are even.
pub fn place_word(place: Place) -> u64 {
    // The lowest bit tells the two apart, and a location is aligned to more than one byte.
    match line() {
        0 => std::ptr::from_ref(place).expose_provenance() as u64,
        line => u64::from(line) << 1 | 1,
    }
}

/// The line of a program's own text behind a word from [`place_word`]; `None` if it stands for a place in Rust.
pub fn line_of(word: u64) -> Option<u32> {
    (word & 1 == 1).then_some((word >> 1) as u32)
}

/// The place behind a word from [`place_word`] that stands for one in Rust; `None` for 0.
pub fn place_of(word: u64) -> Option<Place> {
    if line_of(word).is_some() {
        return None;
    }
    #[expect(
        unsafe_code,
        reason = "the place travels as a word, because a ring of references could not be read while it is written"
    )]
    // SAFETY: the only non-zero even words ever stored are addresses of `&'static Location<'static>` from `place_word`, in this very
    // address space, and such a location is never freed.
    let place = unsafe { std::ptr::with_exposed_provenance::<std::panic::Location<'static>>(word as usize).as_ref() };
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(at: u64) -> RawEvent {
        RawEvent {
            at,
            what: EventKind::Acquire,
            object: u32::MAX,
            place: 0,
            number: MOST,
        }
    }

    #[test]
    fn events_come_out_as_they_went_in() {
        let ring = Rings::default().lend();
        let mut seen = Vec::new();
        for round in 0..3 * CAPACITY as u64 {
            ring.push(event(round));
            ring.drain(u64::MAX, |event| seen.push(event));
        }
        assert_eq!(seen, (0..3 * CAPACITY as u64).map(event).collect::<Vec<_>>());
    }

    #[test]
    fn what_happened_after_the_moment_stays_for_the_next_time() {
        let ring = Rings::default().lend();
        (0..10).for_each(|at| _ = ring.push(event(at)));
        let mut seen = Vec::new();
        ring.drain(3, |event| seen.push(event.at));
        assert_eq!(seen, [0, 1, 2, 3]);
        ring.drain(u64::MAX, |event| seen.push(event.at));
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let ring = Rings::default().lend();
        (0..CAPACITY as u64 + 5).for_each(|at| _ = ring.push(event(at)));
        assert_eq!(ring.dropped(), 5);
    }

    #[test]
    fn what_a_thread_left_unread_stays_its_own_when_another_has_its_words() {
        let rings = Rings::default();
        rings.reserve(1);
        let first = rings.lend();
        (0..3).for_each(|at| _ = first.push(event(at)));
        first.retire(&rings);
        let second = rings.lend();
        (3..9).for_each(|at| _ = second.push(event(at)));
        let read = |ring: &Ring| {
            let mut seen = Vec::new();
            ring.drain(u64::MAX, |event| seen.push(event.at));
            seen
        };
        assert!(Arc::ptr_eq(&first.words, &second.words), "the words were lent again");
        assert_eq!((read(&first), read(&second)), (vec![0, 1, 2], vec![3, 4, 5, 6, 7, 8]));
        assert_eq!((read(&first), read(&second)), (vec![], vec![]));
    }

    #[test]
    fn a_place_survives_being_a_word() {
        let place = std::panic::Location::caller();
        assert_eq!(place_of(place_word(place)), Some(place));
        assert_eq!(place_of(0), None);
    }

    #[test]
    fn a_line_survives_being_a_word() {
        crate::text_line::stand_in(12);
        let word = place_word(std::panic::Location::caller());
        crate::text_line::stand_in(0);
        assert_eq!((line_of(word), place_of(word)), (Some(12), None));
    }
}

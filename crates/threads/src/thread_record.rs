//! What is known of one thread: where it is, what it does, what it has done.

use crate::{
    parker::Parker,
    ring::{RawEvent, Ring, place_word},
};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed};
use trace::{EventKind, State};
use world::{Label, ObjectId, Place};

/// One thread of a run. Its own thread writes, any thread may read.
///
/// # Memory ordering
/// Relaxed, but for `alive` and `needs_place`. Each word has one writer, its own thread, and no reader concludes anything about *other* memory from it: a
/// report that mixes a new state with an old place is a moment old in one column. What must be exact (who lives, who can run, who holds what) is in the
/// census and behind the regions' mutexes. `alive` is sequentially consistent because the wait-for graph reads it beside the census; `needs_place` is
/// swapped by its thread alone and published with the place it gives back.
pub struct ThreadRecord {
    /// Its number in the run, from 0.
    pub index: u16,
    /// Its name.
    pub label: Label,
    /// What it holds as long as it lives.
    pub holds: Option<ObjectId>,
    /// Where it sleeps.
    pub parker: Parker,
    /// What it recorded.
    pub ring: Ring,
    /// Whether it has begun and not ended.
    pub alive: AtomicBool,
    /// Whether it still has one of the places that the pool has promised.
    pub needs_place: AtomicBool,
    state: AtomicU32,
    object: AtomicU32,
    room: AtomicBool,
    place: AtomicU64,
    heartbeat: AtomicU64,
    /// The declared cost of the computation it is in, in nanoseconds on one core; 0 when it does not compute.
    declared: AtomicU64,
    /// Units of the program's work.
    pub done: AtomicU64,
    /// Locks taken.
    pub acquisitions: AtomicU64,
    /// Times it waited for another thread, the wait that is on included.
    pub waits: AtomicU64,
    /// Nanoseconds it waited for others, without the wait that is on.
    waited: AtomicU64,
    /// Since when it waits, on the run's clock; 0 when it does not.
    waiting_since: AtomicU64,
    /// Nanoseconds of work, waiting and sleep since its last optional time stamp: what it may spend on the next.
    budget: AtomicU64,
    record: bool,
}

const NOTHING: u32 = u32::MAX;

/// Nanoseconds of work that an optional pair of time stamps costs: at 0.6 microseconds a stamp in the browser, 50 microseconds of work
/// keep recording below 3 % by construction.
const COST: u64 = 50_000;

impl ThreadRecord {
    /// A thread that has not begun.
    pub fn new(index: u16, label: Label, holds: Option<ObjectId>, ring: Ring) -> Self {
        ThreadRecord {
            index,
            label,
            holds,
            parker: Parker::default(),
            record: ring.records(),
            ring,
            alive: AtomicBool::new(true),
            needs_place: AtomicBool::new(true),
            state: AtomicU32::new(State::Running as u32),
            object: AtomicU32::new(NOTHING),
            room: AtomicBool::new(false),
            place: AtomicU64::new(0),
            heartbeat: AtomicU64::new(0),
            declared: AtomicU64::new(0),
            done: AtomicU64::new(0),
            acquisitions: AtomicU64::new(0),
            waits: AtomicU64::new(0),
            waited: AtomicU64::new(0),
            waiting_since: AtomicU64::new(0),
            budget: AtomicU64::new(COST),
        }
    }

    /// Shows where the thread is, and that it still runs.
    pub fn show(&self, place: Place) {
        // A reader that sees the new heartbeat with the old place shows the line before: not worth a fence in every operation.
        self.place.store(place_word(place), Relaxed);
        bump(&self.heartbeat, 1);
    }

    /// Declares what the computation that begins costs, in nanoseconds on one core; 0 when it is over.
    pub fn declare(&self, nanos: u64) {
        self.declared.store(nanos, Relaxed);
    }

    /// The declared cost of its computation.
    pub fn declared(&self) -> u64 {
        self.declared.load(Relaxed)
    }

    /// Enters a state, for an object.
    pub fn turn(&self, state: State, object: Option<ObjectId>) {
        // The object first: a reader that finds it waiting then mostly finds for what. For certain it needs the run to be quiescent, and asks the census.
        self.object.store(object.map_or(NOTHING, |object| object.0), Relaxed);
        self.state.store(state as u32, Relaxed);
        bump(&self.heartbeat, 1);
    }

    /// Appends an event at a moment of the run's clock, and says whether there was room.
    pub fn record(&self, at: u64, what: EventKind, object: Option<ObjectId>, place: Place) -> bool {
        self.record_number(at, what, object, place, 0)
    }

    /// As [`ThreadRecord::record`], of an event with a number; see [`RawEvent::number`].
    pub fn record_number(&self, at: u64, what: EventKind, object: Option<ObjectId>, place: Place, number: u32) -> bool {
        let object = object.map_or(NOTHING, |object| object.0);
        self.ring.push(RawEvent {
            at,
            what,
            object,
            place: place_word(place),
            number,
        })
    }

    /// Adds work to what may be spent on a time stamp.
    pub fn accrue(&self, nanos: u64) {
        if self.record {
            bump(&self.budget, nanos);
        }
    }

    /// Spends the cost of an optional pair of time stamps, if there is enough; whether it did.
    pub fn try_spend(&self) -> bool {
        let affordable = self.record && self.budget.load(Relaxed) >= COST;
        if affordable {
            // All of it: a thread that has worked for a second must not stamp twenty thousand locks in a row.
            self.budget.store(0, Relaxed);
        }
        affordable
    }

    /// Begins to wait for another thread.
    pub fn begin_wait(&self, at: u64) {
        bump(&self.waits, 1);
        self.waiting_since.store(at, Relaxed);
    }

    /// The wait is over.
    pub fn end_wait(&self, at: u64) {
        // The sum first: between the stores the wait counts twice. The other order would lose it for that moment.
        bump(&self.waited, at.saturating_sub(self.waiting_since.load(Relaxed)));
        self.waiting_since.store(0, Relaxed);
    }

    /// Nanoseconds it has waited for others until `now`.
    pub fn waited(&self, now: u64) -> u64 {
        // An observer may read between the two stores of `end_wait`, and then counts one wait twice, for this one look.
        let on = match self.waiting_since.load(Relaxed) {
            0 => 0,
            since => now.saturating_sub(since),
        };
        self.waited.load(Relaxed) + on
    }

    /// What the thread is doing.
    pub fn state(&self) -> State {
        // A word that is no state cannot come up, for only `turn` writes it; the fallback spares a panic in a report.
        let code = self.state.load(Relaxed);
        let all = [
            State::Running,
            State::Holding,
            State::Waiting,
            State::Idle,
            State::Sleeping,
        ];
        all.into_iter()
            .find(|state| *state as u32 == code)
            .unwrap_or(State::Running)
    }

    /// What it waits for.
    pub fn object(&self) -> Option<ObjectId> {
        Some(self.object.load(Relaxed))
            .filter(|object| *object != NOTHING)
            .map(ObjectId)
    }

    /// Sets whether what it is about to wait for is room in an object.
    pub fn wants_room(&self, room: bool) {
        self.room.store(room, Relaxed);
    }

    /// Whether it waits for room in its object, and not for what is in it.
    pub fn is_for_room(&self) -> bool {
        self.room.load(Relaxed)
    }

    /// Where it was last seen, as a word of the ring.
    pub fn place(&self) -> u64 {
        self.place.load(Relaxed)
    }

    /// Grows whenever the thread shows that it runs.
    pub fn heartbeat(&self) -> u64 {
        self.heartbeat.load(Relaxed)
    }
}

/// Adds to a word that only one thread writes; cheaper than an atomic addition, which wasm would make a full fence.
pub fn bump(word: &AtomicU64, amount: u64) {
    word.store(word.load(Relaxed).wrapping_add(amount), Relaxed);
}

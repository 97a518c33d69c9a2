//! What all threads of a run share: who lives, who can move, whether to stop, and which objects there are.

use crate::{
    Keep, clock,
    gate::Gate,
    order::Recorder,
    parker::lock,
    ring::{Ring, Rings},
    slot::Slot,
};
use std::sync::{
    Arc, Condvar, Mutex, Weak,
    atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering::SeqCst},
};
use world::{Label, ObjectId};

/// One of those who hold an object.
pub struct Holder {
    /// The thread.
    pub thread: u16,
    /// Whether taking it was recorded, so that letting go must be.
    pub stamped: bool,
}

/// What the wait-for graph asks of any region, whatever its state is.
pub trait Inspect: Send + Sync {
    /// The threads that hold it now; none when it is being changed this moment.
    fn holders(&self) -> Vec<u16>;
    /// Whether nobody has ever held it: a task that nobody has begun.
    fn is_untouched(&self) -> bool;
    /// Takes the number of takes that were not recorded since the last time; none when it is being changed this moment.
    fn take_unrecorded(&self) -> u32;
}

/// An object of the run.
pub struct Entry {
    /// Its name.
    pub label: Label,
    /// The name that its program has for it, if that came to be known.
    pub called: Option<String>,
    /// The region itself, as long as somebody has it.
    pub region: Weak<dyn Inspect>,
    /// Takes of it that were not recorded, and not yet told of.
    unrecorded: Arc<AtomicU32>,
}

impl Entry {
    /// What people call it.
    pub fn name(&self) -> String {
        self.called.clone().unwrap_or_else(|| self.label.to_string())
    }

    /// Takes the number of takes that were not recorded since the last time.
    pub fn take_unrecorded(&self) -> u32 {
        match self.region.upgrade() {
            Some(region) => region.take_unrecorded(),
            None => self.unrecorded.swap(0, SeqCst),
        }
    }
}

/// The middle of a run.
pub struct Shared {
    /// Whether events are recorded.
    pub record: bool,
    /// Keeps the order of operations, if that was asked for.
    pub order: Option<Recorder>,
    /// The gate of the first threads.
    pub gate: Gate,
    /// Rings of threads to come.
    pub rings: Rings,
    /// Every thread there ever was.
    pub slots: Mutex<Vec<Arc<Slot>>>,
    /// Every object there ever was.
    pub objects: Mutex<Vec<Entry>>,
    /// What comes about only through what.
    pub needs: Mutex<Vec<(ObjectId, ObjectId)>>,
    /// Room in what comes about only through what.
    pub needs_room: Mutex<Vec<(ObjectId, ObjectId)>>,
    /// The first panic or refusal, in words.
    pub failure: Mutex<Option<String>>,
    /// When the gate opened and when the last thread ended, on the run's clock; 0 when not yet.
    pub opened: AtomicU64,
    /// See `opened`.
    pub ended: AtomicU64,
    /// Threads whose bodies have not ended.
    pub living: AtomicUsize,
    /// Threads of the crew that have not come back.
    pub away: AtomicUsize,
    switches: AtomicU64,
    movable: AtomicUsize,
    /// Of the threads that the crew has promised, those that nobody has.
    places: AtomicUsize,
    /// Threads that wait for such a place, to start another.
    starting: AtomicUsize,
    stop: AtomicBool,
    quiet: Mutex<()>,
    fell_quiet: Condvar,
}

impl Shared {
    /// A run nobody is in yet.
    pub fn new(keep: Keep) -> Self {
        Shared {
            record: keep.events,
            order: keep.order.then(Recorder::default),
            gate: Gate::default(),
            rings: Rings::default(),
            slots: Mutex::default(),
            objects: Mutex::default(),
            needs: Mutex::default(),
            needs_room: Mutex::default(),
            failure: Mutex::default(),
            opened: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            living: AtomicUsize::new(0),
            away: AtomicUsize::new(0),
            switches: AtomicU64::new(0),
            movable: AtomicUsize::new(0),
            places: AtomicUsize::new(0),
            starting: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
            quiet: Mutex::default(),
            fell_quiet: Condvar::new(),
        }
    }

    /// Numbers an object and keeps hold of it for the graph.
    pub fn register<R: Inspect + 'static>(
        &self,
        label: Label,
        make: impl FnOnce(ObjectId, Arc<AtomicU32>) -> Arc<R>,
    ) -> Arc<R> {
        let mut objects = lock(&self.objects);
        let unrecorded = Arc::<AtomicU32>::default();
        let made = make(ObjectId(objects.len() as u32), unrecorded.clone());
        let region: Weak<R> = Arc::downgrade(&made);
        objects.push(Entry {
            label,
            called: None,
            region,
            unrecorded,
        });
        made
    }

    /// Adds a thread, which from now on lives and can move.
    pub fn enrol(&self, label: Label, holds: Option<ObjectId>) -> Arc<Slot> {
        self.living.fetch_add(1, SeqCst);
        self.movable.fetch_add(1, SeqCst);
        let ring = match self.record {
            true => self.rings.lend(),
            false => Ring::none(),
        };
        let mut slots = lock(&self.slots);
        let slot = Arc::new(Slot::new(slots.len() as u16, label, holds, ring));
        slots.push(slot.clone());
        slot
    }

    /// A thread's body has ended. Living falls before movable, so that whoever sees nobody move also sees who still lives.
    pub fn leave(&self, slot: &Slot) {
        slot.alive.store(false, SeqCst);
        self.ended.fetch_max(clock::now(), SeqCst);
        slot.ring.retire(&self.rings);
        self.gives_place_back(slot);
        self.living.fetch_sub(1, SeqCst);
        self.becomes_stuck();
    }

    /// The crew has promised so many threads, and so many of them are taken.
    pub fn promise(&self, threads: usize, taken: usize) {
        self.places.store(threads.saturating_sub(taken), SeqCst);
        if self.record {
            self.rings.reserve(threads.saturating_sub(taken));
        }
    }

    /// Takes the place of one more thread. Where none is left it waits for one that is on its way back: a thread may be seen to be done by
    /// whoever hears from it before it is gone. `false` if none will ever come back, because nobody else can move.
    pub fn takes_place(&self) -> bool {
        let take = || {
            let taken = self.places.try_update(SeqCst, SeqCst, |places| places.checked_sub(1));
            taken.is_ok()
        };
        if take() {
            return true;
        }
        self.starting.fetch_add(1, SeqCst);
        let mut taken = false;
        self.watch(|| {
            taken = take();
            taken || self.stopping() || self.movable.load(SeqCst) <= self.in_starts()
        });
        self.starting.fetch_sub(1, SeqCst);
        taken || take()
    }

    /// How many of those that can move only start another, or are about to be started.
    fn in_starts(&self) -> usize {
        2 * self.starting.load(SeqCst)
    }

    /// A thread needs its place no longer: it has ended, or does nothing any more but go home. Once a thread.
    pub fn gives_place_back(&self, slot: &Slot) {
        if slot.needs_place.swap(false, SeqCst) {
            self.places.fetch_add(1, SeqCst);
            if self.starting.load(SeqCst) > 0 {
                self.announce();
            }
        }
    }

    /// One thread fewer can move.
    pub fn becomes_stuck(&self) {
        if self.movable.fetch_sub(1, SeqCst) <= self.in_starts() + 1 {
            self.announce();
        }
    }

    /// One thread more can move; to be called by one that can.
    pub fn becomes_movable(&self) {
        self.movable.fetch_add(1, SeqCst);
    }

    /// Whether nobody can move: all have ended, or those who live wait for ever.
    pub fn is_quiet(&self) -> bool {
        self.movable.load(SeqCst) == 0
    }

    /// Whether the run was told to stop.
    pub fn stopping(&self) -> bool {
        self.stop.load(SeqCst)
    }

    /// Tells every thread to stop and wakes it.
    pub fn stop(&self) {
        self.stop.store(true, SeqCst);
        self.gate.open();
        for slot in lock(&self.slots).iter() {
            slot.parker.unpark();
        }
        self.announce();
    }

    /// Records why the run cannot go on, and stops it.
    pub fn fail(&self, why: String) {
        lock(&self.failure).get_or_insert(why);
        self.stop();
    }

    /// Wakes those who watch from outside.
    pub fn announce(&self) {
        drop(lock(&self.quiet));
        self.fell_quiet.notify_all();
    }

    /// Blocks the caller, who watches from outside or is about to start another thread, until `over` holds; it must come about with an
    /// [`Shared::announce`].
    pub fn watch(&self, mut over: impl FnMut() -> bool) {
        let mut quiet = lock(&self.quiet);
        while !over() {
            quiet = self
                .fell_quiet
                .wait(quiet)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    /// The global lock went to another thread.
    pub fn count_switch(&self) {
        self.switches.fetch_add(1, SeqCst);
    }

    /// How often the global lock went to another thread.
    pub fn switches(&self) -> u64 {
        self.switches.load(SeqCst)
    }
}

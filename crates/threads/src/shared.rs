//! What all threads of a run share: the census, the threads, the objects, and what went wrong.

use crate::{
    RecordOptions,
    census::Census,
    clock,
    order::ScheduleRecorder,
    primitive::lock,
    ring::{Ring, Rings},
    start_barrier::StartBarrier,
    thread_record::ThreadRecord,
};
use std::sync::{
    Arc, Mutex, Weak,
    atomic::{
        AtomicU32, AtomicU64, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
    },
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
    /// Whether no thread has ever held it: a task that none has begun.
    fn is_untouched(&self) -> bool;
    /// Takes the number of takes that were not recorded since the last time; none when it is being changed this moment.
    fn take_unrecorded(&self) -> u32;
}

/// An object of the run.
pub struct Entry {
    /// Its name.
    pub label: Label,
    /// The name that its program has for it, if that is known.
    pub called: Option<String>,
    /// The region itself, as long as anything holds on to it. Weak: the run must not keep alive what its program dropped.
    pub region: Weak<dyn Inspect>,
    /// Takes of it that are in no event yet.
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
            // The region is gone, and its last reference was dropped before this: nothing counts any more, so any ordering would do.
            None => self.unrecorded.swap(0, SeqCst),
        }
    }
}

/// The middle of a run.
///
/// # Memory ordering
/// `opened`, `ended` and `outstanding` are sequentially consistent: each is written a few times a run. `switches` is relaxed: only sums of it are read,
/// and a sum that is a moment old is as good.
pub struct Shared {
    /// Whether events are recorded.
    pub record: bool,
    /// Keeps the order of operations, if that was asked for.
    pub order: Option<ScheduleRecorder>,
    /// Where the first threads gather.
    pub start: StartBarrier,
    /// Who lives and who can run.
    pub census: Census,
    /// Rings of threads to come.
    pub rings: Rings,
    /// Every thread there ever was.
    pub threads: Mutex<Vec<Arc<ThreadRecord>>>,
    /// Every object there ever was.
    pub objects: Mutex<Vec<Entry>>,
    /// Which object is provided by which.
    pub needs: Mutex<Vec<(ObjectId, ObjectId)>>,
    /// Room in which object is provided by which.
    pub needs_room: Mutex<Vec<(ObjectId, ObjectId)>>,
    /// The first panic or refusal, in words.
    pub failure: Mutex<Option<String>>,
    /// When the start barrier opened and when the last thread ended, on the run's clock; 0 when not yet.
    pub opened: AtomicU64,
    /// See `opened`.
    pub ended: AtomicU64,
    /// Threads of the pool that have not come back.
    pub outstanding: AtomicUsize,
    switches: AtomicU64,
}

impl Shared {
    /// A run that no thread is in yet.
    pub fn new(keep: RecordOptions) -> Self {
        Shared {
            record: keep.events,
            order: keep.order.then(ScheduleRecorder::default),
            start: StartBarrier::default(),
            census: Census::default(),
            rings: Rings::default(),
            threads: Mutex::default(),
            objects: Mutex::default(),
            needs: Mutex::default(),
            needs_room: Mutex::default(),
            failure: Mutex::default(),
            opened: AtomicU64::new(0),
            ended: AtomicU64::new(0),
            outstanding: AtomicUsize::new(0),
            switches: AtomicU64::new(0),
        }
    }

    /// Numbers an object and keeps hold of it for the graph.
    pub fn register_object<R: Inspect + 'static>(
        &self,
        label: Label,
        make: impl FnOnce(ObjectId, Arc<AtomicU32>) -> Arc<R>,
    ) -> Arc<R> {
        // Numbered and entered under one lock: numbers are positions in this list, and events name objects by them.
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

    /// Adds a thread, which from now on lives and can run.
    pub fn register_thread(&self, label: Label, holds: Option<ObjectId>) -> Arc<ThreadRecord> {
        // Counted before it exists, by a thread that can run: the count cannot reach zero while a child is on its way.
        self.census.register();
        let ring = match self.record {
            true => self.rings.lend(),
            false => Ring::none(),
        };
        // Never shrinks: a thread's number stays good for the lanes when it has ended.
        let mut threads = lock(&self.threads);
        let thread = Arc::new(ThreadRecord::new(threads.len() as u16, label, holds, ring));
        threads.push(thread.clone());
        thread
    }

    /// A thread's body has ended.
    pub fn deregister_thread(&self, thread: &ThreadRecord) {
        // All of this before the census: an observer that sees a quiescent run reads a complete one.
        thread.alive.store(false, SeqCst);
        self.ended.fetch_max(clock::now(), SeqCst);
        thread.ring.retire(&self.rings);
        self.gives_place_back(thread);
        self.census.deregister();
    }

    /// The pool has promised `threads` threads, and `taken` of them are in use.
    pub fn promise(&self, threads: usize, taken: usize) {
        self.census.promise(threads, taken);
        if self.record {
            self.rings.reserve(threads.saturating_sub(taken));
        }
    }

    /// A thread needs its place no longer: it has ended, or has nothing left to do but end. Counts once a thread.
    pub fn gives_place_back(&self, thread: &ThreadRecord) {
        // A swap, because two may ask: the thread that signals its own end, and the same thread when it has ended.
        if thread.needs_place.swap(false, SeqCst) {
            self.census.give_place_back();
        }
    }

    /// Asks every thread to stop and wakes it.
    pub fn stop(&self) {
        // The stop word first, then the tokens: see `Parker`.
        self.census.request_stop();
        // Threads at the start barrier sleep there and not in their parkers.
        self.start.release();
        for thread in lock(&self.threads).iter() {
            thread.parker.unpark();
        }
        // Last: who watches the run looks at the stop word, and a starter that waits for a place gives up.
        self.census.announce();
    }

    /// Records why the run cannot go on, and stops it.
    pub fn fail(&self, why: String) {
        // The first reason is the cause; what other threads say afterwards mostly follows from it. Set before the stop, so that no observer
        // sees a stopped run without its reason.
        lock(&self.failure).get_or_insert(why);
        self.stop();
    }

    /// The global lock went to another thread.
    pub fn count_switch(&self) {
        self.switches.fetch_add(1, Relaxed);
    }

    /// How often the global lock went to another thread.
    pub fn switches(&self) -> u64 {
        self.switches.load(Relaxed)
    }
}

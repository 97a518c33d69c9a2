//! The census of a run: how many threads live, how many of them can run, how many more there is room for. Why it is exact: `DEADLOCK.md`.

use crate::primitive::{AtomicBool, AtomicUsize, Condvar, Mutex, Ordering::SeqCst, lock, take_one, wait};

/// Counts of threads, and the condition on which those sleep who wait for a count to change.
///
/// # Memory ordering
/// Sequentially consistent throughout. That `runnable == 0` is final needs one total order of all additions and subtractions; the stop word is half of a
/// store-then-load pair with the tokens of [`Parker`](crate::parker::Parker); and `places`, `starting` and `runnable` are read together by
/// [`Census::take_place`], which must not see a place that went while it misses the thread that took it. None of them changes more often than a thread
/// blocks, wakes, starts or ends, each of which costs a thousand times as much.
pub struct Census {
    living: AtomicUsize,
    runnable: AtomicUsize,
    /// Of the threads that the pool has promised, those that are free.
    places: AtomicUsize,
    /// Threads that wait for such a place, to start another.
    starting: AtomicUsize,
    stop: AtomicBool,
    changing: Mutex<()>,
    changed: Condvar,
}

impl Default for Census {
    fn default() -> Self {
        Census {
            living: AtomicUsize::new(0),
            runnable: AtomicUsize::new(0),
            places: AtomicUsize::new(0),
            starting: AtomicUsize::new(0),
            stop: AtomicBool::new(false),
            changing: Mutex::new(()),
            changed: Condvar::new(),
        }
    }
}

impl Census {
    /// One more thread, which lives and can run. To be called before it exists, by a thread that can run or before the run begins.
    pub fn register(&self) {
        // Living first: an observer between the two additions sees a thread that lives and does not run yet, which delays a verdict.
        // The other order would show it a thread that runs and does not live.
        self.living.fetch_add(1, SeqCst);
        self.runnable.fetch_add(1, SeqCst);
    }

    /// A thread's body has ended. `living` falls first, so that an observer that sees no thread runnable also sees which still live.
    pub fn deregister(&self) {
        // `status` reads the two counts in the opposite order, runnable and then living; so the last thread to end is never taken for a
        // survivor of a deadlock.
        self.living.fetch_sub(1, SeqCst);
        self.block();
    }

    /// Threads whose bodies have not ended.
    pub fn living(&self) -> usize {
        self.living.load(SeqCst)
    }

    /// One thread fewer can run.
    pub fn block(&self) {
        // Observers sleep until zero, starters until only starters are left: only those two thresholds are worth waking them for.
        if self.runnable.fetch_sub(1, SeqCst) <= self.in_starts() + 1 {
            self.announce();
        }
    }

    /// One more thread can run; to be called by one that can, before it wakes the other.
    pub fn unblock(&self) {
        self.runnable.fetch_add(1, SeqCst);
    }

    /// Whether no thread can run: all have ended, or those that live wait for ever.
    pub fn is_quiescent(&self) -> bool {
        self.runnable.load(SeqCst) == 0
    }

    /// The pool has promised `threads` threads, and `taken` of them are in use.
    pub fn promise(&self, threads: usize, taken: usize) {
        // A plain store: the run has not begun, so nobody takes or gives a place yet.
        self.places.store(threads.saturating_sub(taken), SeqCst);
    }

    /// Takes the place of one more thread. Where none is left it waits for one that is on its way back: a thread can be known to be done by
    /// the thread that joined it before it is gone. `false` if none will ever come back, because no other thread can run.
    pub fn take_place(&self) -> bool {
        if take_one(&self.places) {
            return true;
        }
        // Announced before the look: who gives a place back after it sees a starter, and wakes it.
        self.starting.fetch_add(1, SeqCst);
        let mut taken = false;
        // Three ways out, in this order: a place came back; the run is being stopped; or nobody but starters can run, and then no place
        // ever comes back, since only a thread that runs gives one. A starter counts as runnable while it waits here, and so does the thread
        // it is about to start, which was registered first: hence two for each.
        self.watch(|| {
            taken = take_one(&self.places);
            taken || self.is_stopping() || self.runnable.load(SeqCst) <= self.in_starts()
        });
        self.starting.fetch_sub(1, SeqCst);
        // Once more: a place may have come back between the look that ended the wait and now, and would lie unused.
        taken || take_one(&self.places)
    }

    /// How many of the runnable threads only start another, or are about to be started.
    fn in_starts(&self) -> usize {
        2 * self.starting.load(SeqCst)
    }

    /// A thread needs its place no longer.
    pub fn give_place_back(&self) {
        // The place first, then the look for starters; `take_place` counts itself first and then looks for a place. Each writes one word and
        // reads the other, so in one total order at least one of the two sees the other: no starter sleeps beside a free place.
        self.places.fetch_add(1, SeqCst);
        if self.starting.load(SeqCst) > 0 {
            self.announce();
        }
    }

    /// Whether the run was asked to stop.
    pub fn is_stopping(&self) -> bool {
        self.stop.load(SeqCst)
    }

    /// Asks the run to stop. Who blocks must be unparked after this, not before.
    pub fn request_stop(&self) {
        // Never taken back: a run that was stopped stays stopped, and a new run has a census of its own.
        self.stop.store(true, SeqCst);
    }

    /// Wakes those that watch.
    pub fn announce(&self) {
        // A watcher that has looked and not yet slept holds this lock.
        drop(lock(&self.changing));
        self.changed.notify_all();
    }

    /// Blocks the caller, an observer from outside or a thread about to start another, until `is_over`. What makes it so must
    /// [announce](Census::announce) it.
    pub fn watch(&self, mut is_over: impl FnMut() -> bool) {
        let mut changing = lock(&self.changing);
        // The condition is looked at under the lock that `announce` takes, after the counts have changed. So a change either comes before the
        // look, which sees it, or finds the watcher asleep, and wakes it.
        while !is_over() {
            changing = wait(&self.changed, changing);
        }
    }
}

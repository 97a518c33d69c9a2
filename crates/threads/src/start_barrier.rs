//! The barrier at which a run's first threads gather, so that they really begin together.

use crate::primitive::{AtomicBool, AtomicU64, AtomicUsize, Condvar, Mutex, Ordering::SeqCst, lock, spin, wait};

/// Releases its threads when the last of them has arrived, and lets them go while two are running at this very moment: waking a sleeper takes longer than
/// the shortest programs run, and a woken thread may push another off its core.
///
/// # Memory ordering
/// Everything is sequentially consistent: the barrier is passed once a run, and its cost is the waking of threads. Release and acquire would do for
/// `missing` and `released`, because a thread that reads them acts on nothing but the value and what was written before it; `spinning` and `go` only shift when
/// threads set out.
pub struct StartBarrier {
    missing: AtomicUsize,
    released: AtomicBool,
    asleep: Mutex<()>,
    arrived: Condvar,
    /// Grows as long as a thread that is up waits for `go`.
    spinning: AtomicU64,
    go: AtomicBool,
}

/// Nanoseconds that threads wait for a second one to be up: on a machine with one core none ever is.
const PATIENCE: u64 = 2_000_000;

impl Default for StartBarrier {
    fn default() -> Self {
        StartBarrier {
            missing: AtomicUsize::new(0),
            released: AtomicBool::new(false),
            asleep: Mutex::new(()),
            arrived: Condvar::new(),
            spinning: AtomicU64::new(0),
            go: AtomicBool::new(false),
        }
    }
}

impl StartBarrier {
    /// Expects `threads` threads. To be called before any of them arrives.
    pub fn expect(&self, threads: usize) {
        // Before any thread is launched, so that none can arrive at a count that is not set.
        self.missing.store(threads, SeqCst);
        // One thread has nobody to wait for.
        self.go.store(threads < 2, SeqCst);
    }

    /// Arrives and waits for the others.
    pub fn arrive_and_wait(&self) {
        // The subtraction tells exactly one thread that it is the last.
        if self.missing.fetch_sub(1, SeqCst) == 1 {
            self.release();
            self.give_go();
        } else {
            // Two waits: asleep until all have arrived, which may take as long as a Worker takes to come up; then awake, for the go, which takes
            // as long as one wake-up.
            self.sleep();
            spin(PATIENCE, || {
                self.spinning.fetch_add(1, SeqCst);
                self.go.load(SeqCst)
            });
        }
    }

    /// Lets every thread pass, arrived or not.
    pub fn release(&self) {
        self.released.store(true, SeqCst);
        // A sleeper that has not seen the flag holds this lock until it waits, so the notification finds it.
        drop(lock(&self.asleep));
        self.arrived.notify_all();
    }

    /// Gives the go as soon as another thread is seen to run.
    fn give_go(&self) {
        // Any change will do: it proves that some thread has a core of its own at this moment.
        let before = self.spinning.load(SeqCst);
        spin(PATIENCE, || {
            self.go.load(SeqCst) || self.spinning.load(SeqCst) != before
        });
        // Also when patience ran out: a thread alone on its core must not wait for ever.
        self.go.store(true, SeqCst);
    }

    fn sleep(&self) {
        let mut asleep = lock(&self.asleep);
        while !self.released.load(SeqCst) {
            asleep = wait(&self.arrived, asleep);
        }
    }
}

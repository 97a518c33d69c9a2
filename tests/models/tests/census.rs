//! The census: zero runnable threads is read only when no thread can run, and then it is read. `DEADLOCK.md` has the proof, these are its small cases.

use loom::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    thread,
};
use models::{census::Census, ring::Ring, thread_record::ThreadRecord, waiters::Waiters};
use world::Label;

/// A region that holds a flag, as `monitor.rs` does it.
struct Region {
    census: Census,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    waiters: Waiters,
    is_set: bool,
}

impl Region {
    fn new() -> Arc<Self> {
        Arc::new(Region {
            census: Census::default(),
            inner: Mutex::new(Inner::default()),
        })
    }

    /// Waits without a limit until the flag is set; `false` when told to stop. The steps of `RegionOp::wait` in their order.
    fn wait(&self, record: &std::sync::Arc<ThreadRecord>) -> bool {
        let mut inner = self.inner.lock().expect("no panic");
        while !inner.is_set {
            record.parker.reset();
            inner.waiters.add(record, true);
            drop(inner);
            self.census.block();
            if !self.census.is_stopping() {
                record.parker.park(None);
            }
            inner = self.inner.lock().expect("no panic");
            inner.waiters.remove(record);
            if self.census.is_stopping() {
                return false;
            }
        }
        true
    }

    fn set(&self) {
        let mut inner = self.inner.lock().expect("no panic");
        inner.is_set = true;
        inner.waiters.wake_all(&self.census);
    }
}

/// At most two pre-emptions: they reach every window between two steps of two threads, and without a bound three threads take hours.
fn bounded() -> loom::model::Builder {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model
}

fn record(index: u16) -> std::sync::Arc<ThreadRecord> {
    let label = Label::thread("thread", index.into());
    std::sync::Arc::new(ThreadRecord::new(index, label, None, Ring::none()))
}

/// One waits, one sets the flag and ends, and the observer looks at any moment: what it sees as quiescent is over for good, with both threads ended.
#[test]
fn zero_is_never_read_while_a_thread_can_run() {
    bounded().check(|| {
        let region = Region::new();
        (0..2).for_each(|_| region.census.register());
        let (waits, sets) = (region.clone(), region.clone());
        let waiter = thread::spawn(move || {
            assert!(waits.wait(&record(0)));
            waits.census.deregister();
        });
        let setter = thread::spawn(move || {
            sets.set();
            sets.census.deregister();
        });
        if region.census.is_quiescent() {
            assert_eq!(region.census.living(), 0, "quiescent while a thread could run");
        }
        waiter.join().expect("no panic");
        setter.join().expect("no panic");
        assert!(region.census.is_quiescent());
    });
}

/// Two wait for what no thread sets: the observer, who sleeps until the run is quiescent, always wakes, and finds both alive. Then it stops them, and both return.
#[test]
fn a_deadlock_is_always_seen_and_can_be_stopped() {
    bounded().check(|| {
        let region = Region::new();
        let records = [record(0), record(1)];
        records.iter().for_each(|_| region.census.register());
        let threads: Vec<_> = records
            .iter()
            .map(|record| {
                let (region, record) = (region.clone(), record.clone());
                thread::spawn(move || assert!(!region.wait(&record)))
            })
            .collect();
        region.census.watch(|| region.census.is_quiescent());
        assert_eq!(region.census.living(), 2);
        region.census.request_stop();
        records.iter().for_each(|record| record.parker.unpark());
        threads.into_iter().for_each(|thread| thread.join().expect("no panic"));
    });
}

/// A thread that ends gives its place back while another waits for one to start a third: it always gets it.
#[test]
fn a_place_on_its_way_back_is_waited_for() {
    bounded().check(|| {
        let census = Arc::new(Census::default());
        (0..2).for_each(|_| census.register());
        census.promise(2, 2);
        let ends = census.clone();
        let ending = thread::spawn(move || {
            ends.give_place_back();
            ends.deregister();
        });
        // The third is registered before its place is asked for, as `Threads::start_thread` does.
        census.register();
        assert!(census.take_place(), "the place came back, and was not found");
        ending.join().expect("no panic");
    });
}

/// No thread will ever give a place back: the one that asks is refused instead of waiting for ever.
#[test]
fn a_place_that_cannot_come_is_refused() {
    bounded().check(|| {
        let region = Region::new();
        (0..2).for_each(|_| region.census.register());
        region.census.promise(2, 2);
        let (waits, waiting) = (region.clone(), record(0));
        let (its, stopped) = (waiting.clone(), Arc::new(AtomicBool::new(false)));
        let seen = stopped.clone();
        let waiter = thread::spawn(move || seen.store(!waits.wait(&its), SeqCst));
        region.census.register();
        assert!(!region.census.take_place());
        region.census.request_stop();
        waiting.parker.unpark();
        waiter.join().expect("no panic");
        assert!(stopped.load(SeqCst));
    });
}

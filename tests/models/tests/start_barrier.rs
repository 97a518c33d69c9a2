//! The start barrier: no thread sets out before all have arrived, and none is left behind.

use loom::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    thread,
};
use models::start_barrier::StartBarrier;

fn threads_pass_together(threads: usize) {
    let mut model = loom::model::Builder::new();
    // Three threads without a bound take minutes; two pre-emptions reach every window between two steps of two threads.
    model.preemption_bound = Some(2);
    model.check(move || {
        let (barrier, arrived) = (Arc::new(StartBarrier::default()), Arc::new(AtomicUsize::new(0)));
        barrier.expect(threads);
        let pass = move |barrier: &StartBarrier, arrived: &AtomicUsize| {
            arrived.fetch_add(1, SeqCst);
            barrier.arrive_and_wait();
            assert_eq!(arrived.load(SeqCst), threads, "a thread set out too early");
        };
        let others: Vec<_> = (1..threads)
            .map(|_| {
                let (barrier, arrived) = (barrier.clone(), arrived.clone());
                thread::spawn(move || pass(&barrier, &arrived))
            })
            .collect();
        pass(&barrier, &arrived);
        // An execution in which one sleeps for ever ends here, as a deadlock.
        others.into_iter().for_each(|other| other.join().expect("no panic"));
    });
}

#[test]
fn two_threads_set_out_together() {
    threads_pass_together(2);
}

#[test]
fn three_threads_set_out_together() {
    threads_pass_together(3);
}

/// A run that is stopped before all have arrived releases those who wait.
#[test]
fn a_release_lets_those_pass_who_wait() {
    loom::model(|| {
        let barrier = Arc::new(StartBarrier::default());
        barrier.expect(3);
        let waits = barrier.clone();
        let waiting = thread::spawn(move || waits.arrive_and_wait());
        barrier.release();
        waiting.join().expect("no panic");
    });
}

//! The parker: a token is never lost, whenever it is given.

use loom::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
};
use models::parker::Parker;

/// Whatever was written before the token was given is seen by the thread that took it, although the word itself orders nothing.
#[test]
fn a_token_ends_one_sleep_and_carries_what_came_before() {
    loom::model(|| {
        let (parker, word) = (Arc::new(Parker::default()), Arc::new(AtomicUsize::new(0)));
        let (gives, writes) = (parker.clone(), word.clone());
        let giver = thread::spawn(move || {
            writes.store(7, Relaxed);
            gives.unpark();
        });
        assert!(parker.park(None));
        assert_eq!(word.load(Relaxed), 7);
        giver.join().expect("no panic");
    });
}

/// Two tokens given before the first is taken are one; a thread that waits twice needs the second after the first sleep.
#[test]
fn each_sleep_takes_one_token() {
    loom::model(|| {
        let (parker, taken) = (Arc::new(Parker::default()), Arc::new(AtomicBool::new(false)));
        let (gives, seen) = (parker.clone(), taken.clone());
        let giver = thread::spawn(move || {
            gives.unpark();
            while !seen.load(loom::sync::atomic::Ordering::Acquire) {
                thread::yield_now();
            }
            gives.unpark();
        });
        parker.park(None);
        taken.store(true, loom::sync::atomic::Ordering::Release);
        parker.park(None);
        giver.join().expect("no panic");
    });
}

/// As the wait of a region does: reset, look under a lock whether there is anything to wait for, sleep. A change between the look and the sleep is not missed.
#[test]
fn a_wake_up_between_the_look_and_the_sleep_is_not_lost() {
    loom::model(|| {
        let (parker, set) = (Arc::new(Parker::default()), Arc::new(loom::sync::Mutex::new(false)));
        let (gives, sets) = (parker.clone(), set.clone());
        let giver = thread::spawn(move || {
            *sets.lock().expect("no panic") = true;
            gives.unpark();
        });
        loop {
            let set = set.lock().expect("no panic");
            if *set {
                break;
            }
            parker.reset();
            drop(set);
            parker.park(None);
        }
        giver.join().expect("no panic");
    });
}

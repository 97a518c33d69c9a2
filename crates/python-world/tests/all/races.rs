//! Races for real: lost where the Python at hand may lose, and only there.

use std::time::Duration;

use crate::common::{Which, run, start_with};

const COUNTER: &str = "import threading\nhits = 0\ndef visit():\n    global hits\n    for _ in range(20000):\n        hits += 1\nts = [threading.Thread(target=visit) for _ in range(2)]\nfor t in ts:\n    t.start()\nfor t in ts:\n    t.join()\nprint(hits)\n";

fn hits(which: Which, interval: Duration) -> u64 {
    let settings = which.settings("hits.py");
    let (run, course) = start_with(COUNTER, "hits.py", which, settings, interval);
    run.wait();
    course.told().output.trim().parse().unwrap()
}

/// Two threads that add at the same time lose something within a few milliseconds; where only one core is free they meet at the edges of its turns.
/// Two hundred runs of some ten milliseconds each are far more than any machine so far needed (one).
const TRIES: usize = 200;

#[test]
fn a_bare_counter_loses_updates_without_the_lock() {
    assert!((0..TRIES).any(|_| hits(Which::Free314, Duration::from_millis(5)) < 40000));
}

/// A switch interval of a tenth of a millisecond gives hundreds of switches a run, each between two bytecodes of 3.9.
#[test]
fn a_bare_counter_loses_updates_under_3_9() {
    assert!((0..TRIES).any(|_| hits(Which::Python39, Duration::from_micros(100)) < 40000));
}

#[test]
fn a_bare_counter_loses_nothing_under_3_14() {
    for _ in 0..10 {
        assert_eq!(hits(Which::Python314, Duration::from_micros(100)), 40000);
    }
}

#[test]
fn a_lock_makes_it_whole_everywhere() {
    let text = COUNTER
        .replace("hits = 0\n", "hits = 0\nlock = threading.Lock()\n")
        .replace("        hits += 1", "        with lock:\n            hits += 1");
    for which in Which::ALL {
        assert_eq!(run(&text, "hits.py", which).1.output, "40000\n", "{which:?}");
    }
}

//! Why a program fails, in a sentence that names kind, lines, variables and what is missing.

use std::sync::Arc;

use check::{Limits, Model, Text};

// A clock that stands still: only the number of schedules limits the search.
fn why(text: &str) -> String {
    let source = Text::new(text.to_owned(), "program.py".to_owned()).source();
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 5_000;
    let checked = check::check(&source, Model::Free314, &limits);
    checked.shortest.map(|failure| failure.why).unwrap_or_default()
}

fn own(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    why(&std::fs::read_to_string(folder.join(name)).expect("a program"))
}

fn example(name: &str) -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    why(&std::fs::read_to_string(folder.join(name)).expect("an example"))
}

#[test]
fn a_race_of_hashes_is_a_lost_update_with_its_lines() {
    assert_eq!(
        example("hash-race.py"),
        "Lost update: Thread-1 read data (line 13) before Thread-2 wrote it (line 13), then wrote over it (line 13). No lock is held from the read to the write."
    );
}

/// Two shoppers, three apples: each looks, and takes two. Nothing is lost, for each counts down from what is there.
#[test]
fn what_is_read_again_before_it_is_written_is_no_lost_update() {
    let text = "
import threading
stock = {'apples': 3}
def sell(n):
    if stock['apples'] >= n:
        stock['apples'] -= n
shoppers = [threading.Thread(target=sell, args=(2,)) for _ in range(2)]
for shopper in shoppers: shopper.start()
for shopper in shoppers: shopper.join()
assert stock['apples'] >= 0
";
    let words = why(text);
    assert!(
        words.starts_with("Check then act: Thread-1 looked at stock (line 5), and Thread-2 changed it (line 6)"),
        "{words}"
    );
}

/// Get or create: who looks whether a key is there, and then sets it, makes nothing of an old value.
#[test]
fn a_key_that_is_looked_for_and_then_set_is_no_lost_update() {
    let text = "
import threading
made = []
cache = {}
def get(key):
    if key not in cache:
        made.append(key)
        cache[key] = object()
    return cache[key]
threads = [threading.Thread(target=get, args=('k',)) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(made) == 1
";
    let words = why(text);
    assert!(
        words.starts_with("Check then act: Thread-1 looked at cache (line 6), and Thread-2 changed it (line 8)"),
        "{words}"
    );
}

#[test]
fn a_lost_notify_is_called_so_and_another_waiter_is_not() {
    assert!(own("lost-notify-bug.py").starts_with("Lost notify: Thread-2 notified bell (line"));
    assert!(own("notify-one-bug.py").contains("Use notify_all"));
}

#[test]
fn a_barrier_says_who_is_missing_and_why() {
    let words = example("barrier.py");
    assert!(
        words.contains("Thread-1 is missing: it failed in line 9 (ZeroDivisionError"),
        "{words}"
    );
}

#[test]
fn a_nested_pool_says_that_its_tasks_are_too_many() {
    let words = example("nested-pool.py");
    assert!(
        words.contains("All 2 workers of pool wait (line 12)") && words.contains("tasks >= workers"),
        "{words}"
    );
}

#[test]
fn locks_in_attributes_have_their_names() {
    let words = own("transfer-bug.py");
    assert!(
        words.contains("holds rent.lock (line 16) and waits for food.lock (line 17)"),
        "{words}"
    );
}

#[test]
fn a_time_out_that_passes_is_named() {
    let words = own("join-limit-bug.py");
    assert!(words.contains("gave up waiting for Thread-1"), "{words}");
}

/// The loop of asyncio looks at a queue of its own and takes from it; what is lost is the program's number.
#[test]
fn what_a_library_keeps_for_itself_loses_no_update() {
    let text = "
import asyncio
n = 0
def work():
    global n
    n += 1
async def main():
    await asyncio.gather(asyncio.to_thread(work), asyncio.to_thread(work))
    assert n == 2
asyncio.run(main())
";
    let words = why(text);
    assert!(
        words.starts_with("Lost update: asyncio_0 read n (line 6) before asyncio_1 wrote it (line 6)"),
        "{words}"
    );
}

/// Two look whether there is an item, and one takes it.
#[test]
fn who_waits_for_what_another_took_is_told_so() {
    let text = "
import threading, queue
q = queue.Queue()
q.put(1)
def take():
    if not q.empty(): q.get()
threads = [threading.Thread(target=take) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
";
    assert!(why(text).contains("between looking and taking"), "{}", why(text));
}

/// A thread sets an event of a loop that sleeps, and nothing wakes the loop. It had looked for callbacks, but nobody took one.
#[test]
fn nobody_is_said_to_take_what_nobody_took() {
    let text = "
import asyncio, threading
async def main():
    ready = asyncio.Event()
    threading.Thread(target=ready.set).start()
    await ready.wait()
asyncio.run(main())
";
    let words = why(text);
    assert!(words.ends_with("and nobody is left to put one."), "{words}");
}

//! Programs whose every run is longer than a search can have: whole runs are tried at random, and what is said claims no more.

use std::sync::Arc;

use check::{Checked, Limits, Model, Text, Verdict, check, json};

/// Rounds of each of two threads: a read and a write each time, 48,000 steps in all.
const ROUNDS: u32 = 12_000;

fn checked(after: &str) -> Checked {
    let text = format!(
        "import threading
hits = 0
def visit():
    global hits
    for _ in range({ROUNDS}):
        hits += 1
visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
{after}
"
    );
    let source = Text::new(text, "program.py".to_owned()).source();
    check(&source, Model::Free314, &Limits::new(Arc::new(|| 0.0)))
}

/// Each run has 2 switches and more, and one between a read and its write loses all that the other thread adds meanwhile.
#[test]
fn a_failure_of_a_long_run_is_found_and_told_without_its_moves() {
    let found = checked(&format!("assert hits == {}, hits", 2 * ROUNDS));
    assert_eq!((found.verdict, found.long), (Verdict::Fails, true));
    let failure = found.shortest.expect("a failure");
    assert_eq!(failure.outcome.label(), "AssertionError");
    assert!(failure.moves.is_empty() && failure.steps > 20_000);
    assert!(failure.why.contains("too long to be shown"), "{}", failure.why);
}

#[test]
fn what_long_runs_print_is_told_and_nothing_is_proved() {
    let found = checked("print(hits)");
    assert_eq!(
        (found.verdict, found.complete, found.differs()),
        (Verdict::Unknown, false, true)
    );
    let note = json::note(&found, std::slice::from_ref(&found)).expect("a note");
    assert!(
        note.contains("whole runs in random orders were tried, and none failed")
            && note.contains("depends on the order"),
        "{note}"
    );
}

#[test]
fn what_never_ends_is_not_said_to_have_ended_well() {
    let text = "import threading\nn = 0\ndef f():\n    global n\n    while True:\n        n += 1\nthreading.Thread(target=f).start()\n";
    let source = Text::new(text.to_owned(), "program.py".to_owned()).source();
    let limits = Limits {
        schedules: 1,
        ..Limits::new(Arc::new(|| 0.0))
    };
    let found = check(&source, Model::Free314, &limits);
    let note = json::note(&found, std::slice::from_ref(&found)).expect("a note");
    assert!(note.contains("no run came to an end"), "{note}");
}

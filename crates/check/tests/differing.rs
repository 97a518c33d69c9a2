//! A program that asserts nothing: nothing fails, and what it prints depends on the order; that is said, and each output can be watched.

use std::collections::BTreeMap;
use std::sync::Arc;

use check::film::film;
use check::{Checked, Limits, Model, Source, Text, Verdict, check, json, schedule};

const COUNTER: &str = "import threading

hits = 0

def visit():
    global hits
    hits += 1

visitors = [threading.Thread(target=visit) for _ in range(2)]
for visitor in visitors:
    visitor.start()
for visitor in visitors:
    visitor.join()
print(hits)
";
fn source(text: &str) -> Arc<dyn Source> {
    Text::new(text.to_owned(), "program.py".to_owned()).source()
}

fn checked(text: &str) -> Vec<Checked> {
    let limits = Limits::new(Arc::new(|| 0.0));
    Model::ALL.map(|model| check(&source(text), model, &limits)).into()
}

fn of(results: &[Checked], model: Model) -> &Checked {
    results
        .iter()
        .find(|checked| checked.model == model)
        .expect("it was asked for")
}

/// Each thread reads, then writes. Of the 4!/(2!2!) = 6 orders, the two of the writes alone matter beside who reads what: both serial orders print 2, and of the four that
/// overlap both reads come first, so that only the order of the writes tells them apart: two classes, which print 1. Four schedules in all.
#[test]
fn outputs_that_differ_are_counted_and_told() {
    let results = checked(COUNTER);
    for model in [Model::Free314, Model::Python39] {
        let free = of(&results, model);
        let counts: BTreeMap<&str, u64> = free.prints().map(|(it, count)| (it.stdout.as_str(), *count)).collect();
        assert_eq!(counts, BTreeMap::from([("1\n", 2), ("2\n", 2)]));
        assert_eq!((free.verdict, free.schedules, free.differs()), (Verdict::Safe, 4, true));
        let note = json::note(free, &results).expect("a note");
        assert!(
            note.starts_with("What it prints depends on the order: of 4 schedules ") && note.contains("“1” in 2"),
            "{note}"
        );
        let [race] = &free.races[..] else {
            panic!("{:?}", free.races)
        };
        assert_eq!((race.object.as_str(), race.lines), ("hits", [7, 7]));
    }
    let note = json::note(of(&results, Model::Python314), &results).expect("a note");
    assert!(
        note.contains("by accident in 3.14") && note.contains("depends on the order in 3.14t and 3.9")
            || note.contains("depends on the order in 3.9 and 3.14t"),
        "{note}"
    );
}

#[test]
fn a_schedule_of_each_output_prints_it_again() {
    for checked in checked(COUNTER) {
        assert_eq!(checked.examples.len(), checked.outcomes.len());
        for (outcome, written) in &checked.examples {
            let segments = schedule::read(written).expect("a schedule");
            let film = film(&source(COUNTER), checked.model, &checked.shared, &segments, None);
            assert_eq!(film.outcome, *outcome, "{written}");
        }
    }
}

#[test]
fn what_prints_the_same_in_every_order_has_no_note_and_no_race() {
    let locked = COUNTER.replace("hits = 0\n", "hits = 0\nlock = threading.Lock()\n");
    let results = checked(&locked.replace("    hits += 1", "    with lock:\n        hits += 1"));
    for checked in &results {
        assert_eq!((checked.verdict, checked.differs()), (Verdict::Safe, false));
        assert_eq!(json::note(checked, &results), None);
        assert!(checked.races.is_empty());
    }
}

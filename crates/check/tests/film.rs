//! A check in slices says what a check in one go says, and its failure plays as a film that can be left for another.

use std::sync::Arc;

use check::film::{Film, Thing, film};
use check::{Check, Checked, Limits, Model, Outcome, Shared, Source, Text, Verdict, schedule};

const RACE: &str = include_str!("../../../examples/lost-update.py");
const ORDER: &str = include_str!("../../../examples/lock-order.py");
const CURE: &str = include_str!("../../../examples/lost-update-mended.py");

fn source(text: &str) -> Arc<dyn Source> {
    Text::new(text.to_owned(), "program.py".to_owned()).source()
}

// A clock that stands still: a slice of any length goes on to the end, and only the number of schedules limits the search.
fn limits() -> Limits {
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = 5_000;
    limits
}

fn sliced(text: &str, model: Model) -> (Checked, Arc<Shared>) {
    let mut check = Check::new(&source(text), model, &limits());
    let checked = loop {
        // One schedule a slice.
        if let Some(checked) = check.advance(&mut || false) {
            break checked;
        }
    };
    (checked, check.shared())
}

fn shortest(text: &str, model: Model) -> Film {
    let (checked, shared) = sliced(text, model);
    let failure = checked.shortest.expect("a failure");
    let segments = schedule::read(&failure.schedule).expect("a schedule");
    film(&source(text), model, &shared, &segments, None)
}

#[test]
fn slices_find_what_one_go_finds() {
    for text in [RACE, ORDER, CURE] {
        for model in Model::ALL {
            let whole = check::check(&source(text), model, &limits());
            let (sliced, _) = sliced(text, model);
            assert_eq!(sliced.verdict, whole.verdict, "{model:?}");
            assert_eq!((sliced.complete, sliced.schedules), (whole.complete, whole.schedules));
            let switches = |checked: &Checked| checked.shortest.as_ref().map(|it| (it.switches, it.steps));
            assert_eq!(switches(&sliced), switches(&whole), "{model:?}");
        }
    }
}

#[test]
fn a_slice_that_is_cut_off_says_what_it_has() {
    let mut check = Check::new(&source(RACE), Model::Free314, &limits());
    assert!(check.advance(&mut || false).is_none());
    let checked = check.stop();
    assert!(checked.verdict == Verdict::Fails || !checked.complete);
}

#[test]
fn the_failure_plays_again_and_ends_the_same() {
    let film = shortest(RACE, Model::Free314);
    assert_eq!(film.outcome.exception.as_deref(), Some("AssertionError: 1"));
    assert_eq!(film.threads, ["MainThread", "Thread-1", "Thread-2"]);
    let harm = &film.rows[film.harm.expect("a switch")];
    assert!(harm.switch, "{harm:?}");
    let written = film.rows.iter().filter(|row| row.words == "writes hits = 1");
    let values: Vec<Option<Thing>> = written.map(|row| row.change.clone().map(|(_, thing)| thing)).collect();
    assert_eq!(values, vec![Some(Thing::Value("1".into())); 2]);
    assert_eq!(film.things, ["hits"]);
}

#[test]
fn locks_have_holders_and_queues() {
    let film = shortest(ORDER, Model::Python314);
    let mut last = vec![None; film.things.len()];
    for (at, thing) in film.rows.iter().filter_map(|row| row.change.clone()) {
        last[at] = Some(thing);
    }
    let slot = |holder, waiter| {
        Some(Thing::Slot {
            holders: vec![holder],
            waiting: vec![waiter],
            items: None,
        })
    };
    assert_eq!(film.things.len(), 2, "{:?}", film.things);
    assert!(last.contains(&slot(1, 2)) && last.contains(&slot(2, 1)), "{last:?}");
    assert!(film.why.contains("circle") || film.why.contains("wait"), "{}", film.why);
}

#[test]
fn another_thread_at_a_row_is_a_branch_that_ends_otherwise() {
    let (_, shared) = sliced(RACE, Model::Free314);
    let bad = shortest(RACE, Model::Free314);
    let harm = bad.harm.expect("a switch");
    let before = &bad.rows[harm - 1];
    assert!(before.can.contains(&before.thread), "{before:?}");
    let segments = schedule::read(&bad.schedule).expect("a schedule");
    let good = film(
        &source(RACE),
        Model::Free314,
        &shared,
        &segments,
        Some((before.effects, before.thread)),
    );
    assert!(!good.outcome.failed(), "{:?}", good.outcome);
    assert_eq!(good.rows[..harm].len(), harm);
    let again = schedule::read(&good.schedule).expect("a schedule");
    let replayed = film(&source(RACE), Model::Free314, &shared, &again, None);
    assert_eq!(replayed.rows, good.rows);
}

#[test]
fn an_item_of_a_container_is_shown_as_that_and_not_as_the_whole() {
    let text = "
import threading
votes = {'yes': 0}
def vote():
    votes['yes'] += 1
voters = [threading.Thread(target=vote) for _ in range(2)]
for voter in voters: voter.start()
for voter in voters: voter.join()
assert votes['yes'] == 2
";
    let film = shortest(text, Model::Free314);
    assert_eq!(film.things, ["votes['yes']"]);
}

#[test]
fn without_a_check_before_it_a_schedule_shows_the_same() {
    let seen = shortest(RACE, Model::Free314);
    let segments = schedule::read(&seen.schedule).expect("a schedule");
    let afresh = film(&source(RACE), Model::Free314, &Arc::default(), &segments, None);
    let words = |film: &Film| film.rows.iter().map(|row| row.words.clone()).collect::<Vec<_>>();
    assert_eq!(words(&afresh), words(&seen));
}

#[test]
fn the_lock_of_3_14_leaves_no_place_inside_the_line() {
    let (_, shared) = sliced(RACE, Model::Python314);
    let played = film(&source(RACE), Model::Python314, &shared, &[], None);
    let outcome: &Outcome = &played.outcome;
    assert!(!outcome.failed());
    let inside = played.rows.iter().find(|row| row.words.starts_with("reads hits"));
    assert!(inside.is_none_or(|row| row.can.is_empty()), "{inside:?}");
}

//! The program of every lab, as it opens to be edited, can be searched.

use std::sync::Arc;

use catalogue::{Experiment, LABS, LabInfo};
use check::{Limits, Model, Text, Verdict, check};

/// So many schedules of each show that a search gets through; no clock decides.
const SCHEDULES: u64 = 20;

/// What needs something that the machine does not have, and the word by which it says so.
const REFUSED: [(&str, &str, &str); 2] = [
    ("fetch", "processes", "multiprocessing"),
    ("nested-pools", "lock-held", "Code in C"),
];

/// Few threads and few rounds, as somebody sets them who wants every order to be tried.
fn small(lab: &'static LabInfo, variant: &str) -> Experiment {
    let mut set = Experiment::of(lab);
    for (key, value) in [
        ("variant", variant),
        ("threads", "2"),
        ("size", "2"),
        ("latency", "1"),
        ("calls", "2"),
    ] {
        // What a lab does not have or does not allow stays as it is.
        let _ = set.set(key, value);
    }
    set
}

fn program(set: &Experiment) -> String {
    let (_, file) = listings::files().find(|(lab, _)| *lab == set.lab.id).expect(set.lab.id);
    let sources = listings::sources(&file, set.variant.id, &set.pairs()).expect(set.variant.id);
    listings::program(set.lab.id, &sources.python)
}

fn limits() -> Limits {
    let mut limits = Limits::new(Arc::new(|| 0.0));
    limits.schedules = SCHEDULES;
    limits
}

#[test]
fn every_lab_s_program_is_searched_or_says_what_it_needs() {
    for lab in LABS {
        for variant in lab.variants.iter().filter(|variant| variant.id != "out-of-memory") {
            let name = format!("{} {}", lab.id, variant.id);
            let text = Text::new(program(&small(lab, variant.id)), format!("{}.py", lab.id));
            let refused = REFUSED.iter().find(|(id, of, _)| (*id, *of) == (lab.id, variant.id));
            match (text.refusal(), refused) {
                (Some(sentence), Some((_, _, word))) => assert!(sentence.contains(word), "{name}: {sentence}"),
                (None, None) => assert!(check(&text.source(), Model::Free314, &limits()).schedules > 0, "{name}"),
                (found, _) => panic!("{name}: {found:?}"),
            }
        }
    }
}

#[test]
fn a_counter_without_its_lock_fails_and_with_it_does_not() {
    let word = |variant| {
        let lab = catalogue::lab("counter").expect("a lab");
        let text = program(&small(lab, variant)) + "assert n == THREADS * TIMES\n";
        let mut limits = limits();
        limits.schedules = 100_000;
        check(&Text::new(text, "counter.py".into()).source(), Model::Free314, &limits).verdict
    };
    assert_eq!([word("unprotected"), word("locked")], [Verdict::Fails, Verdict::Safe]);
}

//! The corpus of programs with known answers: verdicts, kinds, outcomes and least switches under three Pythons.

mod common;

use std::fs;
use std::path::Path;

use check::{Model, Text, single};
use common::{labels, name_of, programs};

/// How long each Python of a program is searched at most, in milliseconds.
const MILLIS: f64 = 60_000.0;

/// What is not yet as it must be, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Programs with more schedules under one Python than the time allows on some machines: not to know is allowed, another verdict is not.
const LARGE: &[(&str, Model)] = &[("v20-pool-sum-bug.py", Model::Python314)];

#[test]
fn every_program_of_the_corpus_is_judged_as_its_header_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let wrong = |file: &Path| labels::wrong(file, MILLIS, LARGE);
    assert_eq!(common::complaints(&folder, EXCEPTIONS, &wrong), Vec::<String>::new());
}

/// Programs of the language that have threads, in an order that is the same in every schedule.
const WITH_THREADS: [&str; 3] = [
    "48-sync-errors.py",
    "81-producer-consumer-ordered.py",
    "90-thread-exception.py",
];

#[test]
fn programs_with_threads_and_one_order_print_what_cpython_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/lang");
    for file in programs(&folder)
        .iter()
        .filter(|file| WITH_THREADS.contains(&name_of(file).as_str()))
    {
        let mut program = Text::new(fs::read_to_string(file).expect("a program"), file.display().to_string());
        program.announces = false;
        let ended = single::run(&program.source(), Model::Python314, &[], &|_| {});
        let output = fs::read_to_string(file.with_extension("out")).expect("what it prints");
        assert_eq!(ended.outcome.stdout, output, "{}", file.display());
        assert_eq!(ended.status, 0, "{}: {}", file.display(), ended.errors);
        let end = fs::read_to_string(file.with_extension("end")).unwrap_or_default();
        let last = ended.errors.lines().last().unwrap_or_default();
        assert!(last.is_empty() || end.contains(last), "{}: {last}", file.display());
    }
}

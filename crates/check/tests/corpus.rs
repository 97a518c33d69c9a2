//! The corpus of programs with known answers: verdicts, kinds, outcomes and least switches under three Pythons.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use check::{Checked, Model, Text, Verdict, expect, single};
use common::{checked, name_of, programs};

/// How long each Python of a program is searched at most, in milliseconds.
const MILLIS: f64 = 60_000.0;

/// What is not yet as it must be, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Programs with more schedules under one Python than the time allows on some machines: not to know is allowed, another verdict is not.
const LARGE: &[(&str, Model)] = &[("v20-pool-sum-bug.py", Model::Python314)];

fn header(text: &str, key: &str) -> Option<serde_json::Value> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    serde_json::from_str(line.trim()).ok()
}

// What is wrong with the verdicts on one program.
fn wrong(file: &Path) -> Vec<String> {
    let name = name_of(file);
    let text = fs::read_to_string(file).expect("a program that can be read");
    let results = match checked(file, MILLIS) {
        Ok(results) => results,
        Err(refusal) => return vec![refusal],
    };
    let mut wrong: Vec<String> = expect::read(&text)
        .iter()
        .filter_map(|it| verdict(&name, it, &results))
        .collect();
    if let Some(free) = results.iter().find(|it| it.model == Model::Free314) {
        wrong.extend(outcomes(&text, free));
    }
    wrong.extend(switches(&text, &results));
    wrong
}

fn verdict(name: &str, expectation: &expect::Expectation, results: &[Checked]) -> Option<String> {
    let model = expectation.model.expect("the corpus names each Python");
    let checked = results.iter().find(|it| it.model == model)?;
    if checked.verdict == Verdict::Unknown && LARGE.contains(&(name, model)) {
        return None;
    }
    let found: BTreeSet<&str> = checked
        .outcomes
        .iter()
        .filter(|(it, _)| it.failed())
        .map(|(it, _)| it.label())
        .collect();
    let right = match &expectation.fails {
        None => checked.verdict == Verdict::Safe,
        Some(kind) => checked.verdict == Verdict::Fails && found.contains(kind.as_str()),
    };
    (!right).then(|| {
        format!(
            "{}: {} {found:?} after {} schedules",
            model.name(),
            checked.verdict.word(),
            checked.schedules
        )
    })
}

fn outcomes(text: &str, free: &Checked) -> Option<String> {
    let wanted: BTreeSet<String> = serde_json::from_value(header(text, "# outcomes:")?).ok()?;
    let found: BTreeSet<String> = free
        .outcomes
        .iter()
        .map(|(outcome, _)| outcome.stdout.clone())
        .collect();
    (found != wanted).then(|| format!("prints {found:?} instead of {wanted:?}"))
}

// The fewest switches of any Python in which it fails.
fn switches(text: &str, results: &[Checked]) -> Option<String> {
    let wanted = header(text, "# min-switches:")?.as_u64();
    let found = results
        .iter()
        .filter_map(|it| it.shortest.as_ref())
        .map(|it| it.switches as u64)
        .min();
    (found != wanted).then(|| format!("takes {found:?} switches instead of {wanted:?}"))
}

#[test]
fn every_program_of_the_corpus_is_judged_as_its_header_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
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

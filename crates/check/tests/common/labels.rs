//! What a program's header says must come out: verdicts, outcomes, least switches.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use check::{Checked, Model, Verdict, expect};

use crate::common::{checked, name_of};

/// Programs with more schedules under one Python than the time allows on some machines.
pub type Large<'a> = &'a [(&'a str, Model)];

fn header(text: &str, key: &str) -> Option<serde_json::Value> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    serde_json::from_str(line.trim()).ok()
}

/// What is wrong with the verdicts on one program, each Python searched for so many milliseconds at most.
pub fn wrong(file: &Path, millis: f64, large: Large<'_>) -> Vec<String> {
    let name = name_of(file);
    let text = fs::read_to_string(file).expect("a program that can be read");
    let results = match checked(file, millis) {
        Ok(results) => results,
        Err(refusal) => return vec![refusal],
    };
    let mut wrong: Vec<String> = expect::read(&text)
        .iter()
        .filter_map(|it| verdict(&name, it, &results, large))
        .collect();
    if let Some(free) = results.iter().find(|it| it.model == Model::Free314) {
        wrong.extend(outcomes(&text, free));
    }
    wrong.extend(switches(&text, &results));
    wrong
}

fn verdict(name: &str, expectation: &expect::Expectation, results: &[Checked], large: Large<'_>) -> Option<String> {
    let model = expectation.model.expect("a header names each Python");
    let checked = results.iter().find(|it| it.model == model)?;
    if checked.verdict == Verdict::Unknown && large.contains(&(name, model)) {
        return None;
    }
    let right = match &expectation.fails {
        None => checked.verdict == Verdict::Safe,
        Some(kind) => checked.verdict == Verdict::Fails && checked.outcomes.iter().any(|(it, _)| it.fails_with(kind)),
    };
    let found: BTreeSet<&str> = checked
        .outcomes
        .iter()
        .filter(|(it, _)| it.failed())
        .map(|(it, _)| it.label())
        .collect();
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

//! What a check found, as CONTRACT's JSON.

use serde_json::{Value, json};

use crate::outcome::Kind;
use crate::verdict::{Checked, Verdict};

/// What was found in a file, for each Python asked for.
#[must_use]
pub fn file(name: &str, results: &[Checked]) -> Value {
    let results: Vec<Value> = results.iter().map(|checked| result(checked, results)).collect();
    json!({ "version": 1, "file": name, "results": results })
}

fn result(checked: &Checked, all: &[Checked]) -> Value {
    json!({
        "python": checked.model.name(),
        "verdict": checked.verdict.word(),
        "complete": checked.complete,
        "schedules": checked.schedules,
        "bound": checked.bound,
        "elapsed_ms": (checked.elapsed_ms * 10.0).round() / 10.0,
        "outcomes": outcomes(checked),
        "shortest": shortest(checked),
        "races": races(checked),
        "model": checked.model.sentence(),
        "note": note(checked, all),
    })
}

fn outcomes(checked: &Checked) -> Vec<Value> {
    let all = checked.outcomes.iter();
    all.map(|(outcome, count)| {
        json!({
            "kind": outcome.kind.word(), "stdout": outcome.stdout, "exception": outcome.exception, "stuck": outcome.stuck, "count": count,
            "schedule": checked.examples.get(outcome),
        })
    })
    .collect()
}

fn shortest(checked: &Checked) -> Option<Value> {
    let failure = checked.shortest.as_ref()?;
    let moves: Vec<Value> = failure
        .moves
        .iter()
        .map(|it| json!({ "thread": it.thread, "line": it.line, "words": it.words }))
        .collect();
    Some(json!({
        "steps": failure.steps, "switches": failure.switches, "kind": failure.outcome.label(), "schedule": failure.schedule, "why": failure.why, "moves": moves,
    }))
}

fn races(checked: &Checked) -> Vec<Value> {
    let all = checked.races.iter();
    all.map(|race| {
        json!({
            "object": race.object, "kind": race.kind, "lines": race.lines, "threads": race.threads, "missing": race.missing,
        })
    })
    .collect()
}

/// What a verdict is worth, where it needs saying.
#[must_use]
pub fn note(checked: &Checked, all: &[Checked]) -> Option<String> {
    match checked.verdict {
        Verdict::Fails => None,
        Verdict::Unknown if checked.differs() => Some(format!("{} {}", unknown(checked), differs(checked))),
        Verdict::Unknown => Some(unknown(checked)),
        Verdict::Safe if checked.differs() => Some(differs(checked)),
        Verdict::Safe => by_accident(checked, all),
    }
}

/// What the lock of 3.14 happens to keep.
fn by_accident(checked: &Checked, all: &[Checked]) -> Option<String> {
    let those = |is: fn(&Checked) -> bool| -> Vec<&str> {
        let those = all.iter().filter(|other| is(other));
        those.map(|other| other.model.name()).collect()
    };
    let (failing, differing) = (those(|other| other.verdict == Verdict::Fails), those(Checked::differs));
    if checked.model != crate::Model::Python314 || failing.is_empty() && differing.is_empty() {
        return None;
    }
    let mut why = Vec::new();
    if !failing.is_empty() {
        why.push(format!("it fails in {}", failing.join(" and ")));
    }
    if !differing.is_empty() {
        why.push(format!(
            "what it prints depends on the order in {}",
            differing.join(" and ")
        ));
    }
    Some(format!(
        "Safe by accident in 3.14, not by promise: {}.",
        why.join(", and ")
    ))
}

/// The most outputs that a sentence quotes.
const QUOTED: usize = 3;

fn differs(checked: &Checked) -> String {
    let mut prints: Vec<_> = checked.prints().collect();
    prints.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let quoted = prints.iter().take(QUOTED);
    let mut quoted: Vec<String> = quoted
        .map(|(outcome, count)| format!("{} in {count}", outcome.printed()))
        .collect();
    if prints.len() > QUOTED {
        quoted.push(format!("{} other outputs", prints.len() - QUOTED));
    }
    format!(
        "What it prints depends on the order: of {} schedules {}. Assert what must hold, and the search judges it.",
        checked.schedules,
        quoted.join(", ")
    )
}

/// Of a program whose runs no search can go through.
fn unknown_of_long(checked: &Checked) -> String {
    let ended = checked.outcomes.iter().any(|(outcome, _)| outcome.kind != Kind::Cut);
    let tried = match ended {
        true => format!(
            "{} whole runs in random orders were tried, and none failed",
            checked.schedules
        ),
        false => "no run came to an end".to_owned(),
    };
    format!(
        "Its runs have more than 20,000 steps, too many to try every order: {tried}. Fewer rounds show more: range(2) instead of thousands."
    )
}

fn unknown(checked: &Checked) -> String {
    if checked.long {
        return unknown_of_long(checked);
    }
    let bound = match checked.bound {
        Some(0) => "there is no failure without a pre-emptive switch".to_owned(),
        Some(1) => "there is no failure with at most 1 switch".to_owned(),
        Some(bound) => format!("there is no failure with at most {bound} switches"),
        None => "none failed".to_owned(),
    };
    let tried = match checked.schedules {
        1 => "1 schedule was tried".to_owned(),
        count => format!("{count} schedules were tried"),
    };
    format!("{tried}, not all there are: {bound}. Fewer threads, fewer rounds or more time would help.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;

    #[test]
    fn the_longest_run_is_as_long_as_is_said() {
        assert_eq!(crate::simulation::LONGEST, 20_000);
    }

    fn said(schedules: u64) -> String {
        let checked = Checked {
            model: Model::Free314,
            verdict: Verdict::Unknown,
            complete: false,
            long: false,
            schedules,
            bound: None,
            elapsed_ms: 0.0,
            outcomes: Vec::new(),
            examples: std::collections::BTreeMap::new(),
            shortest: None,
            races: Vec::new(),
            shared: Default::default(),
        };
        note(&checked, &[]).unwrap()
    }

    #[test]
    fn one_schedule_was_tried() {
        assert!(said(1).starts_with("1 schedule was tried, not all there are: none failed."));
        assert!(said(2).starts_with("2 schedules were tried, not all"));
    }
}

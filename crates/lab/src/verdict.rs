//! What a run's result is counted under, and whether it should not have come to that.

use workloads::{Findings, Value};

/// The results that tell runs of a lab apart, the first of which a lab has is taken.
const TELLING: [&str; 10] = [
    "got",
    "completed",
    "done",
    "ok",
    "meals",
    "written",
    "lost",
    "words",
    "digest",
    "terms",
];

/// Wholes, and the parts that must add up to them.
const ACCOUNTS: [(&str, &[&str]); 2] = [
    (
        "sent",
        &["done", "ok", "failed", "refused", "timed_out", "written", "lost"],
    ),
    ("lines", &["records", "malformed"]),
];

/// Letters of a long text that are enough to tell it from others.
const ENOUGH: usize = 12;

/// What the result of a finished run is counted under.
pub fn outcome(findings: &Findings) -> String {
    let told = TELLING.iter().find_map(|key| find(findings, key));
    match told {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text) | Value::Whole(text)) => text.chars().take(ENOUGH).collect(),
        Some(Value::Nanos(nanos)) => nanos.to_string(),
        Some(Value::Thousandths(number)) => number.to_string(),
        Some(Value::Hundredths(number)) => number.to_string(),
        Some(Value::Words(words)) => words.len().to_string(),
        Some(Value::List(list)) => list.len().to_string(),
        Some(Value::Numbers(numbers)) => numbers.len().to_string(),
        Some(Value::Texts(texts)) => texts.len().to_string(),
        Some(Value::Points(points)) => points.len().to_string(),
        None | Some(Value::Unmeasured) => "finished".into(),
    }
}

/// Whether the result of a finished run is wrong: something is lost or unaccounted for, or what should be alike is not.
pub fn is_wrong(findings: &Findings) -> bool {
    let number = |key| match find(findings, key) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let differs = |key, other| {
        find(findings, key)
            .zip(find(findings, other))
            .is_some_and(|(one, two)| one != two && *one != Value::Unmeasured && *two != Value::Unmeasured)
    };
    let some = |key| number(key).is_some_and(|count| count > 0);
    some("lost")
        || some("hungry")
        || differs("digest", "expected_digest")
        || differs("tasks", "completed")
        || some("crashes")
        || unaccounted(findings).is_some()
}

/// Why a wrong result is wrong, in words.
pub fn reason(findings: &Findings) -> Option<String> {
    match (
        find(findings, "lost"),
        find(findings, "expected"),
        find(findings, "got"),
    ) {
        (Some(Value::Number(lost)), Some(Value::Number(expected)), Some(Value::Number(got))) if *lost > 0 => {
            Some(format!("{got} instead of {expected}: {lost} lost."))
        }
        (Some(Value::Number(lost)), ..) if *lost > 0 => Some(format!("{lost} lost.")),
        _ => livelock(findings)
            .or_else(|| crashes(findings))
            .or_else(|| odd(findings)),
    }
}

/// Meals that were given up after as many tries as there may be, each of which somebody else's try had spoilt.
fn livelock(findings: &Findings) -> Option<String> {
    match (find(findings, "hungry"), find(findings, "put_back")) {
        (Some(Value::Number(hungry)), Some(Value::Number(put_back))) if *hungry > 0 => Some(format!(
            "Livelock, until it was given up: locks were taken and put back {put_back} times, and {hungry} meals never came about."
        )),
        _ => None,
    }
}

fn crashes(findings: &Findings) -> Option<String> {
    match find(findings, "crashes") {
        Some(Value::Number(1)) => Some("A worker crashed.".into()),
        Some(Value::Number(crashes)) if *crashes > 0 => Some(format!("{crashes} workers crashed.")),
        _ => None,
    }
}

fn odd(findings: &Findings) -> Option<String> {
    let (whole, missing) = unaccounted(findings)?;
    Some(format!("{missing} of `{whole}` are not accounted for."))
}

/// A whole whose parts do not add up to it, and by how much; a whole that has no part here is left alone.
fn unaccounted(findings: &Findings) -> Option<(&'static str, u64)> {
    let number = |key: &str| match find(findings, key) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    ACCOUNTS.iter().find_map(|(whole, parts)| {
        let known: Vec<u64> = parts.iter().filter_map(|part| number(part)).collect();
        let all = number(whole).filter(|_| !known.is_empty())?;
        let missing = all.abs_diff(known.iter().sum());
        (missing > 0).then_some((*whole, missing))
    })
}

fn find<'f>(findings: &'f Findings, key: &str) -> Option<&'f Value> {
    findings.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

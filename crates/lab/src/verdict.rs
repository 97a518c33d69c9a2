//! What a run's result is counted under, and whether it should not have come to that.

use workloads::{Findings, Value};

/// The results that tell runs of a lab apart, the first of which a lab has is taken.
const TELLING: [&str; 7] = ["got", "completed", "meals", "lost", "words", "digest", "terms"];

/// Letters of a long text that are enough to tell it from others.
const ENOUGH: usize = 12;

/// What the result of a finished run is counted under.
pub fn outcome(findings: &Findings) -> String {
    let told = TELLING.iter().find_map(|key| find(findings, key));
    match told {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.chars().take(ENOUGH).collect(),
        Some(Value::Nanos(nanos)) => nanos.to_string(),
        Some(Value::Hundredths(number)) => number.to_string(),
        Some(Value::Words(words)) => words.len().to_string(),
        Some(Value::List(list)) => list.len().to_string(),
        None => "finished".into(),
    }
}

/// Whether the result of a finished run is wrong: something is lost, or what should be alike is not.
pub fn is_wrong(findings: &Findings) -> bool {
    let number = |key| match find(findings, key) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    };
    let differs = |key, other| {
        find(findings, key)
            .zip(find(findings, other))
            .is_some_and(|(one, two)| one != two)
    };
    number("lost").is_some_and(|lost| lost > 0)
        || differs("digest", "expected_digest")
        || differs("tasks", "completed")
        || unaccounted(findings, "lines", &["records", "malformed"]) > 0
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
        _ => None,
    }
}

/// How much of a whole is in none of its parts; 0 when a lab has no such whole.
fn unaccounted(findings: &Findings, whole: &str, parts: &[&str]) -> u64 {
    let number = |key: &str| match find(findings, key) {
        Some(Value::Number(number)) => *number,
        _ => 0,
    };
    number(whole).saturating_sub(parts.iter().map(|part| number(part)).sum())
}

fn find<'f>(findings: &'f Findings, key: &str) -> Option<&'f Value> {
    findings.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
}

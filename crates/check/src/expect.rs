//! What a program's own comments expect: `# expect: safe`, `# expect: fails deadlock`, `# expect 3.14: fails AssertionError`.

use crate::model::Model;
use crate::verdict::{Checked, Verdict};

/// What a comment expects of one Python, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Of which Python; `None`: of all that are asked for.
    pub model: Option<Model>,
    /// How it fails: an exception's name, `deadlock` or `livelock`; empty: in any way. `None`: it is safe.
    pub fails: Option<String>,
}

/// The expectations in a program's comments.
#[must_use]
pub fn read(text: &str) -> Vec<Expectation> {
    text.lines().filter_map(line).collect()
}

fn line(line: &str) -> Option<Expectation> {
    let rest = line.trim().strip_prefix('#')?.trim_start().strip_prefix("expect")?;
    let (version, words) = rest.split_once(':')?;
    let model = match version.trim() {
        "" => None,
        version => Some(Model::named(version)?),
    };
    let mut words = words.split_whitespace();
    let fails = match words.next()? {
        "safe" => None,
        "fails" => Some(words.next().unwrap_or_default().to_owned()),
        _ => return None,
    };
    Some(Expectation { model, fails })
}

/// Whether what was found is as expected: `None` if nothing is expected, or if it is unknown.
#[must_use]
pub fn holds(expectations: &[Expectation], results: &[Checked]) -> Option<bool> {
    let mut all = Vec::new();
    for checked in results {
        let own = expectations.iter().find(|it| it.model == Some(checked.model));
        if let Some(expectation) = own {
            all.push(meets(expectation, checked));
        }
    }
    if let Some(general) = expectations.iter().find(|it| it.model.is_none()) {
        let rest: Vec<&Checked> = results
            .iter()
            .filter(|it| !expectations.iter().any(|own| own.model == Some(it.model)))
            .collect();
        all.push(generally(general, &rest));
    }
    match all.as_slice() {
        [] => None,
        all if all.contains(&Some(false)) => Some(false),
        all if all.contains(&None) => None,
        _ => Some(true),
    }
}

fn meets(expectation: &Expectation, checked: &Checked) -> Option<bool> {
    match (&expectation.fails, checked.verdict) {
        (None, Verdict::Unknown) | (Some(_), Verdict::Unknown) => None,
        (None, verdict) => Some(verdict == Verdict::Safe),
        (Some(kind), Verdict::Fails) => Some(kind.is_empty() || fails_with(checked, kind)),
        (Some(_), _) => Some(false),
    }
}

fn fails_with(checked: &Checked, kind: &str) -> bool {
    checked.outcomes.iter().any(|(outcome, _)| outcome.fails_with(kind))
}

// Of all Pythons together: safe means in each, and fails in at least one, and in this way wherever it does.
fn generally(expectation: &Expectation, results: &[&Checked]) -> Option<bool> {
    if expectation.fails.is_none() {
        let all: Vec<Option<bool>> = results.iter().map(|checked| meets(expectation, checked)).collect();
        return if all.contains(&Some(false)) {
            Some(false)
        } else if all.contains(&None) {
            None
        } else {
            Some(true)
        };
    }
    let failing: Vec<&&Checked> = results
        .iter()
        .filter(|checked| checked.verdict == Verdict::Fails)
        .collect();
    if failing.is_empty() {
        return if results.iter().any(|checked| checked.verdict == Verdict::Unknown) {
            None
        } else {
            Some(false)
        };
    }
    Some(failing.iter().all(|checked| meets(expectation, checked) == Some(true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let text = "# expect: safe\n#expect 3.14t: fails AssertionError  \nx = 1  # expect nothing\n# expect: fails\n";
        let fails = |kind: &str| Some(kind.to_owned());
        assert_eq!(
            read(text),
            [
                Expectation {
                    model: None,
                    fails: None
                },
                Expectation {
                    model: Some(Model::Free314),
                    fails: fails("AssertionError")
                },
                Expectation {
                    model: None,
                    fails: fails("")
                },
            ]
        );
    }
}

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

/// Whether what was found is as expected: `None` if nothing is expected of these Pythons, or if it is unknown.
#[must_use]
pub fn holds(expectations: &[Expectation], results: &[Checked]) -> Option<bool> {
    let is_general = |checked: &&Checked| own(expectations, checked.model).is_none();
    let (rest, named): (Vec<&Checked>, Vec<&Checked>) = results.iter().partition(is_general);
    let each = named
        .into_iter()
        .filter_map(|checked| Some(meets(own(expectations, checked.model)?, checked)));
    let together = general(expectations).filter(|_| !rest.is_empty());
    all(each.chain(together.map(|expectation| generally(expectation, &rest))))
}

/// The same of one shard: what it did not find may lie in another, so only what it found counts.
#[must_use]
pub fn holds_in_shard(expectations: &[Expectation], results: &[Checked]) -> Option<bool> {
    let failing = results.iter().filter(|checked| checked.verdict == Verdict::Fails);
    let found = failing.filter_map(|checked| match &of(expectations, checked.model)?.fails {
        None => Some(Some(false)),
        Some(kind) => is_of(checked, kind).then_some(Some(true)),
    });
    all(found)
}

/// Whether something is expected of a Python.
#[must_use]
pub fn speaks_of(expectations: &[Expectation], model: Model) -> bool {
    of(expectations, model).is_some()
}

fn of(expectations: &[Expectation], model: Model) -> Option<&Expectation> {
    own(expectations, model).or_else(|| general(expectations))
}

fn own(expectations: &[Expectation], model: Model) -> Option<&Expectation> {
    expectations.iter().find(|it| it.model == Some(model))
}

fn general(expectations: &[Expectation]) -> Option<&Expectation> {
    expectations.iter().find(|it| it.model.is_none())
}

// One that does not hold is enough to know; of none nothing is known.
fn all(held: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let held: Vec<Option<bool>> = held.collect();
    match held.as_slice() {
        [] => None,
        held if held.contains(&Some(false)) => Some(false),
        held if held.contains(&None) => None,
        _ => Some(true),
    }
}

fn meets(expectation: &Expectation, checked: &Checked) -> Option<bool> {
    match (&expectation.fails, checked.verdict) {
        (_, Verdict::Unknown) => None,
        (None, verdict) => Some(verdict == Verdict::Safe),
        (Some(kind), Verdict::Fails) => Some(is_of(checked, kind)),
        (Some(_), Verdict::Safe) => Some(false),
    }
}

fn is_of(checked: &Checked, kind: &str) -> bool {
    kind.is_empty() || checked.outcomes.iter().any(|(outcome, _)| outcome.fails_with(kind))
}

// Of all Pythons together: safe means in each, and fails in at least one, and in this way wherever it does.
fn generally(expectation: &Expectation, results: &[&Checked]) -> Option<bool> {
    let any = |verdict| results.iter().any(|checked| checked.verdict == verdict);
    let held = |checked: &&Checked| meets(expectation, checked);
    match &expectation.fails {
        None => all(results.iter().map(held)),
        Some(_) if any(Verdict::Fails) => {
            let failing = results.iter().filter(|checked| checked.verdict == Verdict::Fails);
            all(failing.map(held))
        }
        Some(_) if any(Verdict::Unknown) => None,
        Some(_) => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Kind, Outcome};
    use std::sync::Arc;

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

    fn checked(model: Model, verdict: Verdict, exception: &str) -> Checked {
        let outcome = Outcome {
            kind: Kind::Exception,
            stdout: String::new(),
            exception: Some(exception.to_owned()),
            stuck: Vec::new(),
        };
        Checked {
            model,
            verdict,
            complete: verdict != Verdict::Unknown,
            long: false,
            schedules: 1,
            bound: None,
            elapsed_ms: 0.0,
            outcomes: (verdict == Verdict::Fails)
                .then_some((outcome, 1))
                .into_iter()
                .collect(),
            examples: std::collections::BTreeMap::new(),
            shortest: None,
            races: Vec::new(),
            shared: Arc::default(),
        }
    }

    fn found(verdicts: &[(Model, Verdict)]) -> Vec<Checked> {
        let raises = |(model, verdict): &(Model, Verdict)| checked(*model, *verdict, "KeyError: 1");
        verdicts.iter().map(raises).collect()
    }

    /// What no Python is left for neither holds nor does not.
    #[test]
    fn what_is_expected_of_the_others_needs_others() {
        let text = "# expect 3.14t: fails KeyError\n# expect: fails\n";
        let both = [(Model::Free314, Verdict::Fails), (Model::Python314, Verdict::Safe)];
        assert_eq!(holds(&read(text), &found(&both[..1])), Some(true));
        assert_eq!(holds(&read(text), &found(&both)), Some(false));
        let open = [(Model::Python39, Verdict::Unknown), (Model::Python314, Verdict::Safe)];
        assert_eq!(holds(&read("# expect: fails\n"), &found(&open)), None);
        assert_eq!(holds(&read("# expect: fails\n"), &[]), None);
        assert_eq!(holds(&read("# expect: safe\n"), &[]), None);
    }

    #[test]
    fn a_shard_that_finds_nothing_knows_nothing() {
        let held = |text: &str, verdicts: &[(Model, Verdict)]| holds_in_shard(&read(text), &found(verdicts));
        let (free, old) = (Model::Free314, Model::Python39);
        for verdict in [Verdict::Safe, Verdict::Unknown] {
            assert_eq!(held("# expect: safe\n", &[(free, verdict)]), None);
            assert_eq!(held("# expect: fails\n", &[(free, verdict)]), None);
        }
        assert_eq!(held("# expect: safe\n", &[(free, Verdict::Fails)]), Some(false));
        assert_eq!(held("# expect: fails TypeError\n", &[(free, Verdict::Fails)]), None);
        let each = "# expect 3.9: fails KeyError\n# expect 3.14t: fails TypeError\n";
        assert_eq!(held(each, &[(old, Verdict::Fails), (free, Verdict::Safe)]), Some(true));
    }
}

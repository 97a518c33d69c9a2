//! The examples of the repository are what their comments say.

mod common;

use std::fs;
use std::path::Path;

use check::expect;
use common::checked;

/// How long each Python of an example is searched at most, in milliseconds.
const MILLIS: f64 = 5_000.0;

/// Examples that do not come out as their comments say, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Safe examples with more schedules than the time allows on some machines: not to know is allowed, a failure is not.
const LARGE: &[&str] = &["nested-pool-mended.py", "service-worker.py"];

fn wrong(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("an example that can be read");
    let expectations = expect::read(&text);
    if expectations.is_empty() {
        return Vec::new();
    }
    let results = match checked(file, MILLIS) {
        Ok(results) => results,
        Err(refusal) => return vec![refusal],
    };
    let held = expect::holds(&expectations, &results);
    if held == Some(true) || held.is_none() && LARGE.contains(&common::name_of(file).as_str()) {
        return Vec::new();
    }
    let found = results
        .iter()
        .map(|it| format!("{} {} after {}", it.model.name(), it.verdict.word(), it.schedules));
    found.collect()
}

#[test]
fn every_example_is_what_its_comment_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    assert_eq!(common::complaints(&folder, EXCEPTIONS, &wrong), Vec::<String>::new());
}

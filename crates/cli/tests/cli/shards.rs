//! `check --shard I/N`: parts that are disjoint and together the whole, and what each may say.

use crate::common::{CLASSES, MANY, RACE, Scratch, check, err, json, out};
use serde_json::Value;
use std::{collections::BTreeMap, process::Output};

/// Each of some shards of a program.
fn shards(file: &Scratch, of: u32, flags: &str) -> Vec<Output> {
    let shard = |index| check(file, &format!("{flags} --shard {index}/{of}"));
    (1..=of).map(shard).collect()
}

fn counts(found: &Value) -> BTreeMap<String, u64> {
    let outcomes = found["results"][0]["outcomes"].as_array().unwrap();
    outcomes
        .iter()
        .map(|outcome| (outcome["stdout"].to_string(), outcome["count"].as_u64().unwrap()))
        .collect()
}

#[test]
fn shards_are_disjoint_and_together_the_whole() {
    let file = Scratch::program(MANY);
    let flags = "--python 3.14t --seconds 300 --json";
    let whole = json(&check(&file, flags));
    assert_eq!(whole["results"][0]["schedules"], CLASSES);
    for of in [1, 2, 5] {
        let mut sum = BTreeMap::new();
        for output in shards(&file, of, flags) {
            let found = json(&output);
            assert_eq!(found["shard"]["of"], of);
            assert_eq!(found["results"][0]["complete"], true);
            for (printed, count) in counts(&found) {
                *sum.entry(printed).or_insert(0) += count;
            }
        }
        assert_eq!(sum, counts(&whole), "in {of} shards");
    }
}

#[test]
fn a_shard_says_that_it_is_one_and_a_failure_elsewhere_is_none_of_its() {
    let file = Scratch::program(&format!("# expect: fails\n{RACE}"));
    // The lock leaves few classes: some shards have none.
    let all = shards(&file, 9, "--python 3.14t");
    assert!(all.iter().all(|output| output.status.code() == Some(0)), "{all:?}");
    let texts: Vec<String> = all.iter().map(out).collect();
    let open = "of 9: the program is safe if all 9 are.";
    let failed = "of 9: the program fails, whatever the others find.";
    for text in &texts {
        let says = if text.contains("fails: AssertionError") {
            failed
        } else {
            open
        };
        assert!(text.contains(says), "{text}");
    }
    assert!(texts.iter().any(|text| text.contains(failed)), "{texts:?}");
    for nonsense in ["0/3", "4/3", "3", "1/1001", "a/b"] {
        let output = check(&file, &format!("--shard {nonsense}"));
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("I/N"), "{}", err(&output));
    }
}

/// A shard tries every number of switches.
#[test]
fn a_bound_of_switches_means_nothing_to_parts_and_is_refused() {
    let file = Scratch::program(RACE);
    for flags in ["--shard 1/2 --switches 1", "--state state.json --switches 1"] {
        let output = check(&file, flags);
        assert_eq!(
            (output.status.code(), out(&output)),
            (Some(2), String::new()),
            "{flags}"
        );
        assert!(err(&output).contains("does not go with"), "{}", err(&output));
    }
}

#[test]
fn what_a_shard_does_not_find_is_not_refuted() {
    let file = Scratch::program(&format!("# expect: fails\n{RACE}"));
    let all = shards(&file, 9, "--python 3.14t --json");
    let held: Vec<Value> = all.iter().map(|output| json(output)["as_expected"].clone()).collect();
    assert!(held.contains(&true.into()) && held.contains(&Value::Null), "{held:?}");
    assert!(!held.contains(&false.into()), "{held:?}");
    let other = Scratch::program(&format!("# expect: fails KeyError\n{RACE}"));
    for output in shards(&other, 9, "--python 3.14t --annotations github") {
        assert_eq!(output.status.code(), Some(0), "a KeyError may lie in another shard");
        assert!(!out(&output).contains("::error"), "{}", out(&output));
    }
}

/// What one Python is expected to do says nothing of another, in a shard as little as in the whole.
#[test]
fn a_shard_does_not_refute_what_it_cannot_see() {
    let file = Scratch::program(&format!(
        "# expect 3.9: fails AssertionError\n# expect 3.14t: fails AssertionError\n{RACE}"
    ));
    for output in shards(&file, 4, "--python 3.9,3.14t --json") {
        assert_eq!(output.status.code(), Some(0), "{}", out(&output));
        assert_ne!(json(&output)["as_expected"], false);
    }
    let safe = Scratch::program(&format!("# expect: safe\n{RACE}"));
    let all = shards(&safe, 4, "--python 3.14t");
    let codes: Vec<_> = all.iter().map(|output| output.status.code()).collect();
    assert!(codes.contains(&Some(1)), "a failure refutes what is safe: {codes:?}");
}

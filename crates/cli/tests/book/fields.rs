//! Each field of the JSON is explained in the chapter on it.

use serde_json::Value;
use std::{collections::BTreeSet, fs, process::Command};

fn json(line: &str) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_threadbare"));
    let output = command
        .args(line.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the binary runs");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{line}: {error}"))
}

/// All names of fields at any depth; those of a lab's own result are the lab's matter.
fn names(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                into.insert(name.clone());
                if name != "result" && name != "outcomes" || value.is_array() {
                    names(value, into);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| names(value, into)),
        _ => {}
    }
}

#[test]
fn the_chapter_on_json_explains_each_field() {
    let chapter = fs::read_to_string(super::source().join("json.md")).expect("the chapter");
    let mut fields = BTreeSet::new();
    for line in [
        "check --json ../../examples/lost-update.py",
        "check --json ../../examples/lock-order.py",
        "run --lab counter --engine lockstep --threads 2 --size 2 --json",
        "run --lab nested-pools --variant same-pool --engine lockstep --threads 2 --size 2 --json",
        "search --lab counter --threads 2 --size 1 --json",
        "sweep --lab counter --threads 1,2 --runs 1 --size 1000 --json",
    ] {
        names(&json(line), &mut fields);
    }
    let missing: Vec<&String> = fields
        .iter()
        .filter(|name| !chapter.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "not explained: {missing:?}");
}

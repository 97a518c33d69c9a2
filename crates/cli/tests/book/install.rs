//! Nothing tells a reader to install by its name what a package index has from somebody else.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where readers are told what to type.
const PLACES: [&str; 4] = ["README.md", "docs", "packages", ".pre-commit-hooks.yaml"];

/// Texts that people read or copy.
const KINDS: [&str; 5] = ["md", "yml", "yaml", "py", "toml"];

fn texts(place: &Path) -> Vec<PathBuf> {
    let is_text = |file: &PathBuf| {
        file.extension()
            .is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
    };
    match place.read_dir() {
        Ok(entries) => entries.flatten().flat_map(|entry| texts(&entry.path())).collect(),
        Err(_) => Some(place.to_path_buf()).into_iter().filter(is_text).collect(),
    }
}

/// What is installed by each `pip install` of a line: the first word that is no option.
fn installed(line: &str) -> impl Iterator<Item = &str> {
    let commands = line.split("pip install").skip(1);
    commands.filter_map(|rest| rest.split_whitespace().find(|word| !word.starts_with('-')))
}

// A wheel is a file; `pip install` in a sentence stands alone between backticks.
fn is_by_name(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '$');
    word.starts_with("threadbare") && !word.contains(".whl")
}

#[test]
fn what_is_installed_is_a_file_of_this_project() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut wrong = Vec::new();
    for file in PLACES.iter().flat_map(|place| texts(&root.join(place))) {
        let text = fs::read_to_string(&file).expect("a text");
        let lines = text.lines().filter(|line| installed(line).any(is_by_name));
        wrong.extend(lines.map(|line| format!("{}: {line}", file.display())));
    }
    assert!(wrong.is_empty(), "installed by name:\n{}", wrong.join("\n"));
}

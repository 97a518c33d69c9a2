//! The house rules that a compiler does not check.

mod arrows;
mod licences;
mod source;
mod untracked;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// Every broken rule of the project below `root`, as `path:line: what is wrong`.
pub fn complaints(root: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    walk(root, &mut files)?;
    let mut complaints = untracked::complaints(root);
    complaints.extend(licences::complaints());
    for file in &files {
        let name = file
            .strip_prefix(root)
            .unwrap_or(file)
            .to_string_lossy()
            .replace('\\', "/");
        let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        complaints.extend(source::complaints(&name, &text));
        if name.starts_with("crates/") && name.ends_with("/Cargo.toml") {
            complaints.extend(arrows::complaints(&name, &text));
        }
    }
    Ok(complaints)
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) -> Outcome {
    let mut entries: Vec<PathBuf> = folder
        .read_dir()
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for entry in entries.into_iter().filter(|entry| is_ours(entry)) {
        if entry.is_dir() {
            walk(&entry, into)?;
        } else if is_checked(&entry) {
            into.push(entry);
        }
    }
    Ok(())
}

// Books and golden files are material, not code.
fn is_ours(entry: &Path) -> bool {
    let name = entry.file_name().unwrap_or_default().to_string_lossy();
    let foreign = ["target", "dist", "node_modules", "data", "golden", "webdriver.json"];
    !foreign.contains(&&*name) && (!name.starts_with('.') || [".cargo", ".ci"].contains(&&*name))
}

fn is_checked(entry: &Path) -> bool {
    let kinds = ["rs", "toml", "js", "css", "html", "md", "json", "py", "sh"];
    let kind = entry.extension().unwrap_or_default().to_string_lossy();
    kinds.contains(&&*kind) || entry.ends_with(".ci/run")
}

#[cfg(test)]
mod tests {
    use crate::places;

    #[test]
    fn this_house_is_tidy() {
        assert_eq!(super::complaints(places::root()), Ok(Vec::new()));
    }
}

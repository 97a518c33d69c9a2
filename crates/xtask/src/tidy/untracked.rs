//! Files that no commit has: they work here, and nowhere else.

use std::path::Path;

use crate::child;

/// Each file below `root` that git neither tracks nor ignores. Where there is no git, nothing can be left out of a commit.
pub fn complaints(root: &Path) -> Vec<String> {
    let mut git = child::command("git");
    git.args(["ls-files", "--others", "--exclude-standard"])
        .current_dir(root);
    let names = child::printed(&mut git).unwrap_or_default();
    let complaint = |name: &str| format!("{name}: git does not know this file; add it, or a clone is without it");
    names.lines().map(complaint).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::process::Command;

    #[test]
    fn a_file_is_missed_until_it_is_added() {
        let root = std::env::temp_dir().join(format!("untracked-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("new.rs"), "").unwrap();
        let git = |words: &[&str]| Command::new("git").args(words).current_dir(&root).output().unwrap();
        git(&["init", "--quiet"]);
        let before = complaints(&root);
        git(&["add", "new.rs"]);
        let after = complaints(&root);
        fs::remove_dir_all(&root).unwrap();
        assert_eq!((before.len(), after.len()), (1, 0), "{before:?}");
    }
}

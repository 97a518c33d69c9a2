//! Folders of files: listed, weighed, copied, and a site laid over an older one without taking anybody's files away.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// A file that every built site has, and hardly another folder.
const SIGN: &str = "thread-bare-blocks.js";

/// Lays a built site over what is in `out`; of what else lies there, only the code of older builds goes.
pub fn lay_over(out: &Path, site: &Path) -> Outcome {
    let complain = |error: std::io::Error| format!("cannot write {}: {error}", out.display());
    refuse_foreign(out)?;
    copy(site, out).map_err(complain)?;
    for entry in out.read_dir().map_err(complain)?.flatten() {
        let name = entry.file_name();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && is_code(&name.to_string_lossy()) && !site.join(&name).exists() {
            fs::remove_dir_all(entry.path()).map_err(complain)?;
        }
    }
    Ok(())
}

/// An error where a folder holds files and no site.
pub fn refuse_foreign(out: &Path) -> Outcome {
    let is_empty = out.read_dir().map_or(true, |mut entries| entries.next().is_none());
    if is_empty || out.join(SIGN).is_file() {
        return Ok(());
    }
    Err(format!(
        "{} holds other files: name an empty folder or a new one",
        out.display()
    ))
}

/// Whether a folder of this name holds the code of one build.
fn is_code(name: &str) -> bool {
    name.strip_prefix("code-")
        .is_some_and(|hash| hash.len() == 16 && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir()? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// How many bytes all files below a folder have.
pub fn size(folder: &Path) -> Outcome<u64> {
    let lengths = files(folder)?
        .into_iter()
        .filter_map(|file| fs::metadata(file).ok())
        .map(|data| data.len());
    Ok(lengths.sum())
}

/// Every file below a folder, in the order of their names; none when there is no such folder.
pub fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in folder
        .read_dir()
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
    {
        match entry.path() {
            path if path.is_dir() => found.extend(files(&path)?),
            path => found.push(path),
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(room: &Path, name: &str, text: &str) {
        let file = room.join(name);
        fs::create_dir_all(file.parent().unwrap_or(room)).expect("a folder");
        fs::write(file, text).expect("a file");
    }

    #[test]
    fn a_new_build_takes_away_the_code_of_an_older_one_and_nothing_else() {
        let room = std::env::temp_dir().join(format!("lay-over-{}", std::process::id()));
        put(&room, "site/thread-bare-blocks.js", "new");
        put(&room, "site/code-00000000000000aa/app.js", "new");
        let (site, out) = (room.join("site"), room.join("out"));
        assert_eq!(lay_over(&out, &site), Ok(()));
        put(&out, "code-00000000000000bb/app.js", "old");
        put(&out, "thread-bare-blocks.js", "old");
        put(&out, "code-review/notes.md", "mine");
        put(&out, "code-00000000000000cc", "mine");
        assert_eq!(lay_over(&out, &site), Ok(()));
        let read = |name: &str| fs::read_to_string(out.join(name)).ok();
        let found = [
            "thread-bare-blocks.js",
            "code-00000000000000bb/app.js",
            "code-review/notes.md",
            "code-00000000000000cc",
        ]
        .map(read);
        put(&room, "mine/index.html", "mine");
        let refused = lay_over(&room.join("mine"), &site);
        let kept = fs::read_to_string(room.join("mine/index.html"));
        fs::remove_dir_all(&room).expect("the room is cleared");
        assert_eq!(
            found,
            [
                Some("new".to_owned()),
                None,
                Some("mine".to_owned()),
                Some("mine".to_owned())
            ]
        );
        assert!(refused.is_err_and(|said| said.contains("holds other files")));
        assert_eq!(kept.ok().as_deref(), Some("mine"));
    }
}

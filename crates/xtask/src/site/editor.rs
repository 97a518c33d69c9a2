//! The editor of the first page: CodeMirror from npm in the versions that a lock file names, bundled into one file.

use std::fs;
use std::path::{Path, PathBuf};

use super::version::Hash;
use crate::{Outcome, child, places, say, setup};

/// What the bundle is made of.
const PARTS: [&str; 3] = ["package.json", "package-lock.json", "editor.js"];

/// What the page gets where the bundle cannot be made: it finds no editor in it, and keeps its plain field.
const NONE: &str = "// npm could not be had when this site was built: the plain field stays.\n";

/// Writes `editor.js` into a folder; what has been bundled once is kept.
pub fn bundle(staging: &Path) -> Outcome {
    let out = staging.join("editor.js");
    let made = match kept() {
        Ok(kept) => fs::copy(kept, &out).map(|_| ()),
        Err(why) => {
            say::line(format!("{why}; the first page keeps its plain text field"));
            fs::write(&out, NONE)
        }
    };
    made.map_err(|error| format!("{}: {error}", out.display()))
}

fn kept() -> Outcome<PathBuf> {
    let from = places::root().join("crates/app/editor");
    let mut hash = Hash::new();
    for part in PARTS {
        let file = from.join(part);
        hash.add(&fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    let kept = places::target().join("threadbare/editor").join(format!("{hash}.js"));
    if !kept.is_file() {
        make(&from, &kept)?;
    }
    Ok(kept)
}

// Packages are installed without their scripts, in a folder of their own; the bundle is moved into its place once it is whole.
fn make(from: &Path, kept: &Path) -> Outcome {
    let complain = |error: std::io::Error| format!("the editor's folder cannot be written: {error}");
    let folder = places::cache()?.join("editor");
    fs::create_dir_all(&folder).map_err(complain)?;
    for part in PARTS {
        fs::copy(from.join(part), folder.join(part)).map_err(complain)?;
    }
    let (npm, log) = (setup::npm()?, places::log("editor")?);
    let mut install = child::command(&npm);
    install.args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"]);
    child::run_quietly(install.current_dir(&folder), &log)?;
    let unfinished = kept.with_extension(format!("{}.part", std::process::id()));
    let mut bundle = child::command(&npm);
    bundle.args(["run", "--silent", "bundle", "--"]);
    bundle.arg(format!("--outfile={}", unfinished.display()));
    child::run_quietly(bundle.current_dir(&folder), &log)?;
    fs::create_dir_all(kept.parent().unwrap_or(kept))
        .and_then(|()| fs::rename(&unfinished, kept))
        .map_err(complain)
}

//! Packages from npm, each kept in a folder of its own.

use std::path::{Path, PathBuf};

use super::apt;
use crate::{Outcome, child, places, say};

/// A folder of the cache with these packages in its `node_modules`, each as `name@version`, installed without their scripts; what is there already is left as
/// it is.
pub fn kept(name: &str, packages: &[&str]) -> Outcome<PathBuf> {
    let folder = places::tool("npm", name)?;
    let note = folder.join("installed.txt");
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }
    install(&folder, packages)?;
    std::fs::write(&note, wanted).map_err(|error| format!("{}: {error}", note.display()))?;
    Ok(folder)
}

/// Installs packages into the `node_modules` of a folder, without their scripts.
pub(super) fn install(folder: &Path, packages: &[&str]) -> Outcome {
    let npm = npm()?;
    say::step(format!("installing {}", packages.join(" ")), || {
        let mut install = child::command(npm);
        install.args(["install", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix"]);
        let log = folder.file_name().unwrap_or_default().to_string_lossy();
        child::run_quietly(install.arg(folder).args(packages), &places::log(&log)?)
    })
}

/// npm, installed on Debian as root when missing.
pub fn npm() -> Outcome<PathBuf> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let found = || places::on_path(&[name]);
    if found().is_none() && apt::is_ours() {
        apt::install(&["nodejs", "npm"])?;
    }
    found().ok_or_else(|| "npm is missing: install Node.js with npm, then run this again".to_owned())
}

//! Packages from npm, each kept in a folder of its own.

use std::path::PathBuf;

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
    say::step(format!("installing {}", packages.join(" ")), || {
        let mut install = child::command(npm()?);
        install.args(["install", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix"]);
        install.arg(&folder).args(packages);
        child::run_quietly(&mut install, &places::log(&format!("npm-{name}"))?)?;
        std::fs::write(&note, wanted).map_err(|error| format!("{}: {error}", note.display()))
    })?;
    Ok(folder)
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

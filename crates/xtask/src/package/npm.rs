//! The package for npm: the built site, the element `<thread-bare>` and its types.

use std::fs;
use std::path::{Path, PathBuf};

use super::workshop::{Workshop, made, scratch};
use super::{Package, embed};
use crate::setup::npm;
use crate::tally::TestCounts;
use crate::{Outcome, child, places};

/// The package.
pub const PACKAGE: Package = Package {
    name: "npm",
    make,
    prove,
};

fn folder() -> PathBuf {
    places::root().join("packages/npm")
}

fn make(workshop: &Workshop) -> Outcome<PathBuf> {
    let (shelf, staging) = (workshop.shelf("npm")?, scratch("npm"));
    embed::lay_out(&folder(), &staging, &staging.join("site"), workshop)?;
    let mut pack = child::command(npm()?);
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(&shelf)
        .current_dir(&staging);
    child::run_quietly(&mut pack, &places::log("npm-pack")?)?;
    made(&shelf)
}

// Its own tests, with a stand-in for the site; then, installed into an empty folder as an author would, it lays the site where it is told to.
fn prove(tarball: &Path) -> Outcome<TestCounts> {
    let mut units = child::command("node");
    units.args(["--test", "--test-reporter=tap"]);
    units.args(["copy.test.mjs", "types.test.mjs"].map(|name| folder().join(name)));
    let units = TestCounts::counted(&mut units)?;
    let clean = scratch("npm-clean");
    let _ = fs::remove_dir_all(&clean);
    fs::create_dir_all(&clean).map_err(|error| format!("{}: {error}", clean.display()))?;
    install(&clean, tarball)?;
    let mut copy = child::command(clean.join("node_modules/.bin/threadbare-embed"));
    let copied = child::printed(copy.arg("public/threadbare").current_dir(&clean)).is_some();
    let lies = |name: &str| clean.join("public/threadbare").join(name).is_file();
    let is_whole = lies("index.html") && lies("thread-bare.js") && lies("thread-bare-blocks.js") && !lies("_headers");
    let is_typed = clean.join("node_modules/threadbare-embed/thread-bare.d.ts").is_file();
    Ok(units + TestCounts::check(copied && is_whole) + TestCounts::check(is_typed))
}

fn install(clean: &Path, tarball: &Path) -> Outcome {
    let mut install = child::command(npm()?);
    install.args(["install", "--offline", "--no-fund", "--no-audit", "--prefix"]);
    install.arg(clean).arg(tarball);
    child::run_quietly(&mut install, &places::log("npm-install")?)
}

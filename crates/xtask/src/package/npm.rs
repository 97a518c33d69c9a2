//! The package for npm: the built site, the element `<thread-bare>` and its types.

use std::fs;
use std::path::PathBuf;

use super::{Package, Workshop, embed};
use crate::setup::npm;
use crate::tally::TestCounts;
use crate::{Outcome, child, places};

/// The package.
pub const PACKAGE: Package = Package {
    name: "npm",
    make,
    prove,
};

fn make(workshop: &Workshop) -> Outcome<Vec<PathBuf>> {
    let out = workshop.out.join("npm");
    let staging = workshop.out.join("npm-staging");
    embed::lay_out(
        &places::root().join("packages/npm"),
        &staging,
        &staging.join("site"),
        workshop,
    )?;
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let mut pack = child::command(npm()?);
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(&out)
        .current_dir(&staging);
    child::run_quietly(&mut pack, &places::cache()?.join("logs/npm-pack.log"))?;
    Ok(vec![out.join("threadbare-embed-0.1.0.tgz")])
}

// Installed into an empty folder, as an author would, it lays the site where it is told to, and leaves what it does not know alone.
fn prove(workshop: &Workshop, files: &[PathBuf]) -> Outcome<TestCounts> {
    let clean = workshop.out.join("npm-clean");
    let _ = fs::remove_dir_all(&clean);
    fs::create_dir_all(clean.join("mine")).map_err(|error| format!("{}: {error}", clean.display()))?;
    fs::write(clean.join("mine/thesis.txt"), "years of work").map_err(|error| error.to_string())?;
    let mut install = child::command(npm()?);
    install
        .args(["install", "--offline", "--no-fund", "--no-audit", "--prefix"])
        .arg(&clean)
        .args(files);
    child::run_quietly(&mut install, &places::cache()?.join("logs/npm-install.log"))?;
    let copy = |folder: &str| {
        let mut copy = child::command(clean.join("node_modules/.bin/threadbare-embed"));
        child::printed(copy.arg(folder).current_dir(&clean)).is_some()
    };
    let lies = |name: &str| clean.join("public/threadbare").join(name).is_file();
    let checks = [
        copy("public/threadbare") && copy("public/threadbare"),
        lies("index.html") && lies("thread-bare.js") && lies("thread-bare-blocks.js") && !lies("_headers"),
        !copy("mine") && clean.join("mine/thesis.txt").is_file(),
        clean.join("node_modules/threadbare-embed/thread-bare.d.ts").is_file(),
    ];
    Ok(checks
        .into_iter()
        .map(TestCounts::check)
        .fold(TestCounts::default(), |sum, one| sum + one))
}

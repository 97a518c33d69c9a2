//! `threadbare-embed`, for authors: the wheel with the Sphinx directive, the MkDocs plugin and the notebook display, and the built site in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::Package;
use super::workshop::{Workshop, made, scratch};
use crate::setup::{Environment, mdbook, npm_packages};
use crate::tally::TestCounts;
use crate::{Outcome, child, places, site, versions};

/// The wheel.
pub const PACKAGE: Package = Package {
    name: "embed",
    make,
    prove,
};

/// Where the pages of all generators are built.
pub fn pages() -> PathBuf {
    scratch("pages")
}

fn folder() -> PathBuf {
    places::root().join("packages/threadbare-embed")
}

/// The tools that authors build with, and the wheel beside them once it was tried.
pub fn tools() -> Outcome<Environment> {
    Environment::kept("generators", &versions::GENERATORS)
}

// The site goes into a copy of the package, so that no build leaves anything in the repository.
fn make(workshop: &Workshop) -> Outcome<PathBuf> {
    let (shelf, staging) = (workshop.shelf("embed")?, scratch("embed"));
    lay_out(
        &folder(),
        &staging,
        &staging.join("src/threadbare_embed/site"),
        workshop,
    )?;
    let mut wheel = tools()?.command("python");
    wheel.args(["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir"]);
    child::run_quietly(wheel.arg(&shelf).arg(&staging), &places::log("embed")?)?;
    made(&shelf)
}

/// A package's own files and the site in one folder; the book and the headers of the whole host are no part of an embed.
pub fn lay_out(package: &Path, staging: &Path, place: &Path, workshop: &Workshop) -> Outcome {
    let complain = |error: std::io::Error| format!("{}: {error}", staging.display());
    let _ = fs::remove_dir_all(staging);
    site::copy(package, staging).map_err(complain)?;
    site::copy(&workshop.site()?, place).map_err(complain)?;
    let _ = fs::remove_dir_all(place.join("docs"));
    fs::remove_file(place.join("_headers")).map_err(complain)
}

// The tests of the package itself, then a page of each generator, made by the real tools with the wheel installed beside them.
fn prove(wheel: &Path) -> Outcome<TestCounts> {
    let tools = tools()?;
    tools.install([
        "--force-reinstall".into(),
        "--no-deps".into(),
        wheel.to_string_lossy().into_owned(),
    ])?;
    let units = TestCounts::counted(&mut tools.pytest(&folder()))?;
    let mut built = tools.pytest(&places::root().join("packages/pages"));
    built
        .env("THREADBARE_PAGES", pages())
        .env(
            "THREADBARE_NODE",
            npm_packages("generators", &versions::NODE_GENERATORS)?,
        )
        .env("THREADBARE_MDBOOK", mdbook()?);
    Ok(units + TestCounts::counted(&mut built)?)
}

//! `threadbare-embed`, for authors: the wheel with the Sphinx directive, the MkDocs plugin and the notebook display, and the built site in it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Package, Workshop};
use crate::setup::{Environment, mdbook};
use crate::tally::TestCounts;
use crate::{Outcome, child, places, site, versions};

/// The wheel.
pub const PACKAGE: Package = Package {
    name: "embed",
    make,
    prove,
};

/// Where the pages of all generators are built, below the workshop's folder.
pub const PAGES: &str = "pages";

fn folder() -> PathBuf {
    places::root().join("packages/threadbare-embed")
}

fn tools() -> Outcome<Environment> {
    Environment::kept("generators", &versions::GENERATORS)
}

// The site goes into a copy of the package, so that no build leaves anything in the repository.
fn make(workshop: &Workshop) -> Outcome<Vec<PathBuf>> {
    let out = workshop.out.join("embed");
    let staging = workshop.out.join("embed-staging");
    lay_out(
        &folder(),
        &staging,
        &staging.join("src/threadbare_embed/site"),
        workshop,
    )?;
    let _ = fs::remove_dir_all(&out);
    let mut wheel = tools()?.command("python");
    wheel.args(["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir"]);
    child::run_quietly(wheel.arg(&out).arg(&staging), &places::cache()?.join("logs/embed.log"))?;
    let made = out.join("threadbare_embed-0.1.0-py3-none-any.whl");
    Ok(vec![made])
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
fn prove(workshop: &Workshop, files: &[PathBuf]) -> Outcome<TestCounts> {
    let tools = tools()?;
    let wheels = files.iter().map(|file| file.to_string_lossy().into_owned());
    tools.install(
        ["--force-reinstall", "--no-deps"]
            .map(str::to_owned)
            .into_iter()
            .chain(wheels),
    )?;
    let units = pytest(&tools, &folder(), workshop)?;
    Ok(units + pytest(&tools, &places::root().join("packages/pages"), workshop)?)
}

fn pytest(tools: &Environment, folder: &Path, workshop: &Workshop) -> Outcome<TestCounts> {
    let mut tests = tools.command("python");
    tests
        .args(["-m", "pytest", "-p", "no:cacheprovider"])
        .current_dir(folder);
    tests
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("THREADBARE_PAGES", workshop.out.join(PAGES))
        .env("THREADBARE_MDBOOK", mdbook()?);
    TestCounts::counted(&mut tests)
}

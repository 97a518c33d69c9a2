//! The wheel: `pip install` brings the command line, the module `threadbare` and a plugin of pytest.

use std::path::{Path, PathBuf};

use super::Package;
use super::workshop::{Workshop, is_ours, scratch};
use crate::setup::{Environment, maturin};
use crate::tally::TestCounts;
use crate::{Outcome, child, places, versions};

/// The wheel.
pub const PACKAGE: Package = Package {
    name: "python",
    make,
    prove,
};

fn folder() -> PathBuf {
    places::root().join("packages/python-threadbare")
}

// A folder of its own, so that the wheel of another version is not taken for this one.
fn make(workshop: &Workshop) -> Outcome<Vec<PathBuf>> {
    let shelf = workshop.shelf("python")?;
    let profile = if workshop.for_others { "release" } else { "dev" };
    let mut build = child::command(maturin()?);
    build.args(["build", "--profile", profile, "--out"]).arg(&shelf);
    child::run_quietly(build.current_dir(folder()), &places::log("maturin")?)?;
    Ok(vec![wheel(&shelf)?])
}

fn wheel(folder: &Path) -> Outcome<PathBuf> {
    let files = folder.read_dir().into_iter().flatten().flatten();
    let found = files.map(|entry| entry.path()).find(|file| is_ours(file));
    found.ok_or_else(|| format!("maturin left no wheel in {}", folder.display()))
}

fn prove(files: &[PathBuf]) -> Outcome<TestCounts> {
    let clean = Environment::anew(&scratch("python-clean"))?;
    let wheels = files.iter().map(|file| file.to_string_lossy().into_owned());
    let tools = [
        ("pytest", versions::PYTEST),
        ("pre-commit", versions::PRE_COMMIT),
        ("check-jsonschema", versions::CHECK_JSONSCHEMA),
    ];
    clean.install(wheels.chain(tools.map(|(name, version)| format!("{name}=={version}"))))?;
    TestCounts::counted(clean.pytest(&folder()).arg("tests"))
}

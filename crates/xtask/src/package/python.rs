//! The wheel: `pip install` brings the command line, the module `threadbare` and a plugin of pytest.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Package, Workshop};
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
    let out = workshop.out.join("python");
    let _ = fs::remove_dir_all(&out);
    let profile = if workshop.for_others { "release" } else { "dev" };
    let mut build = child::command(maturin()?);
    build.args(["build", "--profile", profile, "--out"]).arg(&out);
    child::run_quietly(build.current_dir(folder()), &places::cache()?.join("logs/maturin.log"))?;
    Ok(vec![wheel(&out)?])
}

fn wheel(folder: &Path) -> Outcome<PathBuf> {
    let files = folder.read_dir().into_iter().flatten().flatten();
    let is_wheel = |file: &PathBuf| file.extension().is_some_and(|kind| kind == "whl");
    let found = files.map(|entry| entry.path()).find(is_wheel);
    found.ok_or_else(|| format!("maturin left no wheel in {}", folder.display()))
}

fn prove(workshop: &Workshop, files: &[PathBuf]) -> Outcome<TestCounts> {
    let clean = Environment::anew(&workshop.out.join("python-clean"))?;
    let wheels = files.iter().map(|file| file.to_string_lossy().into_owned());
    let tools = [
        ("pytest", versions::PYTEST),
        ("pre-commit", versions::PRE_COMMIT),
        ("check-jsonschema", versions::CHECK_JSONSCHEMA),
    ];
    clean.install(wheels.chain(tools.map(|(name, version)| format!("{name}=={version}"))))?;
    let mut tests = clean.command("python");
    tests.args(["-m", "pytest", "-p", "no:cacheprovider", "tests"]);
    tests.env("PYTHONDONTWRITEBYTECODE", "1");
    TestCounts::counted(tests.current_dir(folder()))
}

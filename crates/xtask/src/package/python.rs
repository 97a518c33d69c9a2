//! The wheel: `pip install` brings the command line, the module `threadbare` and a plugin of pytest.

use std::path::{Path, PathBuf};

use super::Package;
use super::workshop::{Workshop, made, scratch};
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
fn make(workshop: &Workshop) -> Outcome<PathBuf> {
    let shelf = workshop.shelf("python")?;
    let profile = if workshop.for_others { "release" } else { "dev" };
    let mut build = child::command(maturin()?);
    build.args(["build", "--profile", profile, "--out"]).arg(&shelf);
    child::run_quietly(build.current_dir(folder()), &places::log("maturin")?)?;
    made(&shelf)
}

fn prove(wheel: &Path) -> Outcome<TestCounts> {
    let clean = Environment::anew(&scratch("python-clean"))?;
    let tools = [
        ("pytest", versions::PYTEST),
        ("pre-commit", versions::PRE_COMMIT),
        ("check-jsonschema", versions::CHECK_JSONSCHEMA),
    ];
    clean.install(
        [wheel.to_string_lossy().into_owned()]
            .into_iter()
            .chain(tools.map(|(name, version)| format!("{name}=={version}"))),
    )?;
    TestCounts::counted(clean.pytest(&folder()).arg("tests"))
}

//! The suites that need no browser: `native`, `docs` and `models`.

use super::{SuiteTools, check};
use crate::tally::TestCounts;
use crate::toolchain::Toolchain;
use crate::{Outcome, child, places, say, versions};

/// The packages whose documentation must build without a warning: those that others may build on.
const DOCUMENTED: [&str; 14] = [
    "world",
    "threads",
    "lockstep",
    "trace",
    "workloads",
    "charts",
    "listings",
    "catalogue",
    "explore",
    "python-syntax",
    "lab",
    "predict",
    "fidelity",
    "xtask",
];

/// The clock of the host is read; places travel as exposed addresses; free lists outlive their threads, as the allocator says.
const MIRI: &str = "-Zmiri-disable-isolation -Zmiri-permissive-provenance -Zmiri-ignore-leaks";

/// The tests of this machine.
pub fn native(_: &SuiteTools) -> Outcome<TestCounts> {
    let mut command = child::command("cargo");
    if places::on_path(&[&places::executable("cargo-nextest")]).is_some() {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
    } else {
        command.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    TestCounts::counted(&mut command)
}

/// Every example in the documentation runs, and rustdoc has nothing to warn of.
pub fn docs(_: &SuiteTools) -> Outcome<TestCounts> {
    let examples = TestCounts::counted(child::command("cargo").args(["test", "--doc", "--no-fail-fast"]))?;
    let mut rustdoc = child::command("cargo");
    rustdoc
        .args(["doc", "--quiet", "--no-deps"])
        .args(DOCUMENTED.iter().flat_map(|name| ["--package", name]));
    Ok(examples + check(rustdoc.env("RUSTDOCFLAGS", "-D warnings")))
}

/// The protocols of `threads` through every execution that loom knows, in a workspace of its own, and what is `unsafe` there under Miri where the
/// toolchain has it.
pub fn models(_: &SuiteTools) -> Outcome<TestCounts> {
    let mut loom = child::command("cargo");
    loom.args(["test", "--manifest-path", "tests/models/Cargo.toml", "--no-fail-fast"]);
    let explored = TestCounts::counted(loom.env("CARGO_TARGET_DIR", places::target().join("models")))?;
    if !Toolchain::has_miri() {
        say::line(format!(
            "without Miri: `rustup component add miri --toolchain {}` installs it",
            versions::NIGHTLY
        ));
        return Ok(explored);
    }
    let mut miri = child::command("cargo");
    // Where `unsafe` is: the allocator, and places that travel as words. Rings and recorders are safe code, for which Miri takes many minutes.
    miri.args([
        "miri",
        "test",
        "--package",
        "threads",
        "--lib",
        "--",
        "allocator",
        "word",
    ])
    .env("RUSTUP_TOOLCHAIN", versions::NIGHTLY)
    .env("CARGO_TARGET_DIR", places::target().join("miri"))
    .env("MIRIFLAGS", MIRI);
    Ok(explored + TestCounts::counted(child::without_flags(&mut miri))?)
}

//! The suites that look at the code and run nothing of it: `tidy`, `advisories`, `format` and `lint`.

use std::net::{TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::{SuiteTools, check};
use crate::tally::TestCounts;
use crate::toolchain::Toolchain;
use crate::{Outcome, child, places, say, setup};

/// The packages that are WebAssembly and nothing else.
const WEB: [&str; 8] = [
    "app",
    "worker",
    "engine-host",
    "engine",
    "program-engine",
    "simulator",
    "checker",
    "browser-tests",
];

/// Those of them whose tests run on this machine; what these need beside is not made for the web.
const BOTH: [&str; 2] = ["app", "checker"];

/// The house rules.
pub fn tidy(_: &SuiteTools) -> Outcome<TestCounts> {
    let complaints = crate::tidy::complaints(places::root())?;
    complaints.iter().for_each(|complaint| println!("{complaint}"));
    Ok(TestCounts::check(complaints.is_empty()))
}

/// The host that keeps RustSec's database, from which cargo-deny takes it.
const ADVISORIES: (&str, u16) = ("github.com", 443);

/// How long that host gets to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The workspaces, each with a lock file of its own.
const LOCKED: [&str; 3] = [
    "Cargo.toml",
    "tests/bench-lockstep/Cargo.toml",
    "tests/models/Cargo.toml",
];

/// What is known against the dependencies, where that can be asked: a vulnerability, a withdrawn version, and what nobody maintains any more and
/// `deny.toml` does not excuse.
pub fn advisories(_: &SuiteTools) -> Outcome<TestCounts> {
    let mut hosts = ADVISORIES.to_socket_addrs().into_iter().flatten();
    if !hosts.any(|host| TcpStream::connect_timeout(&host, PATIENCE).is_ok()) {
        say::line("RustSec's database cannot be reached from here: nothing is asked of it");
        return Ok(TestCounts::default());
    }
    let program = setup::cargo_deny()?;
    let clean = |manifest: &str| {
        let mut deny = child::command(&program);
        deny.args([
            "--manifest-path",
            manifest,
            "check",
            "--config",
            "deny.toml",
            "advisories",
        ]);
        check(&mut deny)
    };
    Ok(LOCKED
        .into_iter()
        .map(clean)
        .fold(TestCounts::default(), |sum, one| sum + one))
}

/// What rustfmt would change.
pub fn format(_: &SuiteTools) -> Outcome<TestCounts> {
    let all = check(child::command("cargo").args(["fmt", "--all", "--", "--check"]));
    let mut labs = child::command("rustfmt");
    labs.args(["--check", "--edition", "2024"]).args(rooms()?);
    Ok(all + check(&mut labs))
}

// A macro declares these modules, so rustfmt does not find them by itself.
fn rooms() -> Outcome<Vec<PathBuf>> {
    let labs = places::root().join("crates/labs/src");
    let entries = labs
        .read_dir()
        .map_err(|error| format!("{}: {error}", labs.display()))?;
    let rooms = entries.flatten().map(|entry| entry.path().join("mod.rs"));
    Ok(rooms.filter(|room| room.is_file()).collect())
}

/// What clippy has to say, of the code for this machine and for the web.
pub fn lint(tools: &SuiteTools) -> Outcome<TestCounts> {
    let native = lint_native();
    if tools.kit.toolchain == Toolchain::Debian {
        say::line(
            "Debian's compiler for WebAssembly comes without clippy: the page and the engine are not linted here",
        );
        return Ok(native);
    }
    let (page, others): (Vec<&str>, Vec<&str>) = WEB.iter().partition(|name| BOTH.contains(name));
    Ok(native + lint_web(tools, &page, &[]) + lint_web(tools, &others, &["--all-targets"]))
}

fn lint_native() -> TestCounts {
    let mut host = clippy(child::command("cargo"));
    host.args(["--workspace", "--all-targets"]);
    host.args(WEB.iter().flat_map(|name| ["--exclude", name]));
    let mut tests = clippy(child::command("cargo"));
    tests
        .args(BOTH.iter().flat_map(|name| ["--package", name]))
        .arg("--all-targets");
    check(strict(&mut host)) + check(strict(&mut tests))
}

fn lint_web(tools: &SuiteTools, packages: &[&str], targets: &[&str]) -> TestCounts {
    let mut web = clippy(tools.kit.command("cargo"));
    web.args(["--target", "wasm32-unknown-unknown"]).args(targets);
    web.args(packages.iter().flat_map(|name| ["--package", name]));
    check(strict(&mut web))
}

fn clippy(mut cargo: Command) -> Command {
    cargo.args(["clippy", "--quiet"]);
    cargo
}

fn strict(clippy: &mut Command) -> &mut Command {
    clippy.args(["--", "-D", "warnings"])
}

//! `cargo xtask test`: every check and every test, with the totals last.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::browser::{self, Driver};
use crate::package;
use crate::server::Server;
use crate::setup::{Browser, Tools};
use crate::site::{self, BuiltOnce};
use crate::tally::TestCounts;
use crate::toolchain::Toolchain;
use crate::{Outcome, child, places, say, setup, tidy, versions};

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

/// The packages whose documentation must build without a warning: those that others may build on.
const DOCUMENTED: [&str; 12] = [
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
    "xtask",
];

/// The clock of the host is read; places travel as exposed addresses; free lists outlive their threads, as the allocator says.
const MIRI: &str = "-Zmiri-disable-isolation -Zmiri-permissive-provenance -Zmiri-ignore-leaks";

type Suite = fn(&SuiteTools) -> Outcome<TestCounts>;

const SUITES: [(&str, Suite); 11] = [
    ("tidy", tidy_rules),
    ("format", format),
    ("lint", lint),
    ("native", native),
    ("docs", docs),
    ("models", models),
    ("browser", in_browser),
    ("e2e", end_to_end),
    ("packages", packages),
    ("exports", exports),
    ("chores", chores),
];

struct SuiteTools {
    kit: Tools,
    browser: Browser,
    site: BuiltOnce,
}

impl SuiteTools {
    /// Where the site is, which is built once for all suites that look at it.
    fn site(&self) -> Outcome<PathBuf> {
        self.site.folder(|dist| site::build(&self.kit, dist))
    }
}

/// Runs the named suites, or all; an error when anything failed.
pub fn run(asked: &[String]) -> Outcome {
    let suites = chosen(asked)?;
    let (kit, browser) = setup::for_testing()?;
    let tools = SuiteTools {
        kit,
        browser,
        site: BuiltOnce::default(),
    };
    let results: Vec<(&str, TestCounts, String)> =
        suites.iter().map(|(name, suite)| one(name, *suite, &tools)).collect();
    println!();
    for (name, tally, took) in &results {
        println!("{name:8} {tally} in {took}");
    }
    let total = results
        .iter()
        .fold(TestCounts::default(), |sum, (_, tally, _)| sum + *tally);
    println!("{total}");
    if total.failed > 0 {
        Err("not everything passed".to_owned())
    } else {
        Ok(())
    }
}

fn chosen(asked: &[String]) -> Outcome<Vec<(&'static str, Suite)>> {
    let known = |name: &String| SUITES.iter().any(|(suite, _)| suite == name);
    if let Some(unknown) = asked.iter().find(|name| !known(name)) {
        let names = SUITES.map(|(name, _)| name).join(", ");
        return Err(format!("there is no suite `{unknown}`; there are {names}"));
    }
    let wanted = |(name, _): &&(&str, Suite)| asked.is_empty() || asked.iter().any(|one| one == name);
    Ok(SUITES.iter().filter(wanted).copied().collect())
}

fn one<'a>(name: &'a str, suite: Suite, tools: &SuiteTools) -> (&'a str, TestCounts, String) {
    println!("\n== {name}");
    let start = Instant::now();
    let tally = suite(tools).unwrap_or_else(|why| {
        println!("{why}");
        TestCounts::check(false)
    });
    println!("{name}: {tally}");
    (name, tally, say::time(start.elapsed()))
}

fn tidy_rules(_: &SuiteTools) -> Outcome<TestCounts> {
    let complaints = tidy::complaints(places::root())?;
    complaints.iter().for_each(|complaint| println!("{complaint}"));
    Ok(TestCounts::check(complaints.is_empty()))
}

fn format(_: &SuiteTools) -> Outcome<TestCounts> {
    let all = check(child::command("cargo").args(["fmt", "--all", "--", "--check"]))?;
    Ok(all
        + check(
            child::command("rustfmt")
                .args(["--check", "--edition", "2024"])
                .args(rooms()?),
        )?)
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

fn lint(tools: &SuiteTools) -> Outcome<TestCounts> {
    let excluded = WEB.iter().flat_map(|name| ["--exclude", name]);
    let mut host = child::command("cargo");
    host.args(["clippy", "--quiet", "--workspace", "--all-targets"])
        .args(excluded)
        .args(["--", "-D", "warnings"]);
    // The page's tests run on this machine, and what they need beside the page is not made for the web.
    let mut tests = child::command("cargo");
    tests.args([
        "clippy",
        "--quiet",
        "--package",
        "app",
        "--package",
        "checker",
        "--all-targets",
    ]);
    let native = check(&mut host)? + check(tests.args(["--", "-D", "warnings"]))?;
    if tools.kit.toolchain == Toolchain::Debian {
        say::line(
            "Debian's compiler for WebAssembly comes without clippy: the page and the engine are not linted here",
        );
        return Ok(native);
    }
    let (page, others): (Vec<&str>, Vec<&str>) = WEB.iter().partition(|name| ["app", "checker"].contains(name));
    let web = |packages: Vec<&str>, targets: &[&str]| {
        let mut cargo = tools.kit.command("cargo");
        cargo
            .args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"])
            .args(targets)
            .args(packages.into_iter().flat_map(|name| ["--package", name]))
            .args(["--", "-D", "warnings"]);
        check(&mut cargo)
    };
    Ok(native + web(page, &[])? + web(others, &["--all-targets"])?)
}

fn native(_: &SuiteTools) -> Outcome<TestCounts> {
    let mut command = child::command("cargo");
    if places::on_path(&[&places::executable("cargo-nextest")]).is_some() {
        command.args(["nextest", "run", "--no-fail-fast", "--no-tests=pass"]);
    } else {
        command.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    TestCounts::counted(&mut command)
}

/// Every example in the documentation runs, and rustdoc has nothing to warn of.
fn docs(_: &SuiteTools) -> Outcome<TestCounts> {
    let examples = TestCounts::counted(child::command("cargo").args(["test", "--doc", "--no-fail-fast"]))?;
    let mut rustdoc = child::command("cargo");
    rustdoc
        .args(["doc", "--quiet", "--no-deps"])
        .args(DOCUMENTED.iter().flat_map(|name| ["--package", name]));
    Ok(examples + check(rustdoc.env("RUSTDOCFLAGS", "-D warnings"))?)
}

/// The protocols of `threads` through every execution that loom knows, in a workspace of its own, and what is `unsafe` there under Miri where the
/// toolchain has it.
fn models(_: &SuiteTools) -> Outcome<TestCounts> {
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

fn in_browser(tools: &SuiteTools) -> Outcome<TestCounts> {
    browser::write_capabilities(&tools.browser)?;
    let mut command = tools.kit.command("wasm-pack");
    command.args(["test", "--headless", "--chrome", "tests/browser"]);
    TestCounts::counted(
        command
            .env("CHROMEDRIVER", &tools.browser.driver)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

fn end_to_end(tools: &SuiteTools) -> Outcome<TestCounts> {
    let dist = tools.site()?;
    let small = match tools.kit.wasm_opt {
        Some(_) => TestCounts::check(site::check_sizes(&dist).map_err(|why| println!("{why}")).is_ok()),
        None => TestCounts::default(), // without the optimiser every module is larger
    };
    let server = Server::start(&dist, 0)?;
    let plain = Server::start_plain(&dist, "/some/folder/")?;
    let driver = Driver::start(&tools.browser)?;
    let firefox = setup::firefox()?;
    let gecko = firefox.as_ref().map(Driver::of_firefox).transpose()?;
    let mut command = child::command("cargo");
    command.args(["test", "--package", "e2e", "--no-fail-fast"]);
    command
        .env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_PLAIN_ADDRESS", plain.address())
        .env("THREADBARE_DIST", &dist)
        .env("THREADBARE_CACHE", places::cache()?);
    if let (Some(firefox), Some(gecko)) = (&firefox, &gecko) {
        command
            .env("THREADBARE_FIREFOX", &firefox.program)
            .env("THREADBARE_FIREFOX_DRIVER", gecko.address());
    }
    Ok(small + TestCounts::counted(browser::tell(&mut command, &tools.browser, &driver))?)
}

/// What people call by hand, and no other suite does, in its shortest form, so that none of it can rot: the bench with one round of small sizes,
/// and the exports.
fn chores(tools: &SuiteTools) -> Outcome<TestCounts> {
    let exported = TestCounts::check(super::env::run().is_ok());
    let dist = tools.site()?;
    let words = ["short".to_owned()];
    let benched = super::bench::measure(&dist, &tools.browser, &words, &[]);
    Ok(exported + TestCounts::check(benched.map_err(|why| println!("{why}")).is_ok()))
}

/// What the command line writes for other tools, opened by those tools.
fn exports(tools: &SuiteTools) -> Outcome<TestCounts> {
    child::run(child::command("cargo").args(["build", "--quiet", "--package", "threadbare"]))?;
    TestCounts::counted(&mut super::exports::command(&tools.browser)?)
}

/// Every package made, put where nothing else is, and used as others would.
fn packages(tools: &SuiteTools) -> Outcome<TestCounts> {
    Ok(package::try_all(&|| tools.site()) + opened(tools, &package::pages())?)
}

/// The pages that other people's generators made, opened in a browser, from the plainest of hosts.
fn opened(tools: &SuiteTools, pages: &Path) -> Outcome<TestCounts> {
    let server = Server::start_plain(pages, "/")?;
    let driver = Driver::start(&tools.browser)?;
    let mut command = child::command("cargo");
    command.args([
        "test",
        "--package",
        "e2e",
        "--test",
        "page",
        "generators::",
        "--",
        "--ignored",
    ]);
    command.env("THREADBARE_PAGES_ADDRESS", server.address());
    TestCounts::counted(browser::tell(&mut command, &tools.browser, &driver))
}

fn check(command: &mut Command) -> Outcome<TestCounts> {
    Ok(TestCounts::check(
        child::run(command).map_err(|why| println!("{why}")).is_ok(),
    ))
}

//! `cargo xtask bench`: the release build in a headless browser against the native one.

use std::path::Path;

use crate::browser::{self, Driver};
use crate::server::Server;
use crate::setup::Browser;
use crate::site::{self, BuiltOnce};
use crate::{Outcome, child, places, setup};

/// Builds the site, serves it, and hands both to the package `bench`, which measures and prints a table.
pub fn run(words: &[String]) -> Outcome {
    let (kit, found) = setup::for_testing()?;
    let dist = BuiltOnce::default().folder(|dist| site::build(&kit, dist))?;
    measure(&dist, &found, words, &["--release"])
}

/// Measures a built site; `how` the package is built makes a difference to what is measured natively.
pub(super) fn measure(dist: &Path, found: &Browser, words: &[String], how: &[&str]) -> Outcome {
    let server = Server::start(dist, 0)?;
    let driver = Driver::start(found)?;
    let mut bench = child::command("cargo");
    bench.args(["run", "--quiet", "--package", "bench"]).args(how);
    bench.arg("--").args(words);
    bench
        .env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_DIST", dist)
        .env("THREADBARE_CACHE", places::cache()?);
    child::run(browser::tell(&mut bench, found, &driver))
}

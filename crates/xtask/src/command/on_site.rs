//! Chores that a package of their own carries out on the built site: `bench` measures the release build in a headless browser against the native one, `soak`
//! lets it suffer months of use and abuse in one night.

use std::path::Path;

use crate::browser::{self, Driver};
use crate::server::Server;
use crate::setup::Browser;
use crate::site::{self, BuiltOnce};
use crate::{Outcome, child, places, setup};

/// Builds the site, serves it, and hands both to the package, in its release build.
pub fn run(package: &str, words: &[String]) -> Outcome {
    let (kit, found) = setup::for_testing()?;
    let dist = BuiltOnce::default().folder(|dist| site::build(&kit, dist))?;
    on(package, &dist, &found, words, &["--release"])
}

/// The same on a site that is built; `how` the package is built makes a difference to what it does natively.
pub fn on(package: &str, dist: &Path, found: &Browser, words: &[String], how: &[&str]) -> Outcome {
    let server = Server::start(dist, 0)?;
    let driver = Driver::start(found)?;
    let mut command = child::command("cargo");
    command.args(["run", "--quiet", "--package", package]).args(how);
    command.arg("--").args(words);
    command
        .env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_DIST", dist)
        .env("THREADBARE_CACHE", places::cache()?)
        .env("THREADBARE_DRIVER_PROCESS", driver.process().to_string());
    child::run(browser::tell(&mut command, found, &driver))
}

//! `cargo xtask soak`: the release build under months of use and abuse, in one night.

use std::path::Path;

use crate::browser::{self, Driver};
use crate::server::Server;
use crate::setup::Browser;
use crate::site::{self, BuiltOnce};
use crate::{Outcome, child, places, setup};

/// Builds the site, serves it, and hands both to the package `soak`.
pub fn run(words: &[String]) -> Outcome {
    let (kit, found) = setup::for_testing()?;
    let dist = BuiltOnce::default().folder(|dist| site::build(&kit, dist))?;
    suffer(&dist, &found, words, &["--release"])
}

/// Lets a built site suffer; `how` the package is built decides how long what is native takes.
pub(super) fn suffer(dist: &Path, found: &Browser, words: &[String], how: &[&str]) -> Outcome {
    let server = Server::start(dist, 0)?;
    let driver = Driver::start(found)?;
    let mut soak = child::command("cargo");
    soak.args(["run", "--quiet", "--package", "soak"]).args(how);
    soak.arg("--").args(words);
    soak.env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_DIST", dist)
        .env("THREADBARE_CACHE", places::cache()?)
        .env("THREADBARE_DRIVER_PROCESS", driver.process().to_string());
    child::run(browser::tell(&mut soak, found, &driver))
}

//! `cargo xtask bench`: the release build in a headless browser against the native one.

use crate::browser::{self, Driver};
use crate::server::Server;
use crate::{Outcome, child, places, setup, site};

/// Builds the site, serves it, and hands both to the package `bench`, which measures and prints a table.
pub fn run(words: &[String]) -> Outcome {
    let (kit, found) = setup::for_testing()?;
    let dist = places::target().join("threadbare/dist");
    site::build(&kit, &dist)?;
    let server = Server::start(&dist, 0)?;
    let driver = Driver::start(&found)?;
    let mut bench = child::command("cargo");
    bench
        .args(["run", "--quiet", "--release", "--package", "bench", "--"])
        .args(words);
    bench
        .env("THREADBARE_ADDRESS", server.address())
        .env("THREADBARE_DIST", &dist)
        .env("THREADBARE_CACHE", places::cache()?);
    child::run(browser::tell(&mut bench, &found, &driver))
}

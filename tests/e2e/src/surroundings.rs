//! What `cargo xtask` tells its test programs through the environment.

use std::{env, path::PathBuf};

/// Where the site is served with the headers of isolation; ends in a slash.
pub fn address() -> String {
    told("THREADBARE_ADDRESS")
}

/// Where the same site is served in a folder and without any header; ends in a slash.
pub fn plain_address() -> String {
    told("THREADBARE_PLAIN_ADDRESS")
}

/// The built site's folder.
pub fn dist() -> PathBuf {
    told("THREADBARE_DIST").into()
}

/// Where packages that are never committed are kept.
pub fn cache() -> PathBuf {
    told("THREADBARE_CACHE").into()
}

/// Where the WebDriver listens.
pub(crate) fn driver() -> String {
    told("THREADBARE_DRIVER")
}

/// The browser's program.
pub(crate) fn chrome() -> String {
    told("THREADBARE_CHROME")
}

/// The browser's flags.
pub(crate) fn flags() -> Vec<String> {
    told("THREADBARE_CHROME_FLAGS")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

fn told(name: &str) -> String {
    env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run this by `cargo xtask test e2e` or `cargo xtask bench`"))
}

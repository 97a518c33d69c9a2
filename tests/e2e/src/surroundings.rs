//! What `cargo xtask` tells its test programs through the environment.

use std::{env, path::PathBuf, process::Command};

/// Where the site is served with the headers of isolation; ends in a slash.
pub fn address() -> String {
    told("THREADBARE_ADDRESS")
}

/// Where the same site is served in a folder and without any header; ends in a slash.
pub fn plain_address() -> String {
    told("THREADBARE_PLAIN_ADDRESS")
}

/// Where the pages that other people's generators made are served; ends in a slash.
pub fn pages_address() -> String {
    told("THREADBARE_PAGES_ADDRESS")
}

/// Where the JupyterLab is that has the package for authors installed; ends in a slash.
pub fn jupyter_address() -> String {
    told("THREADBARE_JUPYTER_ADDRESS")
}

/// The built site's folder.
pub fn dist() -> PathBuf {
    told("THREADBARE_DIST").into()
}

/// Where packages that are never committed are kept.
pub fn cache() -> PathBuf {
    told("THREADBARE_CACHE").into()
}

/// A file of a package from npm, which is installed into the cache when it is missing.
pub fn npm(package: &str, version: &str, file: &str) -> PathBuf {
    let folder = cache().join(format!("tools/{package}-{version}"));
    let wanted = folder.join("node_modules").join(package).join(file);
    if !wanted.is_file() {
        eprintln!("installing {package} {version}");
        let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        install
            .args(["install", "--silent", "--no-fund", "--no-audit", "--prefix"])
            .arg(&folder);
        let status = install.arg(format!("{package}@{version}")).status();
        assert!(
            status.is_ok_and(|status| status.success()),
            "npm could not install {package} {version}"
        );
    }
    wanted
}

/// Where the WebDriver listens.
pub(crate) fn driver() -> String {
    told("THREADBARE_DRIVER")
}

/// The browser's program.
pub(crate) fn chrome() -> String {
    told("THREADBARE_CHROME")
}

/// Firefox's program and where its WebDriver listens, if there is one here.
pub(crate) fn firefox() -> Option<(String, String)> {
    beside("FIREFOX")
}

/// As [`firefox`], for WebKitGTK.
pub(crate) fn webkit() -> Option<(String, String)> {
    beside("WEBKIT")
}

/// The browser's flags.
pub(crate) fn flags() -> Vec<String> {
    told("THREADBARE_CHROME_FLAGS")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

fn beside(name: &str) -> Option<(String, String)> {
    let told = |name: String| env::var(name).ok();
    Some((
        told(format!("THREADBARE_{name}"))?,
        told(format!("THREADBARE_{name}_DRIVER"))?,
    ))
}

fn told(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: run this by `cargo xtask test`, a suite of it, or `cargo xtask bench`")
    })
}

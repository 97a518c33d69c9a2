//! A Chromium or Chrome and its driver, for the tests.

use std::env;
use std::path::PathBuf;

use super::apt;
use crate::{Outcome, places};

/// A browser and the program that drives it.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
    /// What to start the browser with.
    pub flags: Vec<&'static str>,
}

/// The browser of this machine; on Debian, as root, it is installed when missing.
pub fn browser() -> Outcome<Browser> {
    if found().is_none() && apt::is_ours() {
        apt::install(&["chromium", "chromium-driver"])?;
    }
    let (chrome, driver) = found().ok_or(
        "the tests need Chrome or Chromium and the chromedriver of the same version on the PATH: install them",
    )?;
    Ok(Browser {
        chrome,
        driver,
        flags: flags(),
    })
}

fn found() -> Option<(PathBuf, PathBuf)> {
    let given = |name| env::var_os(name).map(PathBuf::from).filter(|file| file.is_file());
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let chrome = given("CHROME").or_else(|| places::on_path(&names)).or_else(of_a_mac)?;
    let driver = given("CHROMEDRIVER").or_else(|| places::on_path(&["chromedriver"]))?;
    Some((chrome, driver))
}

fn of_a_mac() -> Option<PathBuf> {
    let path = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    path.is_file().then_some(path)
}

// A browser under test talks to this machine only, and looks for nothing in the background.
fn flags() -> Vec<&'static str> {
    let mut flags = vec!["--headless", "--disable-gpu", "--disable-quic", "--no-first-run"];
    flags.extend([
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]);
    flags.extend(["--disable-dev-shm-usage", "--window-size=1280,800"]);
    if apt::is_root() {
        flags.push("--no-sandbox"); // Chrome's sandbox refuses to work for root
    }
    flags
}

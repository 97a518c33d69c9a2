//! A Firefox and its driver, for the tests of starts: another engine starts Workers another way.

use std::env;
use std::path::PathBuf;

use super::{apt, cargo};
use crate::{Outcome, places, say};

/// Firefox and the program that drives it.
#[derive(Clone, Debug)]
pub struct Firefox {
    /// The browser's program.
    pub program: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// The Firefox of this machine, installed on Debian as root when missing; none elsewhere, and then its starts are not tested.
pub fn firefox() -> Outcome<Option<Firefox>> {
    if found().is_none() && apt::is_ours() {
        apt::install(&["firefox-esr"])?;
    }
    let Some(program) = found() else {
        say::line("there is no Firefox here: its starts are not tested");
        return Ok(None);
    };
    let name = places::executable("geckodriver");
    let driver = match cargo::geckodriver()? {
        Some(folder) => Some(folder.join(name)),
        None => places::on_path(&[&name]),
    };
    Ok(driver.map(|driver| Firefox { program, driver }))
}

fn found() -> Option<PathBuf> {
    let given = env::var_os("FIREFOX").map(PathBuf::from).filter(|file| file.is_file());
    given.or_else(|| places::on_path(&["firefox-esr", "firefox"]))
}

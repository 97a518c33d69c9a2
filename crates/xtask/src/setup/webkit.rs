//! A WebKitGTK and its driver, for the tests of the engine of GNOME Web: it isolates pages and gives them no shared memory.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::apt;
use crate::{Outcome, places, say};

/// WebKit's own small browser, the program that drives it, and the screen it draws on.
#[derive(Clone, Debug)]
pub struct WebKit {
    /// The browser's program.
    pub program: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
    /// An X server that draws into memory: this browser has no headless mode.
    pub screen: PathBuf,
}

/// The WebKitGTK of this machine, installed on Debian as root when missing; none elsewhere, and then nothing is tested in it.
pub fn webkit() -> Outcome<Option<WebKit>> {
    if found().is_none() && apt::is_ours() {
        apt::install(&["webkit2gtk-driver", "xvfb"])?;
    }
    let webkit = found();
    if webkit.is_none() {
        say::line("there is no WebKitGTK here, or no Xvfb: nothing is tested in it");
    }
    Ok(webkit)
}

fn found() -> Option<WebKit> {
    let given = env::var_os("WEBKIT").map(PathBuf::from).filter(|file| file.is_file());
    Some(WebKit {
        program: given.or_else(small_browser)?,
        driver: places::on_path(&["WebKitWebDriver"])?,
        screen: places::on_path(&["Xvfb"])?,
    })
}

// It lies beside the library, for which each distribution has a folder of its own: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1.
fn small_browser() -> Option<PathBuf> {
    let roots = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let architectures: Vec<PathBuf> = roots.iter().flat_map(|root| inside(root)).collect();
    roots
        .iter()
        .chain(&architectures)
        .flat_map(|folder| inside(folder))
        .filter(|folder| folder.to_string_lossy().contains("/webkit"))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|file| file.is_file())
}

fn inside(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
}

//! Python environments: one that keeps a pinned tool, or a clean one to try a package in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::apt;
use crate::{Outcome, child, places, say, versions};

/// A folder with a Python and packages of its own.
pub struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// One of the cache with these packages, each as `name==version`; what is there already is left as it is.
    pub fn kept(name: &str, packages: &[&str]) -> Outcome<Self> {
        let wanted = packages.join("\n");
        let environment = Environment {
            folder: places::tool("python", name)?,
        };
        let note = environment.folder.join("installed.txt");
        if fs::read_to_string(&note).is_ok_and(|installed| installed == wanted) {
            return Ok(environment);
        }
        say::step(format!("installing {}", packages.join(" ")), || {
            let anew = Self::anew(&environment.folder)?;
            anew.install(packages.iter().map(ToString::to_string))?;
            fs::write(&note, wanted).map_err(|error| format!("{}: {error}", note.display()))
        })?;
        Ok(environment)
    }

    /// An empty one in this folder, whatever was there.
    pub fn anew(folder: &Path) -> Outcome<Self> {
        let mut make = child::command(python()?);
        make.args(["-m", "venv", "--clear"]).arg(folder);
        child::run_quietly(&mut make, &places::log("venv")?)?;
        Ok(Environment {
            folder: folder.to_path_buf(),
        })
    }

    /// Where its modules are.
    pub fn modules(&self) -> Outcome<PathBuf> {
        let mut asked = self.command("python");
        asked.args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
        child::printed(&mut asked)
            .map(PathBuf::from)
            .ok_or_else(|| "Python does not say where its modules are".to_owned())
    }

    /// Installs packages by pip's names for them: `name==version`, or the path of a wheel.
    pub fn install(&self, packages: impl IntoIterator<Item = String>) -> Outcome {
        let mut pip = self.command("python");
        pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--no-input"]);
        child::run_quietly(pip.args(packages), &places::log("pip")?)
    }

    /// A program of this environment, which sees the environment's programs first and nobody else's modules.
    pub fn command(&self, program: &str) -> Command {
        let folder = self.programs();
        let mut command = child::command(folder.join(places::executable(program)));
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&inherited)));
        command.env("PATH", path.unwrap_or(inherited));
        command.env_remove("PYTHONPATH").env_remove("PYTHONHOME");
        command
    }

    /// The tests of a folder, which leave nothing in it.
    pub fn pytest(&self, folder: &Path) -> Command {
        let mut tests = self.command("python");
        tests.args(["-m", "pytest", "-p", "no:cacheprovider"]);
        tests.env("PYTHONDONTWRITEBYTECODE", "1").current_dir(folder);
        tests
    }

    fn programs(&self) -> PathBuf {
        self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" })
    }
}

/// The program that makes a wheel of a crate.
pub fn maturin() -> Outcome<PathBuf> {
    let pinned = format!("maturin=={}", versions::MATURIN);
    let environment = Environment::kept("maturin", &[&pinned])?;
    Ok(environment.programs().join(places::executable("maturin")))
}

// Debian keeps what `venv` needs in a package of its own.
fn python() -> Outcome<PathBuf> {
    let found = || places::on_path(&["python3", "python"]).filter(|python| has_venv(python));
    if found().is_none() && apt::is_ours() {
        apt::install(&["python3", "python3-venv"])?;
    }
    found().ok_or_else(|| "Python 3 with its module venv is missing: install it, then run this again".to_owned())
}

fn has_venv(python: &Path) -> bool {
    child::printed(child::command(python).args(["-c", "import ensurepip, venv"])).is_some()
}

//! The packages that others install: each is made into a folder, and tried where nothing else is installed.

mod embed;
mod jupyter;
mod npm;
mod python;
mod workshop;

pub use embed::pages;
pub use jupyter::JupyterLab;
pub use workshop::Workshop;

use std::path::{Path, PathBuf};

use crate::tally::TestCounts;
use crate::{Outcome, say};

/// One package.
pub struct Package {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes its file on a shelf of the workshop and returns the path.
    pub make: fn(&Workshop) -> Outcome<PathBuf>,
    /// Installs that file where nothing else is, and uses it.
    pub prove: fn(&Path) -> Outcome<TestCounts>,
}

/// All packages: one line each.
const PACKAGES: &[Package] = &[python::PACKAGE, embed::PACKAGE, npm::PACKAGE];

/// Makes the named packages, or all.
pub fn make(workshop: &Workshop, names: &[String]) -> Outcome {
    let known = |name: &&String| PACKAGES.iter().any(|package| package.name == **name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<&str> = PACKAGES.iter().map(|package| package.name).collect();
        return Err(format!("there is no package `{unknown}`; there are {}", all.join(", ")));
    }
    let wanted = |package: &&Package| names.is_empty() || names.iter().any(|name| name == package.name);
    for package in PACKAGES.iter().filter(wanted) {
        say::line(one(workshop, package)?.display());
    }
    Ok(())
}

/// Makes and tries all packages; one that cannot be made has failed, and the others are tried all the same.
pub fn try_all(site: &dyn Fn() -> Outcome<PathBuf>) -> TestCounts {
    let workshop = Workshop::for_trying(site);
    let tried = PACKAGES
        .iter()
        .map(|package| TestCounts::or_failed(one(&workshop, package).and_then(|file| (package.prove)(&file))));
    tried.fold(TestCounts::default(), |sum, one| sum + one)
}

fn one(workshop: &Workshop, package: &Package) -> Outcome<PathBuf> {
    say::step(format!("package {}", package.name), || (package.make)(workshop))
}

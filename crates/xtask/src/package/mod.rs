//! The packages that others install: each is made into a folder, and tried where nothing else is installed.

mod embed;
mod npm;
mod python;

pub use embed::PAGES;

use std::fs;
use std::path::{Path, PathBuf};

use crate::tally::TestCounts;
use crate::{Outcome, say};

/// One package.
pub struct Package {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes its files in the workshop's folder and returns their paths.
    pub make: fn(&Workshop) -> Outcome<Vec<PathBuf>>,
    /// Installs those files where nothing else is, and uses them.
    pub prove: fn(&Workshop, &[PathBuf]) -> Outcome<TestCounts>,
}

/// All packages: one line each.
const PACKAGES: &[Package] = &[python::PACKAGE, embed::PACKAGE, npm::PACKAGE];

/// Where packages are made.
pub struct Workshop<'a> {
    /// The folder that their files go to.
    pub out: &'a Path,
    /// Whether they are for others, and worth minutes of optimising, or only for a test.
    pub for_others: bool,
    site: &'a dyn Fn() -> Outcome<PathBuf>,
}

impl<'a> Workshop<'a> {
    /// Makes what is given away.
    pub fn for_others(out: &'a Path, site: &'a dyn Fn() -> Outcome<PathBuf>) -> Self {
        Workshop {
            out,
            for_others: true,
            site,
        }
    }

    /// Makes what is only tried.
    pub fn for_trying(out: &'a Path, site: &'a dyn Fn() -> Outcome<PathBuf>) -> Self {
        Workshop {
            for_others: false,
            ..Self::for_others(out, site)
        }
    }

    /// The folder of the built site, which is built when a package first asks for it.
    pub fn site(&self) -> Outcome<PathBuf> {
        (self.site)()
    }

    fn open(&self) -> Outcome {
        fs::create_dir_all(self.out).map_err(|error| format!("{}: {error}", self.out.display()))
    }
}

/// Makes the named packages, or all.
pub fn make(workshop: &Workshop, names: &[String]) -> Outcome {
    let known = |name: &&String| PACKAGES.iter().any(|package| package.name == **name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<&str> = PACKAGES.iter().map(|package| package.name).collect();
        return Err(format!("there is no package `{unknown}`; there are {}", all.join(", ")));
    }
    let wanted = |package: &&Package| names.is_empty() || names.iter().any(|name| name == package.name);
    workshop.open()?;
    for package in PACKAGES.iter().filter(wanted) {
        for file in one(workshop, package)? {
            say::line(file.display());
        }
    }
    Ok(())
}

/// Makes and tries all packages; one that cannot be made has failed, and the others are tried all the same.
pub fn try_all(workshop: &Workshop) -> Outcome<TestCounts> {
    workshop.open()?;
    let tried = PACKAGES.iter().map(|package| {
        let tried = one(workshop, package).and_then(|files| (package.prove)(workshop, &files));
        tried.unwrap_or_else(|why| {
            println!("{why}");
            TestCounts::check(false)
        })
    });
    Ok(tried.fold(TestCounts::default(), |sum, one| sum + one))
}

fn one(workshop: &Workshop, package: &Package) -> Outcome<Vec<PathBuf>> {
    say::step(format!("package {}", package.name), || (package.make)(workshop))
}

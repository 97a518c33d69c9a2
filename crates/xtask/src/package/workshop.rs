//! Where packages are put together, where their files go, and the built site that some of them carry.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, places};

/// Where packages are made.
pub struct Workshop<'a> {
    /// Whether they are for others, and worth minutes of optimising, or only for a test.
    pub for_others: bool,
    out: PathBuf,
    site: &'a dyn Fn() -> Outcome<PathBuf>,
}

impl<'a> Workshop<'a> {
    /// Makes what is given away, into a folder of somebody's choice.
    pub fn for_others(out: &Path, site: &'a dyn Fn() -> Outcome<PathBuf>) -> Self {
        Workshop {
            for_others: true,
            out: out.to_owned(),
            site,
        }
    }

    /// Makes what is only tried.
    pub fn for_trying(site: &'a dyn Fn() -> Outcome<PathBuf>) -> Self {
        Workshop {
            for_others: false,
            out: scratch("made"),
            site,
        }
    }

    /// The folder of the built site, which is built when a package first asks for it.
    pub fn site(&self) -> Outcome<PathBuf> {
        (self.site)()
    }

    /// The folder for the files of one package, without those of an earlier version.
    pub fn shelf(&self, package: &str) -> Outcome<PathBuf> {
        let shelf = self.out.join(package);
        let complain = |error: std::io::Error| format!("{}: {error}", shelf.display());
        fs::create_dir_all(&shelf).map_err(complain)?;
        for entry in shelf.read_dir().map_err(complain)?.flatten() {
            if is_ours(&entry.path()) {
                fs::remove_file(entry.path()).map_err(complain)?;
            }
        }
        Ok(shelf)
    }
}

/// A folder of this name for what is only put together or tried, and that nobody else looks into.
pub fn scratch(name: &str) -> PathBuf {
    places::target().join("threadbare/packages").join(name)
}

/// The package that was put on a shelf, whatever its version.
pub fn made(shelf: &Path) -> Outcome<PathBuf> {
    let files = shelf.read_dir().into_iter().flatten().flatten();
    let found = files.map(|entry| entry.path()).find(|file| is_ours(file));
    found.ok_or_else(|| format!("no package was made in {}", shelf.display()))
}

// Whether a file is a package of ours.
fn is_ours(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("threadbare") && [".whl", ".tgz"].iter().any(|kind| name.ends_with(kind)) && file.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_loses_older_packages_and_nothing_else() {
        let room = std::env::temp_dir().join(format!("shelf-{}", std::process::id()));
        let site = || Err("there is no site here".to_owned());
        let workshop = Workshop::for_others(&room, &site);
        let shelf = workshop.shelf("npm").expect("a folder");
        for name in ["threadbare-embed-0.0.9.tgz", "package.json"] {
            fs::write(shelf.join(name), "").expect("a file");
        }
        let found = made(&shelf);
        let again = workshop.shelf("npm").map(|shelf| made(&shelf).is_err());
        let left = ["threadbare-embed-0.0.9.tgz", "package.json"].map(|name| shelf.join(name).exists());
        fs::remove_dir_all(&room).expect("the room is cleared");
        assert_eq!(
            (found, left),
            (Ok(shelf.join("threadbare-embed-0.0.9.tgz")), [false, true])
        );
        assert_eq!(again, Ok(true));
    }
}

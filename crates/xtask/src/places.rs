//! Where things are: the project, its build folder, the cache of tools, and programs on the PATH.

use std::env;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// The root of the project.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.ancestors().nth(2).unwrap_or(xtask)
}

/// Cargo's build folder; `CARGO_TARGET_DIR` is respected.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |given| root().join(given))
}

/// Where this project's tools are kept between clones: `$XDG_CACHE_HOME/threadbare` or `~/.cache/threadbare`.
pub fn cache() -> Outcome<PathBuf> {
    let folder = env::var_os("XDG_CACHE_HOME")
        .filter(|given| !given.is_empty())
        .map(PathBuf::from);
    let home = || env::home_dir().map(|home| home.join(".cache"));
    let cache = folder
        .or_else(home)
        .ok_or("there is no home folder for a cache: set XDG_CACHE_HOME to one")?;
    Ok(cache.join("threadbare"))
}

/// The folder of one tool in one version.
pub fn tool(name: &str, version: &str) -> Outcome<PathBuf> {
    Ok(cache()?.join("tools").join(format!("{name}-{version}")))
}

/// Where it is written down what a tool said while it was installed or worked.
pub fn log(name: &str) -> Outcome<PathBuf> {
    Ok(cache()?.join("logs").join(format!("{name}.log")))
}

/// The first of these programs that the PATH has.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let found = |name: &&str| {
        folders
            .iter()
            .map(|folder| folder.join(executable(name)))
            .find(|file| file.is_file())
    };
    names.iter().find_map(found)
}

/// The file name of a program on this system.
pub fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

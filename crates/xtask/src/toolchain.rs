//! The compiler for WebAssembly with threads, and how a child process is made to use it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{child, places, versions};

/// A compiler that can rebuild the standard library with atomics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The pinned nightly, from rustup.
    Nightly,
    /// Debian's packages for Firefox and Chromium builds, allowed to act as a nightly.
    Debian,
}

impl Toolchain {
    /// The toolchain this machine has, complete for building; the nightly is preferred.
    pub fn found() -> Option<Self> {
        [Self::Nightly, Self::Debian]
            .into_iter()
            .find(|toolchain| toolchain.is_complete())
    }

    /// Makes a child build WebAssembly with this toolchain.
    pub fn apply<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for (name, value) in self.exports() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        child::without_flags(command)
    }

    /// The environment this toolchain needs: names with their values, or `None` for what must not be set.
    pub fn exports(&self) -> Vec<(&'static str, Option<String>)> {
        let mut exports = vec![
            ("CARGO_UNSTABLE_BUILD_STD", Some("std,panic_abort".to_owned())),
            // Sorting and formatting in less code: 22 KB less to load, and no program here is slower for it.
            (
                "CARGO_UNSTABLE_BUILD_STD_FEATURES",
                Some("optimize_for_size".to_owned()),
            ),
            ("RUSTFLAGS", None),
        ];
        match self {
            Self::Nightly => exports.push(("RUSTUP_TOOLCHAIN", Some(versions::NIGHTLY.to_owned()))),
            Self::Debian => {
                exports.push(("RUSTUP_TOOLCHAIN", None));
                exports.push(("RUSTC_BOOTSTRAP", Some("1".to_owned())));
            }
        }
        exports
    }

    /// Folders that must stand first in the PATH.
    pub fn folders(&self) -> Vec<PathBuf> {
        match self {
            Self::Nightly => Vec::new(),
            Self::Debian => vec![PathBuf::from("/usr/bin")],
        }
    }

    /// True when clippy belongs to it.
    pub fn has_clippy(&self) -> bool {
        self.sysroot()
            .is_some_and(|root| root.join("bin").join(places::executable("cargo-clippy")).is_file())
    }

    /// True when Miri belongs to the nightly.
    pub fn has_miri() -> bool {
        nightly_root().is_some_and(|root| root.join("bin").join(places::executable("cargo-miri")).is_file())
    }

    fn is_complete(&self) -> bool {
        self.sysroot().is_some_and(|root| {
            let rustlib = root.join("lib/rustlib");
            rustlib.join("src/rust/library/std/Cargo.toml").is_file()
                && rustlib.join("wasm32-unknown-unknown/lib").is_dir()
        })
    }

    fn sysroot(&self) -> Option<PathBuf> {
        match self {
            Self::Nightly => nightly_root(),
            Self::Debian => {
                let rustc = Path::new("/usr/bin/rustc");
                child::printed(child::command(rustc).args(["--print", "sysroot"])).map(PathBuf::from)
            }
        }
    }
}

// Looked up as a folder: asking rustup would start three processes for every chore.
fn nightly_root() -> Option<PathBuf> {
    let home = env::var_os("RUSTUP_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".rustup")))?;
    let prefix = format!("{}-{}-", versions::NIGHTLY, env::consts::ARCH);
    let folders = home.join("toolchains").read_dir().ok()?;
    let mut names = folders
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix));
    names.next().map(|entry| entry.path())
}

//! Finds or installs what the chores need; a second run only looks.

mod apt;
mod binaryen;
mod browser;
mod cargo;
mod firefox;
mod npm;
mod python;
mod rust;
mod webkit;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use crate::toolchain::Toolchain;
use crate::{Outcome, child, say};

pub use browser::Browser;
pub use cargo::{cargo_deny, mdbook};
pub use firefox::{Firefox, firefox};
pub use npm::{kept as npm_packages, npm};
pub use python::{Environment, maturin};
pub use webkit::{WebKit, webkit};

/// What building the site needs.
#[derive(Debug)]
pub struct Tools {
    /// The compiler for WebAssembly.
    pub toolchain: Toolchain,
    /// Folders with the tools, first in the PATH of every child.
    pub folders: Vec<PathBuf>,
    /// Binaryen's optimiser; without it the site works, but is larger.
    pub wasm_opt: Option<PathBuf>,
    /// mdBook; without it the site has no book.
    pub mdbook: Option<PathBuf>,
}

impl Tools {
    /// A program that sees this kit's tools and builds WebAssembly with its toolchain.
    pub fn command(&self, program: &str) -> Command {
        let mut command = child::command(program);
        self.toolchain.apply(&mut command);
        command.env("PATH", self.path());
        command
    }

    /// The PATH with this kit's folders first.
    pub fn path(&self) -> String {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.toolchain.folders().into_iter().chain(self.folders.iter().cloned());
        let path = env::join_paths(folders.chain(env::split_paths(&inherited)));
        path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// What `serve` and `build` need.
pub fn for_building() -> Outcome<Tools> {
    let start = Instant::now();
    let toolchain = rust::toolchain()?;
    let folders = [cargo::wasm_bindgen()?].into_iter().flatten().collect();
    let wasm_opt = binaryen::wasm_opt()
        .map_err(|why| say::line(format!("{why}; the site will be larger")))
        .ok();
    let mdbook = cargo::mdbook()
        .map_err(|why| say::line(format!("{why}; the site has no book")))
        .ok();
    tidied()?;
    say::line(format!(
        "tools for building are in place ({})",
        say::time(start.elapsed())
    ));
    Ok(Tools {
        toolchain,
        folders,
        wasm_opt,
        mdbook,
    })
}

/// What `test` and `bench` need beyond building.
pub fn for_testing() -> Outcome<(Tools, Browser)> {
    let start = Instant::now();
    let toolchain = rust::toolchain()?;
    rust::checkers(toolchain)?;
    let browser = browser::browser()?;
    let folders = [cargo::wasm_bindgen()?, cargo::wasm_pack()?]
        .into_iter()
        .flatten()
        .collect();
    let wasm_opt = Some(binaryen::wasm_opt()?);
    let mdbook = Some(cargo::mdbook()?);
    tidied()?;
    say::line(format!("everything is in place ({})", say::time(start.elapsed())));
    Ok((
        Tools {
            toolchain,
            folders,
            wasm_opt,
            mdbook,
        },
        browser,
    ))
}

// The build folder of the tools is worth two gigabytes and nothing once they are installed.
fn tidied() -> Outcome {
    match fs::remove_dir_all(cargo::build_folder()?) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(format!("cannot clear the cache: {error}")),
        _ => Ok(()),
    }
}

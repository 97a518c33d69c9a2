//! The command line tools that come as crates: wasm-bindgen, wasm-pack, Firefox's driver, mdBook and cargo-deny.

use std::path::{Path, PathBuf};

use crate::{Outcome, child, places, say, versions};

/// The folder to put before the PATH for the wasm-bindgen of Cargo.lock; none when the PATH has it.
pub fn wasm_bindgen() -> Outcome<Option<PathBuf>> {
    let version = versions::wasm_bindgen()?;
    Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        minutes: 1,
        options: &[],
    }
    .folder()
}

/// As [`wasm_bindgen`], for wasm-pack.
pub fn wasm_pack() -> Outcome<Option<PathBuf>> {
    Tool {
        package: "wasm-pack",
        program: "wasm-pack",
        version: versions::WASM_PACK,
        minutes: 1,
        options: &[],
    }
    .folder()
}

/// As [`wasm_bindgen`], for Firefox's driver.
pub fn geckodriver() -> Outcome<Option<PathBuf>> {
    Tool {
        package: "geckodriver",
        program: "geckodriver",
        version: versions::GECKODRIVER,
        minutes: 1,
        options: &[],
    }
    .folder()
}

/// mdBook's program: without the server and the watcher, which nobody here calls.
pub fn mdbook() -> Outcome<PathBuf> {
    Tool {
        package: "mdbook",
        program: "mdbook",
        version: versions::MDBOOK,
        minutes: 1,
        options: &["--no-default-features"],
    }
    .path()
}

/// cargo-deny's program.
pub fn cargo_deny() -> Outcome<PathBuf> {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: versions::CARGO_DENY,
        minutes: 3,
        options: &[],
    }
    .path()
}

/// Where this run compiles tools: one folder for all, because they share most of their crates, and another for each
/// run, because one that ends clears its own away.
pub fn build_folder() -> Outcome<PathBuf> {
    Ok(places::cache()?.join(format!("build-{}", std::process::id())))
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// How long it takes to compile on two cores.
    minutes: u32,
    /// Further words for `cargo install`.
    options: &'a [&'a str],
}

impl Tool<'_> {
    fn path(&self) -> Outcome<PathBuf> {
        let name = places::executable(self.program);
        let folder = self.folder()?;
        Ok(folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name)))
    }

    fn folder(&self) -> Outcome<Option<PathBuf>> {
        let root = places::tool(self.package, self.version)?;
        let bin = root.join("bin");
        if bin.join(places::executable(self.program)).is_file() {
            return Ok(Some(bin));
        }
        if self.on_path() {
            return Ok(None);
        }
        let what = format!(
            "compiling {} {} (about {} min on two cores)",
            self.package, self.version, self.minutes
        );
        say::step(what, || self.install(&root))?;
        Ok(Some(bin))
    }

    fn on_path(&self) -> bool {
        let said = child::printed(child::command(self.program).arg("--version"));
        said.is_some_and(|said| {
            said.split_whitespace()
                .any(|word| word.trim_start_matches('v') == self.version)
        })
    }

    // The versions a tool was locked to may not be in a registry's mirror yet: then the next best ones do.
    fn install(&self, root: &Path) -> Outcome {
        let log = places::log(self.package)?;
        let locked = child::run_quietly(self.cargo(root)?.arg("--locked"), &log);
        locked.or_else(|_| child::run_quietly(&mut self.cargo(root)?, &log))
    }

    // A tool that runs for a second is not worth a minute of optimising: compiled so, all four are there in 3 min 28 s instead of 6 min 11 s, and
    // wasm-bindgen takes half a second longer for a module.
    fn cargo(&self, root: &Path) -> Outcome<std::process::Command> {
        let mut cargo = child::command("cargo");
        child::without_flags(&mut cargo)
            .args(["install", self.package, "--version", self.version, "--force", "--root"])
            .arg(root)
            .args(self.options)
            .env("CARGO_TARGET_DIR", build_folder()?)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
        Ok(cargo)
    }
}

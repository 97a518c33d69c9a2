//! Binaryen's `wasm-opt`, from npm: Debian's is too old for modules with threads.

use std::path::PathBuf;

use super::npm;
use crate::{Outcome, child, places, versions};

/// The optimiser: in the cache, on the PATH in the right version, or installed.
pub fn wasm_opt() -> Outcome<PathBuf> {
    let folder = places::tool("binaryen", versions::BINARYEN)?;
    let program = folder.join("node_modules/.bin/wasm-opt");
    if program.is_file() {
        return Ok(program);
    }
    if let Some(found) = on_path() {
        return Ok(found);
    }
    let package = format!("binaryen@{}", versions::BINARYEN);
    npm::install(&folder, &[&package]).map_err(|why| format!("wasm-opt is missing, and {why}"))?;
    Ok(program)
}

fn on_path() -> Option<PathBuf> {
    let program = places::on_path(&["wasm-opt"])?;
    let said = child::printed(child::command(&program).arg("--version"))?;
    let major = versions::BINARYEN.split('.').next()?;
    said.split_whitespace().any(|word| word == major).then_some(program)
}

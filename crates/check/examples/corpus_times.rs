//! How long a verdict under all three Pythons takes for each program of some folders, as a table.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use check::{Checked, Limits, Model, Text, expect};

// As in the command line.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a verdict of all three may take, in milliseconds.
const GOAL: f64 = 300.0;

fn main() {
    let mut folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if folders.is_empty() {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        folders = vec![own.join("../../../shared/corpus"), own.join("tests/programs")];
    }
    println!(
        "{:42} {:>28} {:>28} {:>28} {:>9}",
        "program", "3.9", "3.14", "3.14t", "all, ms"
    );
    let (mut all, mut fast) = (0, 0);
    for file in folders.iter().flat_map(|folder| programs(folder)) {
        let time = row(&file);
        all += 1;
        fast += u32::from(time <= GOAL);
    }
    println!("{fast} of {all} in at most {GOAL} ms");
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "py"));
    files.sort();
    files
}

fn row(file: &Path) -> f64 {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let expectations = expect::read(&text);
    let start = Instant::now();
    let source = Text::new(text, name.clone()).source();
    let mut limits = Limits::new(Arc::new(move || start.elapsed().as_secs_f64() * 1000.0));
    limits.workers = std::thread::available_parallelism().map_or(1, usize::from);
    limits.millis = 5_000.0;
    let results = Model::ALL.map(|model| check::check(&source, model, &limits));
    let time = start.elapsed().as_secs_f64() * 1000.0;
    let right = expect::holds(&expectations, &results);
    let mark = if right == Some(false) { "  WRONG" } else { "" };
    let cells: String = results.iter().map(|it| format!(" {:>28}", cell(it))).collect();
    println!("{name:42}{cells} {time:>9.1}{mark}");
    time
}

fn cell(checked: &Checked) -> String {
    let kind = checked
        .shortest
        .as_ref()
        .map(|failure| format!(" {}/{}", failure.outcome.label(), failure.switches));
    let all = if checked.complete { "" } else { "+" };
    format!(
        "{}{} {}{all}",
        checked.verdict.word(),
        kind.unwrap_or_default(),
        checked.schedules
    )
}

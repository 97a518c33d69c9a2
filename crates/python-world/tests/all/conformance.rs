//! On real threads programs print what they print in virtual time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use check::single;
use check::{Limits, Model, Text};
use threads::Status;

use crate::common::{Which, run};

fn programs(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let files = fs::read_dir(root)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut all: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|it| it == "py"))
        .collect();
    all.sort();
    all
}

fn model(which: Which) -> Model {
    match which {
        Which::Python39 => Model::Python39,
        Which::Python314 => Model::Python314,
        Which::Free314 => Model::Free314,
    }
}

fn compare(path: &Path, which: Which) {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap();
    let program = Text::new(text.clone(), file.clone());
    let expected = single::run(&program.source(), model(which), &[], &|_| ());
    let (status, told) = run(&text, &file, which);
    assert_eq!(status, Status::Finished, "{file}, {which:?}");
    assert_eq!(told.output, expected.outcome.stdout, "{file}, {which:?}");
    assert_eq!(
        (told.status, told.errors),
        (expected.status, expected.errors),
        "{file}, {which:?}"
    );
}

/// Schedules that are searched before a program's outcomes count as known; those of the examples that are small enough have far fewer.
const SCHEDULES: u64 = 2_000;

// What a run printed and raised, as an outcome of the search would have it.
fn known(program: &Text, which: Which) -> Option<Vec<(String, bool)>> {
    let began = Instant::now();
    let mut limits = Limits::new(Arc::new(move || began.elapsed().as_secs_f64() * 1e3));
    limits.schedules = SCHEDULES;
    limits.millis = 2_000.0;
    let checked = check::check(&program.clone().source(), model(which), &limits);
    let all = checked.outcomes.iter();
    let told = |outcome: &check::Outcome| (outcome.stdout.clone(), !outcome.stuck.is_empty());
    checked
        .complete
        .then(|| all.map(|(outcome, _)| told(outcome)).collect())
}

fn is_known(path: &Path, which: Which) {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap();
    let Some(known) = known(&Text::new(text.clone(), file.clone()), which) else {
        return;
    };
    for _ in 0..3 {
        let (run, course) = crate::common::start(&text, &file, which);
        // Who spins for ever is stopped: the search knows that too, and says so in other words.
        let Some(status) = crate::common::wait(&run) else { break };
        let seen = (course.told().output, status == Status::Deadlocked);
        assert!(
            known.contains(&seen),
            "{file}, {which:?}: {seen:?} is none of {known:?}"
        );
    }
}

/// Whatever happens on real threads, the search knows of it.
#[test]
fn programs_of_many_threads_end_as_the_search_says() {
    for path in programs("examples").iter().chain(&programs("../shared/corpus")) {
        for which in Which::ALL {
            is_known(path, which);
        }
    }
}

#[test]
fn programs_of_one_thread_print_the_same() {
    let all = programs("crates/python/tests/language");
    for path in all.iter().chain(&programs("../shared/corpus/lang")) {
        for which in Which::ALL {
            compare(path, which);
        }
    }
}

//! Single-threaded programs print what CPython prints, byte for byte, and end as they end there.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use python::interpreter::Settings;
use python::{Answer, Effect, Interpreter, Stream, Thread};

/// Programs that want more than one thread: `check` runs them in its simulation.
const WITH_THREADS: &[&str] = &[
    "48-sync-errors.py",
    "81-producer-consumer-ordered.py",
    "90-thread-exception.py",
];

/// Programs that do not yet come out as in CPython, each with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

struct Ended {
    status: i32,
    output: String,
    errors: String,
}

fn run(file: &Path) -> Ended {
    let source = fs::read_to_string(file).expect("a program that can be read");
    let interpreter = Interpreter::new(source, file.display().to_string(), Settings::default());
    let mut ended = Ended {
        status: 0,
        output: String::new(),
        errors: String::new(),
    };
    let start = match interpreter.main() {
        Ok(start) => start,
        Err(refusal) => {
            ended.status = 2;
            ended.errors = refusal.to_string();
            return ended;
        }
    };
    let mut thread = Thread::new(&interpreter, 0, start);
    let mut answer = Answer::Go;
    let mut time = Duration::ZERO;
    loop {
        match thread.resume(&interpreter, std::mem::replace(&mut answer, Answer::Go)) {
            Effect::Output {
                stream: Stream::Output,
                text,
            } => ended.output.push_str(&text),
            Effect::Output {
                stream: Stream::Error,
                text,
            } => ended.errors.push_str(&text),
            Effect::Clock => answer = Answer::Time(time),
            Effect::Sleep(slept) => time += slept,
            Effect::Finished(Ok(_)) => return ended,
            Effect::Finished(Err(raised)) => {
                let (status, text) = interpreter.exit(raised);
                ended.status = status;
                ended.errors.push_str(&text);
                return ended;
            }
            _ => {}
        }
    }
}

// What is wrong with a run: nothing if it prints what stands in `.out` and ends as `.end` says.
fn wrong(file: &Path) -> Option<String> {
    let ended = run(file);
    let expected = fs::read_to_string(file.with_extension("out")).expect("what the program prints");
    if ended.output != expected {
        let lines = ended.output.lines().zip(expected.lines());
        let first = lines.enumerate().find(|(_, (found, wanted))| found != wanted);
        return Some(format!("prints otherwise: {first:?}; its errors: {}", ended.errors));
    }
    let last = ended.errors.lines().last().unwrap_or_default();
    let right = match fs::read_to_string(file.with_extension("end")) {
        Ok(end) => {
            end.trim()
                == format!(
                    "{{\"status\": {}, \"last\": \"{}\"}}",
                    ended.status,
                    last.replace('"', "\\\"")
                )
        }
        Err(_) => ended.status == 0,
    };
    (!right).then(|| format!("exits with {}: {}", ended.status, ended.errors))
}

fn programs(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "py"));
    files.sort();
    files
}

fn complaints(folder: &Path) -> Vec<String> {
    let mut complaints = Vec::new();
    for file in programs(folder) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if WITH_THREADS.contains(&name.as_str()) {
            continue;
        }
        let known = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
        match wrong(&file) {
            Some(what) if !known => complaints.push(format!("{name} {what}")),
            None if known => complaints.push(format!("{name} is right now: take it off the list")),
            _ => {}
        }
    }
    complaints
}

#[test]
fn the_corpus_of_the_language_prints_what_cpython_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/lang");
    assert_eq!(complaints(&folder), Vec::<String>::new());
}

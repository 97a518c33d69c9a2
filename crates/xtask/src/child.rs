//! Runs other programs, with an environment that an outer cargo has not bent.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Outcome, places, say};

/// A program, to be run in the root of the project.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(places::root())
        .env("CARGO_TARGET_DIR", places::target());
    // `cargo run` sets these for xtask itself; an inner cargo must find its own.
    for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"] {
        command.env_remove(name);
    }
    // What is built once, in a clone that is thrown away, need not be kept for the next change.
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Takes away the flags a person may have set for native builds; they would replace those in `.cargo/config.toml`.
pub fn without_flags(command: &mut Command) -> &mut Command {
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
    ] {
        command.env_remove(name);
    }
    command.env_remove("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS")
}

/// Runs a program to its end with its output shown; the error names it.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    ended(command, status)
}

/// Runs a program and gives what it printed, or nothing when it is missing or fails.
pub fn printed(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a program whose output only matters when it fails: it goes to a log, and a line every half minute shows life.
pub fn run_quietly(command: &mut Command, log: &Path) -> Outcome {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let file = File::create(log).map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    let twin = file
        .try_clone()
        .map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    // A backtrace of rustup or cargo would push what they said out of the last lines.
    command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(twin)
        .env("RUST_BACKTRACE", "0");
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let (start, mut said) = (Instant::now(), 0);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        thread::sleep(Duration::from_millis(50));
        let halves = start.elapsed().as_secs() / 30;
        if halves > said {
            said = halves;
            say::line(format!("  still at it after {}", say::time(start.elapsed())));
        }
    };
    ended(command, status).map_err(|error| format!("{error}; its last lines:\n{}", last_lines(log, 60)))
}

/// Runs a program with its output shown, and gives that output too, both streams in the order of their lines.
pub fn run_heard(command: &mut Command) -> Outcome<(ExitStatus, String)> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let heard = Arc::new(Mutex::new(String::new()));
    let ears = [
        child.stdout.take().map(|out| listen(out, &heard)),
        child.stderr.take().map(|err| listen(err, &heard)),
    ];
    let status = child.wait().map_err(|error| error.to_string())?;
    for ear in ears.into_iter().flatten() {
        let _ = ear.join();
    }
    let text = heard.lock().map(|text| text.clone()).unwrap_or_default();
    Ok((status, text))
}

fn listen(stream: impl Read + Send + 'static, heard: &Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    let heard = Arc::clone(heard);
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let _ = writeln!(std::io::stdout(), "{line}");
            if let Ok(mut heard) = heard.lock() {
                heard.push_str(&line);
                heard.push('\n');
            }
        }
    })
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!(
        "`{}` cannot be started: {error}",
        command.get_program().to_string_lossy()
    )
}

fn ended(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        return Ok(());
    }
    let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
    Err(format!(
        "`{} {}` failed ({status})",
        command.get_program().to_string_lossy(),
        words.join(" ")
    ))
}

fn last_lines(log: &Path, count: usize) -> String {
    let text = fs::read(log)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default();
    let progress = ["Compiling ", "Downloading ", "Downloaded ", "Locking ", "Adding "];
    let telling = |line: &&str| !progress.iter().any(|word| line.trim_start().starts_with(word));
    let lines: Vec<&str> = text.lines().filter(telling).collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

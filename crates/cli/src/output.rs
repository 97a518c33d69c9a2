//! What goes to standard output.

use std::{
    fmt,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

/// As a shell tells a program that wrote to a pipe without a reader: 128 and the number of the signal.
const GONE: i32 = 141;

static LOST: AtomicBool = AtomicBool::new(false);

/// Whether something that was to be printed found no room.
pub fn is_lost() -> bool {
    LOST.load(Relaxed)
}

/// Prints; a reader that has gone away, as `head` does, is no error, a full disk is.
pub fn print(text: &str) {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        lose(&error);
    }
}

/// Prints what a program prints. Nobody reads the rest once a reader has gone away, and the program may never end: it ends as programs do there.
pub fn stream(text: &str) {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(GONE),
        Err(error) => lose(&error),
        Ok(()) => {}
    }
}

/// A line on standard error. Nobody is left to be told where that cannot be written.
pub fn say(words: impl fmt::Display) {
    complain(&format!("{words}\n"));
}

/// Text on standard error.
pub fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

fn lose(error: &io::Error) {
    if !LOST.swap(true, Relaxed) {
        say(format_args!("threadbare: the output cannot be written ({error})."));
    }
}

/// Prints a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) {
    // Reports, curves and lists of labs have string keys only, so this cannot fail.
    if let Ok(text) = serde_json::to_string_pretty(value) {
        print(&(text + "\n"));
    }
}

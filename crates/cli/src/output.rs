//! What goes to standard output.

use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
};

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
        && !LOST.swap(true, Relaxed)
    {
        eprintln!("threadbare: the output cannot be written ({error}).");
    }
}

/// Prints a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) {
    // Reports, curves and lists of labs have string keys only, so this cannot fail.
    if let Ok(text) = serde_json::to_string_pretty(value) {
        print(&(text + "\n"));
    }
}

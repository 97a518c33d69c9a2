//! What goes to standard output.

use std::io::{self, Write};

/// Prints; a reader that has gone away, as `head` does, is no error.
pub fn print(text: &str) {
    let mut out = io::stdout().lock();
    // There is nowhere left to say that nobody listens.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints a value as indented JSON.
pub fn print_json(value: &impl serde::Serialize) {
    // Reports, curves and lists of labs have string keys only, so this cannot fail.
    if let Ok(text) = serde_json::to_string_pretty(value) {
        print(&(text + "\n"));
    }
}

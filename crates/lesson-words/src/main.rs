//! Writes the lesson's words into the file that is named, for the site.

use std::{env, error::Error, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("name the file to write"))?;
    let words = lesson_words::written().map_err(io::Error::other)?;
    Ok(fs::write(file, serde_json::to_string(&words)?)?)
}

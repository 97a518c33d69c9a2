//! The user's own text files, from disk to one text.

use crate::{table::count, wrong::CliError};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};
use workloads::input::{
    Input,
    decode::{Reader, to_utf8},
};

/// A text, and what is odd about its files, a sentence each.
pub struct Own {
    pub input: Input,
    pub notes: Vec<String>,
    /// What one of them is if it is no text in UTF-8, in a sentence.
    pub odd: Option<String>,
}

/// Reads files of at most `most` bytes in all.
pub fn read(paths: &[&PathBuf], most: u64) -> Result<Own, CliError> {
    let mut left = most;
    let (mut notes, mut odd) = (Vec::new(), None);
    let mut reader = Reader::default();
    for (position, path) in paths.iter().enumerate() {
        let mut bytes = read_one(path, left).map_err(|why| CliError::new(format!("--input {}: {why}", named(path))))?;
        let Some(rest) = left.checked_sub(bytes.len() as u64) else {
            let allowed = format!("--input {}: allowed is {} bytes in all.", named(path), count(most));
            return Err(CliError::new(allowed));
        };
        left = rest;
        let said = to_utf8(&mut bytes, 0).map(|odd| format!("{}: {odd}", named(path)));
        odd = odd.or(said.clone().filter(|_| !bytes.is_empty()));
        notes.extend(said);
        if position > 0 {
            reader.end_file();
        }
        reader.read(&bytes);
    }
    let input = reader.finish();
    notes.extend(replaced(input.replaced_bytes));
    Ok(Own { input, notes, odd })
}

/// A path for people, between quotation marks.
pub fn named(path: &Path) -> String {
    match is_standard_input(path) {
        true => "-".into(),
        false => format!("“{}”", trace::plain(&path.display().to_string())),
    }
}

/// `-`, as everywhere.
fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a little more than `most` bytes at most, for a pipe may never end.
fn read_one(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    if is_standard_input(path) {
        return read_up_to(io::stdin().lock(), most);
    }
    if path.is_dir() {
        return Err("this is a folder; allowed is a text file.".into());
    }
    read_up_to(File::open(path).map_err(|error| explain(&error))?, most)
}

fn read_up_to(from: impl Read, most: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| explain(&error))?;
    Ok(bytes)
}

fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; allowed is a text file.".into(),
        io::ErrorKind::PermissionDenied => "it may not be read; allowed is a text file that you may read.".into(),
        _ => format!("it cannot be read ({error}); allowed is a text file."),
    }
}

fn replaced(bytes: u64) -> Option<String> {
    match bytes {
        0 => None,
        1 => Some("1 byte is no UTF-8 and was replaced.".into()),
        bytes => Some(format!("{} bytes are no UTF-8 and were replaced.", count(bytes))),
    }
}

//! A Python program that a command line names.

use std::io::{self, Read};
use std::path::Path;

use crate::wrong::CliError;

/// A file that cannot be run, and why.
pub struct Refusal {
    /// The file's name.
    pub name: String,
    /// Line and column, from 1.
    pub place: Option<(u32, u32)>,
    /// Why, for a person.
    pub sentence: String,
}

impl Refusal {
    fn of(file: &Path, sentence: String) -> Self {
        Self {
            name: name(file),
            place: None,
            sentence,
        }
    }
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        CliError::new(refusal.sentence)
    }
}

/// A program that can be run, or what is wrong with it.
pub fn program(file: &Path) -> Result<check::Text, Refusal> {
    understood(file, bytes(file)?)
}

/// What a file holds. A pipe can be read but once.
pub fn bytes(file: &Path) -> Result<Vec<u8>, Refusal> {
    read(file).map_err(|error| Refusal::of(file, format!("“{}” cannot be read: {error}.", name(file))))
}

/// The program that a file holds, if it can be run.
pub fn understood(file: &Path, bytes: Vec<u8>) -> Result<check::Text, Refusal> {
    let name = name(file);
    let text = String::from_utf8(bytes).map_err(|_| Refusal::of(file, format!("“{name}” is not UTF-8.")))?;
    let program = check::Text::new(text, name.clone());
    match program.refusal() {
        None => Ok(program),
        Some(sentence) => Err(Refusal {
            name,
            place: program.trouble().map(|(line, column, _)| (line, column)),
            sentence,
        }),
    }
}

/// What a program's file is called; standard input as Python calls it.
fn name(file: &Path) -> String {
    match file.as_os_str() == "-" {
        true => "<stdin>".into(),
        false => file.display().to_string(),
    }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

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

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        CliError::new(refusal.sentence)
    }
}

/// A program that can be run, or what is wrong with it.
pub fn program(file: &Path) -> Result<check::Text, Refusal> {
    let name = name(file);
    let refuse = |sentence: String, place| Refusal {
        name: name.clone(),
        place,
        sentence,
    };
    let bytes = read(file).map_err(|error| refuse(format!("“{name}” cannot be read: {error}."), None))?;
    let text = String::from_utf8(bytes).map_err(|_| refuse(format!("“{name}” is not UTF-8."), None))?;
    let program = check::Text::new(text, name.clone());
    match (program.refusal(), program.trouble()) {
        (None, _) => Ok(program),
        (Some(sentence), trouble) => Err(refuse(sentence, trouble.map(|(line, column, _)| (line, column)))),
    }
}

/// What a program's file is called; standard input as Python calls it.
pub fn name(file: &Path) -> String {
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

//! The user's files as messages bring them, and what is told of them once they are read.

use js_sys::Array;
use protocol::TextStatus;
use wasm_bindgen::JsCast;
use web_sys::File;
use workloads::{input::Input, kernel::columns::FirstLine};

/// The files of a message, behind its bytes.
pub fn of_message(message: &Array) -> Vec<File> {
    message.iter().skip(1).filter_map(|item| item.dyn_into().ok()).collect()
}

/// Why a file cannot be used that the browser does not give.
pub fn unreadable(file: &File) -> String {
    format!(
        "“{}” could not be read: it may have been moved or changed since it was chosen.",
        file.name()
    )
}

/// What was read, for a person: how much of which files, and what is odd about it.
pub fn read(files: &[File], input: &Input, oddities: &[String]) -> TextStatus {
    let names = match files {
        [file] => format!("“{}”", file.name()),
        _ => format!("{} files", files.len()),
    };
    let bytes: u64 = files.iter().map(|file| file.size() as u64).sum();
    let mut sentence = format!("{names} read: {bytes} bytes.");
    if input.replaced_bytes > 0 {
        sentence += &format!(" {} bytes are no UTF-8 and were replaced.", input.replaced_bytes);
    }
    for oddity in oddities {
        sentence.push(' ');
        sentence.push_str(oddity);
    }
    let first = FirstLine::read(&input.text);
    let guess = first
        .guess()
        .map(|place| place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(0));
    let is_list = (2..=MOST_COLUMNS).contains(&first.names.len());
    TextStatus::Read {
        bytes: input.text.len() as u64,
        replaced: input.replaced_bytes,
        sentence,
        list: if is_list { first.shown() } else { Vec::new() },
        guess: if is_list { guess } else { [0; 5] },
    }
}

/// The most columns among which a visitor is asked to choose.
const MOST_COLUMNS: usize = 40;

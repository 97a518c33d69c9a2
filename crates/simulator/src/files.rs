//! The user's own files, read at once: this Worker may wait, for the page does not.

use crate::post::post;
use js_sys::{Array, Uint8Array};
use protocol::{TextNews, Told};
use wasm_bindgen::JsCast;
use web_sys::{File, FileReaderSync};
use workloads::input::{Input, decode::complaint};

/// The most that is read, in bytes: what is stepped through is small.
const MOST: u64 = 50_000_000;

/// The files of a message, behind its bytes.
pub fn of(message: &Array) -> Vec<File> {
    message.iter().skip(1).filter_map(|item| item.dyn_into().ok()).collect()
}

/// Reads all files one after the other and tells the page; `None` when it could not be.
pub fn read(files: &[File]) -> Option<Input> {
    let (news, input) = match bytes(files) {
        Ok((bytes, oddities)) => {
            let input = Input::file(bytes);
            let sentence = std::iter::once(heading(files))
                .chain(oddities)
                .collect::<Vec<_>>()
                .join(" ");
            let (bytes, replaced) = (input.text.len() as u64, input.replaced_bytes);
            (
                TextNews::Read {
                    bytes,
                    replaced,
                    sentence,
                },
                Some(input),
            )
        }
        Err(sentence) => (TextNews::Refused { sentence }, None),
    };
    post(&Told::Text(news));
    input
}

fn bytes(files: &[File]) -> Result<(Vec<u8>, Vec<String>), String> {
    let total: f64 = files.iter().map(|file| file.size()).sum();
    if total > MOST as f64 {
        return Err(format!(
            "These files have {total} bytes; lockstep takes at most {MOST}."
        ));
    }
    let (mut all, mut oddities) = (Vec::new(), Vec::new());
    for file in files {
        let unreadable = |_| {
            format!(
                "“{}” could not be read: it may have been moved or changed since it was chosen.",
                file.name()
            )
        };
        let buffer = FileReaderSync::new()
            .and_then(|reader| reader.read_as_array_buffer(file))
            .map_err(unreadable)?;
        let bytes = Uint8Array::new(&buffer).to_vec();
        oddities.extend(complaint(&bytes).map(|oddity| format!("“{}”: {oddity}", file.name())));
        all.extend(bytes);
        // No word spans two files.
        all.extend_from_slice(b"\n\n");
    }
    Ok((all, oddities))
}

fn heading(files: &[File]) -> String {
    let bytes: f64 = files.iter().map(|file| file.size()).sum();
    match files {
        [file] => format!("“{}” read: {bytes} bytes.", file.name()),
        _ => format!("{} files read: {bytes} bytes.", files.len()),
    }
}

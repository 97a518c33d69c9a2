//! The user's own files, read in slices, so that neither memory nor patience is surprised.

use crate::{errand::Errand, post::post};
use js_sys::Uint8Array;
use protocol::{News, TextNews};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use workloads::input::{Input, decode::complaint};

/// The most that is read, in bytes: with what counting needs it fits the engine's memory.
const MOST: u64 = 200_000_000;
const SLICE: u64 = 4 << 20;

/// What was read.
pub struct Read {
    /// The text of all files.
    pub input: Input,
    /// What is odd about each of them, a sentence each.
    pub oddities: Vec<String>,
}

/// Reads all files one after the other, telling the page how far it is; `Err` is a sentence for a person.
pub async fn read(files: &[File]) -> Result<Errand<Read>, String> {
    let total: u64 = files.iter().map(|file| file.size() as u64).sum();
    if total > MOST {
        return Err(format!(
            "These files have {total} bytes; at most {MOST} can be counted at once."
        ));
    }
    let mut bytes = Vec::new();
    let room = total as usize + 2 * files.len();
    bytes
        .try_reserve_exact(room)
        .map_err(|_| format!("There is no memory left for {total} bytes of text."))?;
    let mut oddities = Vec::new();
    for file in files {
        let begin = bytes.len();
        append(file, &mut bytes, total).await?;
        oddities.extend(complaint(&bytes[begin..]).map(|oddity| format!("“{}”: {oddity}", file.name())));
        // No word spans two files.
        bytes.extend_from_slice(b"\n\n");
    }
    Ok(Errand::send(move || Read {
        input: Input::file(bytes),
        oddities,
    }))
}

async fn append(file: &File, bytes: &mut Vec<u8>, total: u64) -> Result<(), String> {
    let size = file.size() as u64;
    let mut from = 0;
    while from < size {
        let to = size.min(from + SLICE);
        let slice = file
            .slice_with_f64_and_f64(from as f64, to as f64)
            .map_err(|_| unreadable(file))?;
        let buffer = JsFuture::from(slice.array_buffer())
            .await
            .map_err(|_| unreadable(file))?;
        let slice = Uint8Array::new(&buffer);
        let begin = bytes.len();
        bytes.resize(begin + slice.length() as usize, 0);
        slice.copy_to(&mut bytes[begin..]);
        from = to;
        post(&News::Text(TextNews::Reading {
            done: bytes.len() as u64,
            total,
        }));
    }
    Ok(())
}

fn unreadable(file: &File) -> String {
    format!(
        "“{}” could not be read: it may have been moved or changed since it was chosen.",
        file.name()
    )
}

/// The files of a message, behind its bytes.
pub fn files(message: &js_sys::Array) -> Vec<File> {
    message.iter().skip(1).filter_map(|item| item.dyn_into().ok()).collect()
}

/// What was read, for a person.
pub fn sentence(files: &[File], input: &Input, oddities: &[String]) -> String {
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
    sentence
}

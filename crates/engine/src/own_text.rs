//! The user's own files, read in slices, so that neither memory nor patience is surprised.

use engine_host::PoolTask;
use js_sys::Uint8Array;
use protocol::{EngineEvent, TextStatus};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use worker::{post, unreadable};
use workloads::input::{Input, decode::to_utf8};

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
pub async fn read(files: &[File]) -> Result<PoolTask<Read>, String> {
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
        oddities.extend(to_utf8(&mut bytes, begin).map(|oddity| format!("“{}”: {oddity}", file.name())));
        // No word spans two files.
        bytes.extend_from_slice(b"\n\n");
    }
    Ok(PoolTask::spawn(move || Read {
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
        post(&EngineEvent::Text(TextStatus::Reading {
            done: bytes.len() as u64,
            total,
        }));
    }
    Ok(())
}

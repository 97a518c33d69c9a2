//! The user's own files, read at once: this Worker may wait, for the page does not.

use js_sys::Uint8Array;
use protocol::{SimulatorEvent, TextStatus};
use web_sys::{File, FileReaderSync};
use worker::{post, unreadable};
use workloads::input::{Input, decode::to_utf8};

/// The most that is read, in bytes: what is stepped through is small.
const MOST: u64 = 50_000_000;

/// Reads all files one after the other and tells the page; `None` when it could not be.
pub fn read(files: &[File]) -> Option<Input> {
    let read = bytes(files).map(|(bytes, oddities)| (Input::file(bytes), oddities));
    post(&SimulatorEvent::Text(match &read {
        Ok((input, oddities)) => worker::read(files, input, oddities),
        Err(sentence) => TextStatus::Refused {
            sentence: sentence.clone(),
        },
    }));
    read.ok().map(|(input, _)| input)
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
        let buffer = FileReaderSync::new()
            .and_then(|reader| reader.read_as_array_buffer(file))
            .map_err(|_| unreadable(file))?;
        let begin = all.len();
        all.extend(Uint8Array::new(&buffer).to_vec());
        oddities.extend(to_utf8(&mut all, begin).map(|oddity| format!("“{}”: {oddity}", file.name())));
        // No word spans two files.
        all.extend_from_slice(b"\n\n");
    }
    Ok((all, oddities))
}

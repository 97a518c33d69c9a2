//! Bytes of any file to text, told honestly.

use std::borrow::Cow;

/// A file's text and what had to be done to read it.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, borrowed where the bytes were valid UTF-8.
    pub text: Cow<'b, str>,
    /// How many bytes were no UTF-8 and gave way to U+FFFD (as in `String::from_utf8_lossy`, several bytes that could
    /// have begun one character give way to one U+FFFD).
    pub replaced_bytes: u64,
}

/// Reads `bytes` as UTF-8, replacing what is none; a byte order mark at the start is dropped.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: Cow::Borrowed(text),
            replaced_bytes: 0,
        },
        Err(_) => replace(bytes),
    }
}

/// Joins `files`, decoded one by one, with an empty line between, so that no word spans two of them.
pub fn decode_all<'b>(files: impl IntoIterator<Item = &'b [u8]>) -> Decoded<'b> {
    files.into_iter().map(decode).reduce(join).unwrap_or(Decoded {
        text: Cow::Borrowed(""),
        replaced_bytes: 0,
    })
}

/// A sentence on what is odd about a file, or `None` if it looks like text. The run works all the same.
pub fn complaint(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = sample.iter().filter(|&&byte| byte == 0).count();
    let controls = sample.iter().filter(|&&byte| is_control(byte)).count();
    if bytes.is_empty() {
        Some("The file is empty, so there are no words to count.".to_owned())
    } else if looks_like_utf16(sample) {
        Some("This looks like UTF-16 text; it is read as UTF-8, so save it as UTF-8 for sensible words.".to_owned())
    } else if zeros > 0 || controls * 20 > sample.len() {
        Some("This looks like a binary file, not text; what can be read as words is counted all the same.".to_owned())
    } else {
        None
    }
}

/// How many bytes are looked at to tell text from other things.
const SAMPLE: usize = 64 * 1024;

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)
}

fn looks_like_utf16(sample: &[u8]) -> bool {
    matches!(sample, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
}

fn replace(bytes: &[u8]) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len());
    let mut replaced_bytes = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            replaced_bytes += chunk.invalid().len() as u64;
        }
    }
    Decoded {
        text: Cow::Owned(text),
        replaced_bytes,
    }
}

fn join<'b>(first: Decoded<'b>, next: Decoded<'b>) -> Decoded<'b> {
    let mut text = first.text.into_owned();
    text.push_str("\n\n");
    text.push_str(&next.text);
    Decoded {
        text: Cow::Owned(text),
        replaced_bytes: first.replaced_bytes + next.replaced_bytes,
    }
}

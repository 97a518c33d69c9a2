//! Bytes of any file to text, told honestly.

use super::Input;

/// Reads files in slices as they come, replacing what is no UTF-8 exactly as `String::from_utf8_lossy` does.
///
/// Only the text is kept, so that large files need their size in memory once.
#[derive(Debug, Default)]
pub struct Reader {
    text: String,
    replaced_bytes: u64,
    /// The beginning of a character whose end is still to come: at most three bytes.
    cut: Vec<u8>,
}

impl Reader {
    /// A reader with room for `bytes` bytes of text.
    pub fn with_capacity(bytes: usize) -> Self {
        Reader {
            text: String::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// Reads the next slice of a file, which may end in the middle of a character.
    pub fn read(&mut self, slice: &[u8]) {
        let rest = self.complete(slice);
        let mut left = rest.len();
        for chunk in rest.utf8_chunks() {
            self.text.push_str(chunk.valid());
            left -= chunk.valid().len() + chunk.invalid().len();
            if left == 0 && is_beginning(chunk.invalid()) {
                self.cut.extend(chunk.invalid());
            } else {
                self.replace(chunk.invalid().len());
            }
        }
    }

    /// Ends a file; what comes next is another, and no word spans the two.
    pub fn end_file(&mut self) {
        let cut = std::mem::take(&mut self.cut).len();
        self.replace(cut);
        self.text.push_str("\n\n");
    }

    /// The text of all files.
    pub fn finish(mut self) -> Input {
        let cut = std::mem::take(&mut self.cut).len();
        self.replace(cut);
        Input {
            text: self.text,
            replaced_bytes: self.replaced_bytes,
        }
    }

    /// Adds bytes of `slice` to the character that was cut until it is whole or cannot become one; returns the others.
    fn complete<'s>(&mut self, mut slice: &'s [u8]) -> &'s [u8] {
        while let (false, Some((&next, rest))) = (self.cut.is_empty(), slice.split_first()) {
            self.cut.push(next);
            if let Ok(character) = std::str::from_utf8(&self.cut) {
                self.text.push_str(character);
                self.cut.clear();
            } else if !is_beginning(&self.cut) {
                let bad = self.cut.len() - 1;
                self.cut.clear();
                self.replace(bad);
                return slice;
            }
            slice = rest;
        }
        slice
    }

    /// Puts one U+FFFD in the place of `bytes` bytes that belong together.
    fn replace(&mut self, bytes: usize) {
        if bytes > 0 {
            self.text.push(char::REPLACEMENT_CHARACTER);
            self.replaced_bytes += bytes as u64;
        }
    }
}

/// Whether more bytes could make a character of these.
fn is_beginning(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// A sentence on what is odd about a file, or `None` if it looks like text. The run works all the same.
pub fn complaint(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = sample.iter().filter(|&&byte| byte == 0).count();
    let controls = sample.iter().filter(|&&byte| is_control(byte)).count();
    if bytes.is_empty() {
        Some("The file is empty.".to_owned())
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

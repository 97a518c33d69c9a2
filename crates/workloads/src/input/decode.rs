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
            ..Input::default()
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
    } else if let Some(encoding) = Encoding::of(bytes) {
        Some(encoding.told().to_owned())
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

/// What a file is written in, if not in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16 with the low byte first, as its mark says; Excel's "Unicode text".
    Utf16Le,
    /// UTF-16 with the high byte first, as its mark says.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part: a guess, for nothing in a file says so.
    Windows1252,
}

impl Encoding {
    /// What a file seems to be written in; `None` for UTF-8, also for such with some bytes that are none, and for what is no text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
            _ => is_western(bytes).then_some(Encoding::Windows1252),
        }
    }

    /// What is told of it.
    pub fn told(self) -> &'static str {
        match self {
            Encoding::Utf16Le | Encoding::Utf16Be => "This is UTF-16 text, and is read as such.",
            Encoding::Windows1252 => "This is not UTF-8; it looks like Windows-1252 (Latin-1), and is read as such.",
        }
    }

    /// The text of a file; half a character becomes U+FFFD. `None` if there is no memory for it: it is a second copy, and can be the longer one.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let mut length = 0;
        self.each(bytes, |letter| length += letter.len_utf8());
        let mut text = String::new();
        text.try_reserve_exact(length).ok()?;
        self.each(bytes, |letter| text.push(letter));
        Some(text)
    }

    fn each(self, bytes: &[u8], letter: impl FnMut(char)) {
        match self {
            Encoding::Utf16Le => decode_utf16(&bytes[2..], u16::from_le_bytes).for_each(letter),
            Encoding::Utf16Be => decode_utf16(&bytes[2..], u16::from_be_bytes).for_each(letter),
            Encoding::Windows1252 => bytes.iter().map(|&byte| western(byte)).for_each(letter),
        }
    }
}

/// Rewrites what stands from `begin` on, one whole file, in UTF-8, if it is written in something else; a sentence on what is odd about it.
pub fn to_utf8(bytes: &mut Vec<u8>, begin: usize) -> Option<String> {
    let odd = complaint(&bytes[begin..]);
    let Some(encoding) = Encoding::of(&bytes[begin..]) else {
        return odd;
    };
    let Some(text) = encoding.decode(&bytes[begin..]) else {
        return Some(
            "There is no memory left to read this as what it is: save it as UTF-8, or take a part of it.".into(),
        );
    };
    match begin {
        0 => *bytes = text.into_bytes(),
        _ => {
            bytes.truncate(begin);
            bytes.extend_from_slice(text.as_bytes());
        }
    }
    odd
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> impl Iterator<Item = char> {
    let (pairs, half) = bytes.as_chunks::<2>();
    let letters = char::decode_utf16(pairs.iter().map(move |pair| unit(*pair)));
    let text = letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    text.chain(half.iter().map(|_| char::REPLACEMENT_CHARACTER))
}

/// Whether bytes that are no UTF-8 are likely to be Windows-1252: no binary, nothing that is UTF-8 beyond ASCII, and nearly all of the bytes beyond ASCII
/// are quotes and dashes, or letters beside letters.
fn is_western(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() || bytes.iter().any(|&byte| is_control(byte)) {
        return false;
    }
    let is_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let near = |at: usize| {
        bytes
            .get(at)
            .is_some_and(|&byte| byte.is_ascii_alphabetic() || is_letter(byte))
    };
    let (mut beyond, mut odd) = (0_usize, 0_usize);
    for (at, &byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        beyond += 1;
        let fits = match byte {
            0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0..=0xBF => true,
            _ => is_letter(byte) && (near(at + 1) || at > 0 && near(at - 1)),
        };
        odd += usize::from(!fits);
    }
    !is_utf8 && odd * 10 <= beyond && beyond * 3 <= bytes.len()
}

/// Letters of Western languages; 0xFF is so rare that it rather speaks against.
fn is_letter(byte: u8) -> bool {
    matches!(byte, 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFE)
}

fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// What Windows-1252 has where Latin-1 has controls; five bytes mean nothing. See the WHATWG's index of it.
#[rustfmt::skip]
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

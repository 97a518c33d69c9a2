//! Finds words eight bytes at a time and hands each over lower-cased, without copying what needs no change.

use super::packed::InlineStr;
use super::word_rule::{SOFT_HYPHEN, TYPOGRAPHIC, WordRule};
use std::borrow::Cow;

const HIGH: u64 = 0x8080_8080_8080_8080;
const LOW: u64 = 0x0101_0101_0101_0101;

/// A word as the scanner saw it.
pub enum Found<'t> {
    /// At most sixteen bytes of UTF-8, already lower-case.
    Short(InlineStr),
    /// Longer: borrowed from the text unless lower-casing changed it.
    Long(Cow<'t, str>),
}

/// Calls `found` with every word of `text`, in order, and returns how many there were.
pub fn each_word<'t>(text: &'t str, rule: WordRule, mut found: impl FnMut(Found<'t>)) -> u64 {
    let (bytes, joint) = (text.as_bytes(), rule.joint());
    let (mut at, mut words) = (0, 0);
    while at < bytes.len() {
        let low = Block::load(bytes, at);
        let skipped = low.separators_first();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let high = Block::load(bytes, at + 8);
        let length = low.word_first() + if low.word_first() == 8 { high.word_first() } else { 0 };
        let next = bytes.get(at + length).copied().unwrap_or(0);
        if length < 16 && next < 0x80 && next != joint {
            found(Found::Short(InlineStr::from_halves(low.lowered, high.lowered, length)));
            at += length;
        } else if let Some(length) = rule.word_at(&text[at..], length) {
            found(Found::from(lowered(&text[at..at + length])));
            at += length;
        } else {
            at += first_char_bytes(&text[at..]);
            continue;
        }
        words += 1;
    }
    words
}

/// Lower-cases like `str::to_lowercase` (so a capital sigma that ends a word becomes a final sigma), without soft hyphens and with each apostrophe
/// as `'`, borrowing when nothing changes.
pub fn lowered(word: &str) -> Cow<'_, str> {
    let unchanged = if word.is_ascii() {
        !word.bytes().any(|b| b.is_ascii_uppercase())
    } else {
        word.chars().all(|c| !is_rewritten(c) && c.to_lowercase().eq([c]))
    };
    if unchanged {
        Cow::Borrowed(word)
    } else if word.contains(is_rewritten) {
        Cow::Owned(word.replace(SOFT_HYPHEN, "").replace(TYPOGRAPHIC, "'").to_lowercase())
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

fn is_rewritten(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | TYPOGRAPHIC)
}

impl<'t> From<Cow<'t, str>> for Found<'t> {
    fn from(word: Cow<'t, str>) -> Self {
        match InlineStr::new(&word) {
            Some(packed) => Self::Short(packed),
            None => Self::Long(word),
        }
    }
}

fn first_char_bytes(rest: &str) -> usize {
    rest.chars().next().map_or(1, char::len_utf8)
}

/// Eight bytes of text, first byte lowest, classified at once.
struct Block {
    /// The bytes, ASCII capitals made small.
    lowered: u64,
    /// The high bit of each byte that is an ASCII letter or digit.
    word: u64,
    /// The high bit of each byte that is not ASCII.
    beyond: u64,
}

impl Block {
    fn load(bytes: &[u8], at: usize) -> Self {
        let rest = bytes.get(at..).unwrap_or_default();
        let raw = match rest.first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
        };
        let beyond = raw & HIGH;
        let ascii = raw & !HIGH;
        let alphabetic = between(ascii | (0x20 * LOW), b'a', b'z') & !beyond;
        let digit = between(ascii, b'0', b'9') & !beyond;
        Self {
            lowered: raw | (alphabetic >> 2),
            word: alphabetic | digit,
            beyond,
        }
    }

    /// How many bytes at the start belong to a word.
    fn word_first(&self) -> usize {
        ((self.word ^ HIGH).trailing_zeros() / 8) as usize
    }

    /// How many bytes at the start are ASCII and belong to no word.
    fn separators_first(&self) -> usize {
        ((self.word | self.beyond).trailing_zeros() / 8) as usize
    }
}

/// Sets the high bit of each byte of `ascii` (all below 128, so that no sum carries) within `first..=last`.
fn between(ascii: u64, first: u8, last: u8) -> u64 {
    let at_least = ascii + u64::from(0x80 - first) * LOW;
    let beyond = ascii + u64::from(0x7F - last) * LOW;
    at_least & !beyond & HIGH
}

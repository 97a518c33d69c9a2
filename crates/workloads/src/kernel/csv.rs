//! CSV as people have it, one record at a time: quoted fields with doubled quotes and line breaks, and what to do when one is broken.
//!
//! A text can be cut only where a record ends, and where that is depends on all quotes before: a line break between quotes ends
//! nothing. So a [`RecordSplitter`] walks through the text once and deals out whole records; whoever gets them reads them again, with the
//! same [`scan`].

use super::bytes::{find, find_either};
use std::ops::Range;

/// The longest field that is read, in bytes: Python's `csv.field_size_limit()`.
pub const LONGEST_FIELD: usize = 131_072;

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between fields: a semicolon, a comma or a tab.
    pub delimiter: u8,
    /// The byte that ends a line: LF, before which a CR may stand, or CR alone, as on the first Macintoshes.
    pub line_end: u8,
    /// Whether a quote between quotes is written `\"` as well as `""`; `\\` is a backslash then.
    pub backslash: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect {
            delimiter: b';',
            line_end: b'\n',
            backslash: false,
        }
    }
}

/// Why a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordError {
    /// Something other than what stands between fields or a line break follows the quote that ends a field.
    AfterQuote,
    /// The same, on a later line than that on which the field began.
    LeftOpen,
    /// A quote is opened and not closed before the text ends.
    Unclosed,
    /// A field is longer than [`LONGEST_FIELD`].
    TooLong,
    /// The record has more or fewer fields than the first line names.
    Fields,
    /// The year is missing.
    NoYear,
    /// The year is no whole number.
    Year,
    /// The year is a whole number, and none that a year can be here.
    YearRange,
    /// The rating is missing.
    NoRating,
    /// The rating is no number.
    Rating,
    /// The rating is a number below 0 or above 10.
    RatingRange,
    /// The rating has more than two decimals.
    Decimals,
}

impl RecordError {
    /// Every flaw, in the order in which they are counted.
    pub const ALL: [RecordError; 12] = [
        RecordError::AfterQuote,
        RecordError::LeftOpen,
        RecordError::Unclosed,
        RecordError::TooLong,
        RecordError::Fields,
        RecordError::NoYear,
        RecordError::Year,
        RecordError::YearRange,
        RecordError::NoRating,
        RecordError::Rating,
        RecordError::RatingRange,
        RecordError::Decimals,
    ];

    /// What is wrong, in words.
    pub fn words(self) -> &'static str {
        match self {
            RecordError::AfterQuote => "text follows the quote that ends a field",
            RecordError::LeftOpen => {
                "the field goes on past the end of the line, and text follows its next quote; a quote may have been left open"
            }
            RecordError::Unclosed => "a quote is opened and never closed",
            RecordError::TooLong => "a field is longer than 131,072 bytes; a quote may have been left open",
            RecordError::Fields => "it has more or fewer fields than the first line names",
            RecordError::Year => "the year is no whole number",
            RecordError::NoYear => "the year is missing",
            RecordError::YearRange => "the year is not between 0 and 65,535",
            RecordError::NoRating => "the rating is missing",
            RecordError::Rating => "the rating is no number",
            RecordError::RatingRange => "the rating is not between 0 and 10",
            RecordError::Decimals => "the rating has more than two decimals",
        }
    }
}

/// Where a record ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordEnd {
    /// The first byte that belongs to the next line.
    pub next: usize,
    /// What is wrong with it; a record that is broken ends with the line on which it began, so that it takes no other with it.
    pub flaw: Option<RecordError>,
}

/// Reads the record that begins at `at` and hands over each of its fields: where it stands, without the quotes around it, and
/// whether it had any.
pub fn scan(text: &[u8], at: usize, dialect: Dialect, mut field: impl FnMut(Range<usize>, bool)) -> RecordEnd {
    let Dialect {
        delimiter, line_end, ..
    } = dialect;
    let broken = |flaw| broken(text, at, line_end, flaw);
    let mut from = at;
    loop {
        let end = match text.get(from) {
            Some(b'"') => match quoted(text, from + 1, dialect.backslash) {
                Ok(quote) => {
                    field(from + 1..quote, true);
                    quote + 1
                }
                Err(flaw) => return broken(flaw),
            },
            _ => {
                let end = find_either(text, from, delimiter, line_end);
                if end - from > LONGEST_FIELD {
                    return broken(RecordError::TooLong);
                }
                field(from..without_return(text, from, end, delimiter), false);
                end
            }
        };
        match &text[end..] {
            [next, ..] if *next == delimiter => from = end + 1,
            [next, ..] if *next == line_end => return sound(end + 1),
            [b'\r', b'\n', ..] => return sound(end + 2),
            [] => return sound(end),
            _ if text[from..end].contains(&line_end) => return broken(RecordError::LeftOpen),
            _ => return broken(RecordError::AfterQuote),
        }
    }
}

/// Where the field ends whose first byte after the quote is at `from`: the place of the quote that closes it.
fn quoted(text: &[u8], from: usize, backslash: bool) -> Result<usize, RecordError> {
    let mut at = from;
    let last = from.saturating_add(LONGEST_FIELD + 1).min(text.len());
    loop {
        at = find(&text[..last], at, b'"');
        if at - from > LONGEST_FIELD {
            return Err(RecordError::TooLong);
        }
        if at >= text.len() {
            return Err(RecordError::Unclosed);
        }
        if backslash && is_escaped(&text[from..at]) {
            at += 1;
        } else if text.get(at + 1) != Some(&b'"') {
            return Ok(at);
        } else {
            at += 2;
        }
    }
}

/// Whether what follows these bytes has an odd number of backslashes before it.
fn is_escaped(before: &[u8]) -> bool {
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

fn sound(next: usize) -> RecordEnd {
    RecordEnd { next, flaw: None }
}

fn broken(text: &[u8], at: usize, line_end: u8, flaw: RecordError) -> RecordEnd {
    RecordEnd {
        next: (find(text, at, line_end) + 1).min(text.len()),
        flaw: Some(flaw),
    }
}

fn without_return(text: &[u8], from: usize, end: usize, delimiter: u8) -> usize {
    let last = text[from..end].last() == Some(&b'\r') && text.get(end) != Some(&delimiter);
    end - usize::from(last)
}

/// What a quoted or bare field says.
pub fn plain(field: &str, quoted: bool, backslash: bool) -> String {
    match (quoted, backslash) {
        (true, true) => unescaped(field).replace("\"\"", "\""),
        (true, false) => field.replace("\"\"", "\""),
        (false, _) => field.to_owned(),
    }
}

/// Without the backslashes before quotes and backslashes.
fn unescaped(field: &str) -> String {
    let mut plain = String::with_capacity(field.len());
    let mut letters = field.chars().peekable();
    while let Some(letter) = letters.next() {
        let escaped = letters.next_if(|next| letter == '\\' && matches!(next, '"' | '\\'));
        plain.push(escaped.unwrap_or(letter));
    }
    plain
}

/// Some records that follow one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Where they stand in the text.
    pub text: Range<usize>,
    /// The number of the first, counted from 0.
    pub first: u32,
}

/// Deals out the records of a text in order, whole ones only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordSplitter {
    at: usize,
    line: u32,
    dialect: Dialect,
}

impl RecordSplitter {
    /// A cutter that begins at a byte of the text where a record begins.
    pub fn new(at: usize) -> Self {
        RecordSplitter::written(at, Dialect::default())
    }

    /// The same, of a list that is written like this.
    pub fn written(at: usize, dialect: Dialect) -> Self {
        RecordSplitter { at, line: 0, dialect }
    }

    /// The next `most` records (at least one), or as many as are left.
    pub fn next(&mut self, text: &[u8], most: usize) -> Option<Chunk> {
        self.at = skip_blank(text, self.at);
        let (from, first) = (self.at, self.line);
        for _ in 0..most.max(1) {
            self.at = skip_blank(text, self.at);
            if self.at >= text.len() {
                break;
            }
            self.at = scan(text, self.at, self.dialect, |_, _| {}).next;
            self.line += 1;
        }
        (self.line > first).then_some(Chunk {
            text: from..self.at,
            first,
        })
    }

    /// About how many bytes the next `most` records of a text of `bytes` bytes have, judging by those before; what they cost must be
    /// known before they are read.
    pub fn about(&self, most: usize, bytes: usize) -> usize {
        let average = self.at.checked_div(self.line as usize).unwrap_or(USUAL_BYTES);
        average.saturating_mul(most).min(bytes.saturating_sub(self.at))
    }

    /// Lines dealt out so far; empty ones are none.
    pub fn lines(&self) -> u32 {
        self.line
    }
}

/// Bytes that a record is thought to have before any was read.
const USUAL_BYTES: usize = 300;

/// The first byte at or after `at` that is not part of an empty line.
pub fn skip_blank(text: &[u8], mut at: usize) -> usize {
    loop {
        match &text[at.min(text.len())..] {
            [b'\n' | b'\r', ..] => at += 1,
            _ => return at,
        }
    }
}

//! CSV with semicolons, one record at a time: quoted fields with doubled quotes and line breaks, and what to do when one is broken.
//!
//! A text can be cut only where a record ends, and where that is depends on all quotes before: a line break between quotes ends
//! nothing. So a [`RecordSplitter`] walks through the text once and deals out whole records; whoever gets them reads them again, with the
//! same [`scan`].

use super::bytes::{find, find_either};
use std::ops::Range;

/// The longest field that is read, in bytes: Python's `csv.field_size_limit()`.
pub const LONGEST_FIELD: usize = 131_072;

/// Why a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordError {
    /// Something other than a semicolon or a line break follows the quote that ends a field.
    AfterQuote,
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
    pub const ALL: [RecordError; 11] = [
        RecordError::AfterQuote,
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
pub fn scan(text: &[u8], at: usize, mut field: impl FnMut(Range<usize>, bool)) -> RecordEnd {
    let mut from = at;
    loop {
        let end = match text.get(from) {
            Some(b'"') => match quoted(text, from + 1) {
                Ok(quote) => {
                    field(from + 1..quote, true);
                    quote + 1
                }
                Err(flaw) => return broken(text, at, flaw),
            },
            _ => {
                let end = find_either(text, from, b';', b'\n');
                if end - from > LONGEST_FIELD {
                    return broken(text, at, RecordError::TooLong);
                }
                field(from..without_return(text, from, end), false);
                end
            }
        };
        match &text[end..] {
            [b';', ..] => from = end + 1,
            [b'\n', ..] => return sound(end + 1),
            [b'\r', b'\n', ..] => return sound(end + 2),
            [] => return sound(end),
            _ => return broken(text, at, RecordError::AfterQuote),
        }
    }
}

/// Where the field ends whose first byte after the quote is at `from`: the place of the quote that closes it.
fn quoted(text: &[u8], from: usize) -> Result<usize, RecordError> {
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
        if text.get(at + 1) != Some(&b'"') {
            return Ok(at);
        }
        at += 2;
    }
}

fn sound(next: usize) -> RecordEnd {
    RecordEnd { next, flaw: None }
}

fn broken(text: &[u8], at: usize, flaw: RecordError) -> RecordEnd {
    RecordEnd {
        next: (find(text, at, b'\n') + 1).min(text.len()),
        flaw: Some(flaw),
    }
}

fn without_return(text: &[u8], from: usize, end: usize) -> usize {
    let last = text[from..end].last() == Some(&b'\r') && text.get(end) != Some(&b';');
    end - usize::from(last)
}

/// What a quoted or bare field says.
pub fn plain(field: &str, quoted: bool) -> String {
    match quoted {
        true => field.replace("\"\"", "\""),
        false => field.to_owned(),
    }
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
}

impl RecordSplitter {
    /// A cutter that begins at a byte of the text where a record begins.
    pub fn new(at: usize) -> Self {
        RecordSplitter { at, line: 0 }
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
            self.at = scan(text, self.at, |_, _| {}).next;
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
            [b'\n', ..] => at += 1,
            [b'\r', b'\n', ..] => at += 2,
            _ => return at,
        }
    }
}

//! One line of a list of books, read: what is in each of its columns.

use super::columns::{COUNT, Columns, FirstLine, RATING};
use super::csv::{Chunk, Dialect, RecordError, RecordSplitter, plain, scan, skip_blank};

/// A record whose text stands where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'t> {
    /// The number of its line, counted from 0, empty lines and the first line not counted.
    pub line: u32,
    /// Where it begins in the text.
    pub at: usize,
    /// The title as written, quotes still doubled.
    pub title: Field<'t>,
    /// The description as written, quotes still doubled.
    pub description: Field<'t>,
    /// The author as written, quotes still doubled.
    pub author: Field<'t>,
    /// The year.
    pub year: u16,
    /// The rating in hundredths; [`UNRATED`] in a list without ratings.
    pub rating: u16,
}

/// A field as it stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Field<'t> {
    /// What stands between the quotes, or the whole of it if there are none.
    pub raw: &'t str,
    /// Whether there are any.
    pub quoted: bool,
    /// Whether a quote may be written with a backslash.
    pub backslash: bool,
}

impl Field<'_> {
    /// What the field says.
    pub fn plain(self) -> String {
        plain(self.raw, self.quoted, self.backslash)
    }
}

/// The rating of a record in a list without ratings: more than any rating is.
pub const UNRATED: u16 = u16::MAX;

/// How a list is written, which column is which, and where the records begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    columns: Columns,
    /// How it is written.
    pub dialect: Dialect,
    /// The byte after the first line.
    pub start: usize,
}

impl Header {
    /// Reads the first line. Fails with a sentence when it does not name the columns.
    pub fn read(text: &str) -> Result<Self, String> {
        Header::mapped(text, "")
    }

    /// As [`Header::read`], with what somebody says of the columns: `title:Book-Title,author:Book-Author`, by name or by number from 1.
    pub fn mapped(text: &str, said: &str) -> Result<Self, String> {
        FirstLine::read(text).header(said)
    }

    /// The records, to be dealt out.
    pub fn records(&self) -> RecordSplitter {
        RecordSplitter::written(self.start, self.dialect)
    }

    /// For each of [`COLUMNS`](super::columns::COLUMNS), its place in a line, if the list has it.
    pub fn places(&self) -> [Option<usize>; COUNT] {
        self.columns.places
    }

    pub(super) fn new(columns: Columns, dialect: Dialect, start: usize) -> Self {
        Header {
            columns,
            dialect,
            start,
        }
    }

    /// Whether the records have ratings.
    pub fn has_ratings(&self) -> bool {
        self.columns.places[RATING].is_some()
    }

    /// Reads the record at byte `at`, which is line number `line`; where the next one begins, and the record or what is wrong with it.
    pub fn record<'t>(&self, text: &'t str, at: usize, line: u32) -> (usize, Result<Record<'t>, RecordError>) {
        let mut fields = [Field::default(); COUNT];
        let mut number = 0;
        let end = scan(text.as_bytes(), at, self.dialect, |range, quoted| {
            if let Some(column) = self.columns.places.iter().position(|&place| place == Some(number)) {
                fields[column] = Field {
                    raw: text.get(range).unwrap_or_default(),
                    quoted,
                    backslash: self.dialect.backslash,
                };
            }
            number += 1;
        });
        let read = match end.flaw {
            Some(flaw) => Err(flaw),
            None if number != self.columns.fields => Err(RecordError::Fields),
            None => self.typed(fields, at, line),
        };
        (end.next, read)
    }

    /// Reads every line of a chunk.
    pub fn each<'t>(
        &self,
        text: &'t str,
        chunk: &Chunk,
        mut found: impl FnMut(usize, Result<Record<'t>, RecordError>),
    ) {
        let (mut at, mut line) = (chunk.text.start, chunk.first);
        while at < chunk.text.end {
            let (next, read) = self.record(text, at, line);
            found(at, read);
            at = skip_blank(text.as_bytes(), next);
            line += 1;
        }
    }

    fn typed<'t>(&self, fields: [Field<'t>; COUNT], at: usize, line: u32) -> Result<Record<'t>, RecordError> {
        let [title, description, author, year, rating] = fields;
        Ok(Record {
            line,
            at,
            title,
            description,
            author,
            year: read_year(year.raw.trim())?,
            rating: match self.has_ratings() {
                true => read_rating(rating.raw.trim())?,
                false => UNRATED,
            },
        })
    }
}

fn read_year(typed: &str) -> Result<u16, RecordError> {
    typed.parse().map_err(|_| match typed {
        "" => RecordError::NoYear,
        _ if all_digits(unsigned(typed)) => RecordError::YearRange,
        _ => RecordError::Year,
    })
}

fn read_rating(typed: &str) -> Result<u16, RecordError> {
    hundredths(typed).ok_or_else(|| {
        let (whole, part) = unsigned(typed).split_once(['.', ',']).unwrap_or((unsigned(typed), "0"));
        let ten = part.bytes().all(|digit| digit == b'0');
        let within = |whole: &str| whole.parse().is_ok_and(|whole: u64| whole < 10 || whole == 10 && ten);
        match (typed, all_digits(whole) && all_digits(part)) {
            ("", _) => RecordError::NoRating,
            (_, false) => RecordError::Rating,
            _ if typed.starts_with('-') || !within(whole) => RecordError::RatingRange,
            _ => RecordError::Decimals,
        }
    })
}

fn unsigned(typed: &str) -> &str {
    typed.strip_prefix(['-', '+']).unwrap_or(typed)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number from 0 to 10 with at most two decimals, after a point or a comma, in hundredths.
pub fn hundredths(typed: &str) -> Option<u16> {
    let (whole, part) = typed.split_once(['.', ',']).unwrap_or((typed, "0"));
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) {
        return None;
    }
    let part: u16 = part.parse::<u16>().ok()? * if part.len() == 1 { 10 } else { 1 };
    Some(whole.parse::<u16>().ok()? * 100 + part).filter(|&rating| rating <= 1_000)
}

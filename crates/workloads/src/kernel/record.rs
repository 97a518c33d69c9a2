//! One line of a list of books, read: which column is which, and what is in each.

use super::bytes::find;
use super::csv::{Chunk, RecordEnd, RecordError, plain, scan, skip_blank};

/// The columns that a list of books must have, in the order in which we write them.
pub const COLUMNS: [&str; COUNT] = ["title", "description", "author", "year", "rating"];
const COUNT: usize = 5;

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
    /// The rating in hundredths.
    pub rating: u16,
}

/// A field as it stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field<'t> {
    /// What stands between the quotes, or the whole of it if there are none.
    pub raw: &'t str,
    /// Whether there are any.
    pub quoted: bool,
}

impl Field<'_> {
    /// What the field says.
    pub fn plain(self) -> String {
        plain(self.raw, self.quoted)
    }
}

/// Which column is which, and where the records begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// For each of [`COLUMNS`], its place in a line.
    places: [usize; COUNT],
    /// How many fields a line has.
    fields: usize,
    /// The byte after the first line.
    pub start: usize,
}

impl Header {
    /// Reads the first line. Fails with a sentence when it does not name the columns.
    pub fn read(text: &str) -> Result<Self, String> {
        let bytes = text.as_bytes();
        let start = skip_blank(bytes, text.len() - text.trim_start_matches('\u{feff}').len());
        let mut names = Vec::new();
        let RecordEnd { next, flaw } = scan(bytes, start, |field, _| {
            names.push(text[field].trim().to_string());
        });
        let place = |column: &str| names.iter().position(|name| name.to_lowercase() == column);
        let mut places = [0; COUNT];
        let mut missing = Vec::new();
        for (column, to) in COLUMNS.iter().zip(&mut places) {
            match place(column) {
                Some(found) => *to = found,
                None => missing.push(*column),
            }
        }
        if !missing.is_empty() || flaw.is_some() {
            return Err(unnamed(text, start, &names, &missing));
        }
        Ok(Header {
            places,
            fields: names.len(),
            start: next,
        })
    }

    /// Reads the record at byte `at`, which is line number `line`; where the next one begins, and the record or what is wrong with it.
    pub fn record<'t>(&self, text: &'t str, at: usize, line: u32) -> (usize, Result<Record<'t>, RecordError>) {
        let mut fields = [Field::default(); COUNT];
        let mut number = 0;
        let end = scan(text.as_bytes(), at, |range, quoted| {
            if let Some(column) = self.places.iter().position(|&place| place == number) {
                let raw = text.get(range).unwrap_or_default();
                fields[column] = Field { raw, quoted };
            }
            number += 1;
        });
        let read = match end.flaw {
            Some(flaw) => Err(flaw),
            None if number != self.fields => Err(RecordError::Fields),
            None => typed(fields, at, line),
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
}

fn typed(fields: [Field<'_>; COUNT], at: usize, line: u32) -> Result<Record<'_>, RecordError> {
    let [title, description, author, year, rating] = fields;
    Ok(Record {
        line,
        at,
        title,
        description,
        author,
        year: read_year(year.raw.trim())?,
        rating: read_rating(rating.raw.trim())?,
    })
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

/// Why the first line does not do, with all that it names and all that it does not.
fn unnamed(text: &str, start: usize, names: &[String], missing: &[&str]) -> String {
    let line = text[start..find(text.as_bytes(), start, b'\n')].trim();
    let columns = "“title;description;author;year;rating”, in any order and with semicolons between";
    if line.is_empty() {
        return format!("This list is empty: its first line must name the columns {columns}.");
    }
    if line.contains('\r') {
        return "The lines of this list end in CR only: allowed are lines that end in LF or in CR and LF.".into();
    }
    let named: Vec<String> = names.iter().take(MOST_NAMED).map(|name| begin(name)).collect();
    let more = names.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let missing = match (missing, names) {
        ([], _) => "it breaks off in a quote".to_string(),
        (_, [_]) => format!("this one has no semicolon and is “{}”", begin(line)),
        (missing, _) => format!("this one, “{}”{more}, has no {}", named.join(";"), missing.join(", ")),
    };
    format!("The first line of a list of books must name the columns {columns}; {missing}.")
}

fn begin(text: &str) -> String {
    let begins: String = text.chars().take(SHOWN).collect();
    let cut = if begins.len() < text.len() { "…" } else { "" };
    format!("{begins}{cut}")
}

/// Characters of a column's name that are shown.
const SHOWN: usize = 60;
/// Columns of a first line that are named.
const MOST_NAMED: usize = 40;

//! Which column of a list of books is which, by the names in its first line or by what somebody says, and how the list is written.

use super::bytes::{find, find_either};
use super::csv::{Dialect, scan, skip_blank};
use super::record::Header;

/// What a list of books can have, in the order in which we write it; it may have no descriptions and no ratings.
pub const COLUMNS: [&str; COUNT] = ["title", "description", "author", "year", "rating"];
pub(super) const COUNT: usize = 5;
pub(super) const RATING: usize = 4;
const OPTIONAL: [&str; 2] = ["description", "rating"];

/// Which column is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// For each of [`COLUMNS`], its place in a line, if the list has it.
    pub places: [Option<usize>; COUNT],
    /// How many fields a line has.
    pub fields: usize,
}

/// The first line of a list, with how the list seems to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLine {
    /// The names of the first [`MOST_COLUMNS`] columns as they stand there.
    pub names: Vec<String>,
    fields: usize,
    dialect: Dialect,
    /// The byte after it.
    end: usize,
    breaks_off: bool,
    text: String,
}

impl FirstLine {
    /// Reads it, with whichever of semicolon, comma and tab finds the most columns; a line `sep=,` before it says which.
    pub fn read(text: &str) -> Self {
        let bytes = text.as_bytes();
        let start = skip_blank(bytes, text.len() - text.trim_start_matches('\u{feff}').len());
        let line_end = line_end(&bytes[start..]);
        let backslash = has_backslashes(bytes);
        let written = |delimiter| Dialect {
            delimiter,
            line_end,
            backslash,
        };
        let line = text[start..find(bytes, start, line_end)].trim_end_matches('\r');
        if let Some(said) = line.strip_prefix("sep=").filter(|said| said.len() == 1) {
            let next = skip_blank(bytes, start + line.len());
            return FirstLine::with(text, next, written(said.as_bytes()[0]));
        }
        let mut best = FirstLine::with(text, start, written(b';'));
        for delimiter in *b",\t" {
            let other = FirstLine::with(text, start, written(delimiter));
            if other.worth() > best.worth() {
                best = other;
            }
        }
        best
    }

    fn with(text: &str, start: usize, dialect: Dialect) -> Self {
        let (mut names, mut fields) = (Vec::new(), 0);
        let end = scan(text.as_bytes(), start, dialect, |field, _| {
            fields += 1;
            if fields <= MOST_COLUMNS {
                names.push(text[field].trim().to_string());
            }
        });
        FirstLine {
            names,
            fields,
            dialect,
            end: end.next,
            breaks_off: end.flaw.is_some(),
            text: begin(text[start..find(text.as_bytes(), start, dialect.line_end)].trim()),
        }
    }

    /// The names for people: short, and without what would do something to a page or a terminal.
    pub fn shown(&self) -> Vec<String> {
        self.names.iter().map(|name| begin(name)).collect()
    }

    /// How much sense it makes: columns that are known first, then columns.
    fn worth(&self) -> (usize, usize) {
        (self.guess().iter().flatten().count(), self.fields)
    }

    /// Which column is which by their names: the one that is called so, or that has the word in its name, as `Book-Title` has.
    pub fn guess(&self) -> [Option<usize>; COUNT] {
        let words: Vec<Vec<String>> = self.names.iter().map(|name| words(name)).collect();
        let mut places = [None; COUNT];
        for (number, column) in COLUMNS.iter().enumerate() {
            let synonyms = SYNONYMS.iter().filter(|(of, _)| of == column).map(|(_, name)| *name);
            places[number] = [*column].into_iter().chain(synonyms).find_map(|name| {
                let free = (0..words.len()).filter(|place| !places.contains(&Some(*place)));
                let called = free.filter(|&place| words[place].iter().any(|word| word == name));
                called.min_by_key(|&place| words[place].len())
            });
        }
        places
    }

    /// The header of the list, with what somebody says of its columns. Fails with a sentence.
    pub fn header(&self, said: &str) -> Result<Header, String> {
        if self.text.is_empty() {
            return Err(format!(
                "This list is empty: its first line must name the columns {WANTED}."
            ));
        }
        if self.breaks_off {
            return Err(format!(
                "The first line of a list of books must name the columns {WANTED}; it breaks off in a quote."
            ));
        }
        let mut places = self.guess();
        for one in said.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let (column, place) = self.said(one)?;
            places[column] = place;
        }
        let missing = |(column, place): (&&str, &Option<usize>)| place.is_none() && !OPTIONAL.contains(column);
        match COLUMNS.iter().zip(&places).any(missing) {
            true => Err(self.unnamed(&places)),
            false => {
                let fields = self.fields;
                Ok(Header::new(Columns { places, fields }, self.dialect, self.end))
            }
        }
    }

    /// Reads `title:Book-Title`, with the name or the number of a column, or nothing for a column that the list does not have.
    fn said(&self, one: &str) -> Result<(usize, Option<usize>), String> {
        let (column, name) = one.split_once(':').unwrap_or((one, ""));
        let (column, name) = (column.trim(), name.trim());
        let Some(number) = COLUMNS.iter().position(|known| *known == column) else {
            return Err(format!(
                "columns: “{}” is none of {}: allowed is title:NAME,author:NAME and so on.",
                begin(column),
                COLUMNS.join(", ")
            ));
        };
        let by_name = || {
            self.names
                .iter()
                .position(|known| known.to_lowercase() == name.to_lowercase())
        };
        let by_number = || name.parse().ok().and_then(|number: usize| number.checked_sub(1));
        match by_name().or_else(by_number).filter(|place| *place < self.names.len()) {
            None if !name.is_empty() => Err(format!(
                "columns: this list has no column “{}”: allowed is {}.",
                begin(name),
                self.named()
            )),
            place => Ok((number, place)),
        }
    }

    /// Which column is which and which are missing, in words; how it is written, where that is not with semicolons.
    pub fn told(&self, header: &Header) -> String {
        let columns = COLUMNS.iter().zip(header.places());
        let found = columns.clone().filter_map(|(column, place)| {
            let name = self.names.get(place?)?;
            Some(match words(name).join(" ") == *column {
                true => column.to_string(),
                false => format!("{column} is “{}”", begin(name)),
            })
        });
        let missing: Vec<&str> = columns
            .filter(|(_, place)| place.is_none())
            .map(|(column, _)| *column)
            .collect();
        let mut told = found.collect::<Vec<_>>().join(", ");
        if !missing.is_empty() {
            told += &format!("; there is no {}", missing.join(" and no "));
        }
        let Dialect {
            delimiter,
            line_end,
            backslash,
        } = self.dialect;
        let odd = [
            (delimiter != b';').then(|| format!("{} between", delimiter_name(delimiter))),
            (line_end == b'\r').then(|| "lines end in CR".to_string()),
            backslash.then(|| "quotes written \\\"".to_string()),
        ];
        for one in odd.into_iter().flatten() {
            told += &format!("; {one}");
        }
        told
    }

    /// Why the first line does not do, with all that it names, what of that is known, and what is missing.
    fn unnamed(&self, places: &[Option<usize>; COUNT]) -> String {
        let of = |there: bool| {
            let those = COLUMNS
                .iter()
                .zip(places)
                .filter(move |(_, place)| place.is_some() == there);
            those.map(|(column, _)| *column).collect::<Vec<_>>().join(", ")
        };
        let found = match of(true) {
            none if none.is_empty() => String::new(),
            found => format!(" (it has {found})"),
        };
        let this = match self.fields {
            0 | 1 => format!("this one has no semicolon, comma or tab and is “{}”", self.text),
            _ => format!("this one, {}, has no {}{found}", self.named(), of(false)),
        };
        format!(
            "The first line of a list of books must name the columns {WANTED}; {this}. Say which is which, as columns=title:NAME,author:NAME,year:NAME."
        )
    }

    /// The names of the columns, as they stand there.
    fn named(&self) -> String {
        let named: Vec<String> = self.names.iter().take(MOST_NAMED).map(|name| begin(name)).collect();
        let more = match self.fields.saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("“{}”{more}", named.join(";"))
    }
}

const WANTED: &str = "“title;description;author;year;rating”, in any order, with semicolons, commas or tabs between";

/// Other names that columns go by.
const SYNONYMS: [(&str, &str); 8] = [
    ("title", "name"),
    ("description", "summary"),
    ("description", "abstract"),
    ("author", "authors"),
    ("author", "writer"),
    ("year", "published"),
    ("rating", "score"),
    ("rating", "stars"),
];

/// The words of a name, in lower case: `Year-Of-Publication` has three.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// LF, unless the first line ends in CR alone.
fn line_end(text: &[u8]) -> u8 {
    let first = find_either(text, 0, b'\r', b'\n');
    match (text.get(first), text.get(first + 1)) {
        (Some(b'\r'), next) if next != Some(&b'\n') => b'\r',
        _ => b'\n',
    }
}

/// How far is looked for backslashes, in bytes.
const LOOKED_AT: usize = 16_000_000;

/// Whether there is a quote behind a backslash that can neither end a field nor be half of a doubled one.
fn has_backslashes(text: &[u8]) -> bool {
    let text = &text[..text.len().min(LOOKED_AT)];
    let mut at = find(text, 0, b'\\');
    while at < text.len() {
        if let [b'"', next, ..] = &text[at + 1..]
            && !matches!(next, b'"' | b';' | b',' | b'\t' | b'\r' | b'\n')
        {
            return true;
        }
        at = find(text, at + 1, b'\\');
    }
    false
}

fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b',' => "commas".into(),
        b'\t' => "tabs".into(),
        other => format!("“{}”", char::from(other)),
    }
}

fn begin(text: &str) -> String {
    let letters = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let begins: String = letters.take(SHOWN).collect();
    let cut = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("{begins}{cut}")
}

/// Characters of a column's name that are shown.
const SHOWN: usize = 60;
/// Columns that are known by name and number: a first line of megabytes has no more.
pub const MOST_COLUMNS: usize = 4_096;
/// Columns of a first line that are named.
const MOST_NAMED: usize = 40;

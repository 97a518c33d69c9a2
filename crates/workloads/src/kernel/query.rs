//! What is searched for: words, an author between quotes, years, ratings.

use super::record::hundredths;
use super::scan::{Found, each_word};
use super::word_rule::WordRule;
use std::ops::RangeInclusive;

/// Words that say nothing about a book and are not indexed: the stop words of Lucene's `EnglishAnalyzer`.
pub const STOP_WORDS: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// What a book must have to be found: all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words in the title or the description, lower-cased, no stop words.
    pub words: Vec<String>,
    /// The author, lower-cased.
    pub author: Option<String>,
    /// The years allowed.
    pub years: RangeInclusive<u16>,
    /// The ratings allowed, in hundredths.
    pub ratings: RangeInclusive<u16>,
}

impl Query {
    /// Reads `author:"Ines Quill" dragon year:1990..1999 rating:4..5`: words, and fields by their names. Fails with a sentence.
    pub fn read(typed: &str) -> Result<Self, String> {
        Query::under(typed, WordRule::default())
    }

    /// As [`Query::read`], with words as a rule says.
    pub fn under(typed: &str, rule: WordRule) -> Result<Self, String> {
        let mut query = Query {
            words: Vec::new(),
            author: None,
            years: 0..=u16::MAX,
            ratings: 0..=u16::MAX,
        };
        let mut stopped = Vec::new();
        for part in parts(typed) {
            match part.split_once(':') {
                Some(("author", name)) => query.author = author(name),
                Some(("year", years)) => query.years = range(years, |year| year.parse().ok()).ok_or_else(bad_year)?,
                Some(("rating", ratings)) => query.ratings = range(ratings, hundredths).ok_or_else(bad_rating)?,
                _ => each_word_of(part, rule, |word| match STOP_WORDS.contains(&word.as_str()) {
                    true => stopped.push(word),
                    false => query.words.push(word),
                }),
            }
        }
        query.words.sort_unstable();
        query.words.dedup();
        let narrows = !query.words.is_empty()
            || query.author.is_some()
            || query.years != (0..=u16::MAX)
            || query.ratings != (0..=u16::MAX);
        if narrows { Ok(query) } else { Err(nothing(&stopped)) }
    }
}

fn author(typed: &str) -> Option<String> {
    let name = typed.trim_matches('"').trim().to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// Splits at spaces outside quotes.
fn parts(typed: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    typed
        .split(move |letter: char| {
            inside ^= letter == '"';
            letter.is_whitespace() && !inside
        })
        .filter(|part| !part.is_empty())
}

fn each_word_of(text: &str, rule: WordRule, mut found: impl FnMut(String)) {
    each_word(text, rule, |word| {
        found(match word {
            Found::Short(word) => {
                let mut text = String::new();
                word.push_to(&mut text);
                text
            }
            Found::Long(word) => word.into_owned(),
        });
    });
}

/// `from..to`, or one value alone.
fn range(typed: &str, read: impl Fn(&str) -> Option<u16>) -> Option<RangeInclusive<u16>> {
    let (from, to) = typed.split_once("..").unwrap_or((typed, typed));
    let (from, to) = (read(from)?, read(to)?);
    (from <= to).then_some(from..=to)
}

fn bad_year() -> String {
    "After “year:” comes a year such as 1984, or two with the earlier first, such as 1980..1989.".into()
}

fn bad_rating() -> String {
    "After “rating:” comes a number from 0 to 10 such as 4.5, or two with the lower first, such as 4..5.".into()
}

fn nothing(stopped: &[String]) -> String {
    match stopped {
        [] => "There is nothing to search for: type a word, or author:\"…\", year:1980..1989 or rating:4..5.".into(),
        [only] => format!(
            "“{only}” is a stop word, in so many books that it is not indexed: add a word that tells books apart."
        ),
        several => format!(
            "“{}” are stop words, in so many books that they are not indexed: add a word that tells books apart.",
            several.join("”, “")
        ),
    }
}

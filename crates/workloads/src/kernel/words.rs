//! Word count: a word is what a [`WordRule`] says, lower-cased as `str::to_lowercase` does.

use super::packed::{FxBuildHasher, InlineStr};
use super::scan::{Found, each_word, lowered};
use super::word_rule::WordRule;
use hashbrown::{HashMap, HashTable, hash_table::Entry};
use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};

/// How often each word was met. Words of up to sixteen bytes are kept in the table itself, longer ones borrow from the
/// text they came from unless they had to be lower-cased.
#[derive(Clone, Debug, Default)]
pub struct Counts<'t> {
    rule: WordRule,
    short: HashTable<(InlineStr, u64)>,
    long: HashMap<Cow<'t, str>, u64, FxBuildHasher>,
    total: u64,
}

/// A word and how often it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordCount {
    /// The word, lower-cased.
    pub word: String,
    /// How often it was met.
    pub count: u64,
}

impl Ord for WordCount {
    /// Most frequent first, equally frequent ones in the order of their bytes.
    fn cmp(&self, other: &Self) -> Ordering {
        (Reverse(self.count), &self.word).cmp(&(Reverse(other.count), &other.word))
    }
}

impl PartialOrd for WordCount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'t> Counts<'t> {
    /// No words yet, of those that this rule says.
    pub fn under(rule: WordRule) -> Self {
        Counts {
            rule,
            ..Self::default()
        }
    }

    /// Counts the words of `text`.
    pub fn of(text: &'t str) -> Self {
        let mut counts = Self::default();
        counts.count(text);
        counts
    }

    /// Adds the words of `text` and returns how many there were, repetitions included.
    pub fn count(&mut self, text: &'t str) -> u64 {
        let words = each_word(text, self.rule, |found| match found {
            Found::Short(word) => add_short(&mut self.short, word, 1),
            Found::Long(word) => *self.long.entry(word).or_insert(0) += 1,
        });
        self.total += words;
        words
    }

    /// Adds `count` to the count of `word`, which must be a lower-cased word already.
    pub fn add(&mut self, word: &'t str, count: u64) {
        self.total += count;
        match InlineStr::new(word) {
            Some(word) => add_short(&mut self.short, word, count),
            None => *self.long.entry(Cow::Borrowed(word)).or_insert(0) += count,
        }
    }

    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: Counts<'t>) {
        self.total += other.total;
        for (word, count) in other.short {
            add_short(&mut self.short, word, count);
        }
        for (word, count) in other.long {
            *self.long.entry(word).or_insert(0) += count;
        }
    }

    /// How often `word` was met, in whatever case it is given.
    pub fn get(&self, word: &str) -> u64 {
        let word = lowered(word);
        let found = match InlineStr::new(&word) {
            Some(word) => self
                .short
                .find(word.hash(), |entry| entry.0 == word)
                .map(|entry| entry.1),
            None => self.long.get(word.as_ref()).copied(),
        };
        found.unwrap_or(0)
    }

    /// How many words there were, repetitions included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// How many different words there were.
    pub fn distinct(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// The `most` most frequent words, by count and then by word.
    pub fn top(&self, most: usize) -> Vec<WordCount> {
        let enough = self.smallest_of_the_top(most);
        let short = self
            .short
            .iter()
            .filter(|entry| entry.1 >= enough)
            .map(|&(word, count)| {
                let mut text = String::new();
                word.push_to(&mut text);
                WordCount { word: text, count }
            });
        let long = self.long.iter().filter(|entry| *entry.1 >= enough);
        merge_tops(
            short.chain(long.map(|(word, &count)| WordCount {
                word: word.clone().into_owned(),
                count,
            })),
            most,
        )
    }

    /// Short words with their hash and count, in no order.
    pub(super) fn short(&self) -> impl Iterator<Item = (InlineStr, u64)> {
        self.short.iter().copied()
    }

    /// Long words with their count, in no order.
    pub(super) fn long(&self) -> impl Iterator<Item = (&str, u64)> {
        self.long.iter().map(|(word, &count)| (word.as_ref(), count))
    }

    /// Adds `count` to the count of a short word.
    pub(super) fn add_packed(&mut self, word: InlineStr, count: u64) {
        self.total += count;
        add_short(&mut self.short, word, count);
    }

    /// The count below which no word can be among the `most` most frequent.
    fn smallest_of_the_top(&self, most: usize) -> u64 {
        let mut counts: Vec<u64> = self
            .short
            .iter()
            .map(|entry| entry.1)
            .chain(self.long.values().copied())
            .collect();
        match most.checked_sub(1) {
            Some(last) if last < counts.len() => *counts.select_nth_unstable_by(last, |a, b| b.cmp(a)).1,
            _ => 0,
        }
    }
}

/// The `most` first of `words` in the order of [`WordCount`].
pub fn merge_tops(words: impl IntoIterator<Item = WordCount>, most: usize) -> Vec<WordCount> {
    let mut all: Vec<_> = words.into_iter().collect();
    all.sort_unstable();
    all.truncate(most);
    all
}

fn add_short(table: &mut HashTable<(InlineStr, u64)>, word: InlineStr, count: u64) {
    match table.entry(word.hash(), |entry| entry.0 == word, |entry| entry.0.hash()) {
        Entry::Occupied(mut entry) => entry.get_mut().1 += count,
        Entry::Vacant(entry) => {
            entry.insert((word, count));
        }
    }
}

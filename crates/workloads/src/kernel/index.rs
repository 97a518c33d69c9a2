//! The inverted index of all records: merged from segments part by part, and searched.

use super::csv::RecordError;
use super::packed::{FxBuildHasher, InlineStr};
use super::query::Query;
use super::record::{Header, Record, UNRATED};
use super::segment::{Doc, Malformed, Name, PARTS, Sorted, long_hash, part};
use hashbrown::{HashMap, HashTable, hash_table::Entry};
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// A part of the index: the words of one share of the hashes, and the records in which each stands.
#[derive(Clone, Debug, Default)]
pub struct Part {
    short: HashTable<(InlineStr, u32)>,
    long: HashMap<String, u32, FxBuildHasher>,
    /// For each word, where its records stand in `postings`.
    terms: Vec<Range<u32>>,
    postings: Vec<u32>,
}

impl Part {
    /// Merges part number `part` of every segment; the order of the segments does not matter.
    pub fn merge(segments: &[Arc<Sorted>], part: usize) -> Self {
        let mut merged = Part::default();
        let mut numbers = Vec::new();
        for (word, records) in segments.iter().flat_map(|segment| segment.part(part)) {
            let number = merged.number(word);
            merged.terms[number as usize].end += records.len() as u32;
            numbers.push(number);
        }
        let mut next = 0;
        for term in &mut merged.terms {
            let records = term.end;
            *term = next..next;
            next += records;
        }
        merged.postings = vec![0; next as usize];
        let mut numbers = numbers.into_iter();
        for (_, records) in segments.iter().flat_map(|segment| segment.part(part)) {
            if let Some(number) = numbers.next() {
                merged.fill(number, records);
            }
        }
        merged
    }

    /// How many words there are.
    pub fn terms(&self) -> usize {
        self.terms.len()
    }

    fn number(&mut self, word: Name<'_>) -> u32 {
        let fresh = self.terms.len() as u32;
        let number = match word {
            Name::Short(word) => {
                match self
                    .short
                    .entry(word.hash(), |entry| entry.0 == word, |entry| entry.0.hash())
                {
                    Entry::Occupied(entry) => entry.get().1,
                    Entry::Vacant(entry) => entry.insert((word, fresh)).get().1,
                }
            }
            Name::Long(word) => match self.long.get(word) {
                Some(&number) => number,
                None => *self.long.entry(word.to_owned()).or_insert(fresh),
            },
        };
        if number == fresh {
            self.terms.push(0..0);
        }
        number
    }

    /// Adds the records of one segment to those of a word, keeping them in order.
    fn fill(&mut self, number: u32, records: &[u32]) {
        let term = &mut self.terms[number as usize];
        let (begin, from) = (term.start as usize, term.end as usize);
        let to = from + records.len();
        term.end = to as u32;
        self.postings[from..to].copy_from_slice(records);
        let behind = from > begin && self.postings[from - 1] > self.postings[from];
        if behind {
            // Finds the runs that it is made of and merges them.
            self.postings[begin..to].sort();
        }
    }

    fn records(&self, word: &str) -> &[u32] {
        let number = match InlineStr::new(word) {
            Some(word) => self
                .short
                .find(word.hash(), |entry| entry.0 == word)
                .map(|entry| entry.1),
            None => self.long.get(word).copied(),
        };
        let range = number.map_or(0..0, |number| self.terms[number as usize].clone());
        &self.postings[range.start as usize..range.end as usize]
    }
}

/// The whole index.
#[derive(Clone, Debug, Default)]
pub struct Index {
    parts: Vec<Part>,
    /// By line; where a line is no record, `None`.
    docs: Vec<Option<Doc>>,
    records: usize,
    /// Names of authors, lower-cased, with the lines of their books.
    authors: HashMap<String, Vec<u32>>,
    malformed: Vec<Malformed>,
}

/// A book that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The title.
    pub title: String,
    /// The author.
    pub author: String,
    /// The year.
    pub year: u16,
    /// The rating in hundredths; `None` in a list without ratings.
    pub rating: Option<u16>,
    /// The number of its line, counted from 0.
    pub line: u32,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many books there are.
    pub found: usize,
    /// The best of them, by rating, then by title, then by line.
    pub top: Vec<Hit>,
}

impl Index {
    /// Puts the parts, in order, and what the segments know of records together.
    pub fn assemble(parts: Vec<Part>, segments: &[Arc<Sorted>]) -> Self {
        let lines = segments
            .iter()
            .flat_map(|segment| &segment.docs)
            .map(|doc| doc.line + 1)
            .max();
        let mut index = Index {
            parts,
            docs: vec![None; lines.unwrap_or(0) as usize],
            ..Index::default()
        };
        for segment in segments {
            index.records += segment.docs.len();
            index.malformed.extend(&segment.malformed);
            for doc in &segment.docs {
                index.docs[doc.line as usize] = Some(*doc);
            }
            index.add_authors(segment);
        }
        index.malformed.sort_unstable();
        for lines in index.authors.values_mut() {
            lines.sort();
        }
        index
    }

    fn add_authors(&mut self, segment: &Sorted) {
        let mut lines = vec![Vec::new(); segment.authors.len()];
        for doc in &segment.docs {
            lines[doc.author as usize].push(doc.line);
        }
        for (name, lines) in segment.authors.iter().zip(lines) {
            let name = name.trim().to_lowercase();
            self.authors.entry(name).or_default().extend(lines);
        }
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.records
    }

    /// How many different words there are, stop words not counted.
    pub fn terms(&self) -> usize {
        self.parts.iter().map(Part::terms).sum()
    }

    /// How many authors there are.
    pub fn authors(&self) -> usize {
        self.authors.len()
    }

    /// The lines that are no records, in the order of the text.
    pub fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// How many lines are no records for each reason.
    pub fn flaws(&self) -> impl Iterator<Item = (RecordError, usize)> {
        RecordError::ALL.into_iter().filter_map(|flaw| {
            let lines = self.malformed.iter().filter(|line| line.flaw == flaw).count();
            (lines > 0).then_some((flaw, lines))
        })
    }

    /// Finds the `most` best books; `text` and `shape` are those the index was made of.
    pub fn search(&self, query: &Query, text: &str, shape: &Header, most: usize) -> Hits {
        let mut best: Vec<Doc> = self
            .matching(query)
            .into_iter()
            .filter_map(|line| self.docs.get(line as usize).copied().flatten())
            .filter(|doc| query.years.contains(&doc.year) && query.ratings.contains(&doc.rating))
            .collect();
        let found = best.len();
        best.sort_by_key(|doc| Reverse(doc.rating));
        // Titles are read only of those that can be among the best.
        if let Some(last) = most
            .checked_sub(1)
            .and_then(|last| best.get(last))
            .map(|doc| doc.rating)
        {
            best.retain(|doc| doc.rating >= last);
        }
        let mut top: Vec<Hit> = best.iter().filter_map(|doc| hit(doc, text, shape)).collect();
        top.sort_by(|a, b| (Reverse(a.rating), &a.title, a.line).cmp(&(Reverse(b.rating), &b.title, b.line)));
        top.truncate(most);
        Hits { found, top }
    }

    /// The lines that have all the words and the author, in order.
    fn matching(&self, query: &Query) -> Vec<u32> {
        let mut lists: Vec<&[u32]> = query.words.iter().map(|word| self.records_of(word)).collect();
        if let Some(author) = &query.author {
            lists.push(self.authors.get(author).map_or(&[], Vec::as_slice));
        }
        lists.sort_by_key(|list| list.len());
        match lists.split_first() {
            None => (0..self.docs.len() as u32).collect(),
            Some((shortest, others)) => shortest
                .iter()
                .copied()
                .filter(|line| others.iter().all(|list| list.binary_search(line).is_ok()))
                .collect(),
        }
    }

    fn records_of(&self, word: &str) -> &[u32] {
        let hash = InlineStr::new(word).map_or_else(|| long_hash(word), InlineStr::hash);
        self.parts.get(part(hash)).map_or(&[], |part| part.records(word))
    }
}

fn hit(doc: &Doc, text: &str, shape: &Header) -> Option<Hit> {
    let (_, record) = shape.record(text, doc.at as usize, doc.line);
    record.ok().map(|record: Record<'_>| Hit {
        title: record.title.plain(),
        author: record.author.plain(),
        year: record.year,
        rating: Some(record.rating).filter(|&rating| rating != UNRATED),
        line: record.line,
    })
}

/// Merges all parts one after another, for callers without threads.
pub fn merge_all(segments: &[Arc<Sorted>]) -> Index {
    let parts = (0..PARTS).map(|part| Part::merge(segments, part)).collect();
    Index::assemble(parts, segments)
}

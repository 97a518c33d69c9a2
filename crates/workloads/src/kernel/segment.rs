//! What one thread makes of the records it was given: its own words, and in which records each of them stands.

use super::csv::{Chunk, RecordError, skip_blank};
use super::packed::{FxBuildHasher, InlineStr};
use super::query::STOP_WORDS;
use super::record::{Field, Header, Record};
use super::scan::{Found, each_word};
use super::word_rule::WordRule;
use hashbrown::{HashMap, HashTable, hash_table::Entry};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// Into how many parts the words are divided by their hash, so that threads can merge them one by one.
pub const PARTS: usize = 64;

/// What is kept of a record besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The number of its line, by which it is known.
    pub line: u32,
    /// Where it begins in the text.
    pub at: u32,
    /// Its author, by the number in the segment.
    pub author: u32,
    /// The year.
    pub year: u16,
    /// The rating in hundredths.
    pub rating: u16,
}

/// A line that is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Malformed {
    /// Where it begins in the text.
    pub at: usize,
    /// What is wrong with it.
    pub flaw: RecordError,
}

/// The words of some records, in the order in which they were read.
#[derive(Debug)]
pub struct Segment<'t> {
    rule: WordRule,
    short: HashTable<(InlineStr, u32)>,
    long: HashMap<Cow<'t, str>, u32, FxBuildHasher>,
    words: Vec<Word<'t>>,
    /// The numbers of the words of each record, each once, one record after another.
    stream: Vec<u32>,
    /// Where each record ends in `stream`.
    ends: Vec<u32>,
    docs: Vec<Doc>,
    authors: HashMap<Field<'t>, u32, FxBuildHasher>,
    malformed: Vec<Malformed>,
}

/// A word and in how many records it was met.
#[derive(Clone, Debug)]
struct Word<'t> {
    text: Text<'t>,
    records: u32,
    /// One more than the number of the last record that has it.
    last: u32,
}

#[derive(Clone, Debug)]
enum Text<'t> {
    Short(InlineStr),
    Long(Cow<'t, str>),
}

impl Default for Segment<'_> {
    /// An empty segment. The stop words have the first numbers, so that finding a word's number tells whether it is one.
    fn default() -> Self {
        let mut segment = Segment {
            rule: WordRule::default(),
            short: HashTable::new(),
            long: HashMap::default(),
            words: Vec::new(),
            stream: Vec::new(),
            ends: Vec::new(),
            docs: Vec::new(),
            authors: HashMap::default(),
            malformed: Vec::new(),
        };
        for word in STOP_WORDS.iter().filter_map(|word| InlineStr::new(word)) {
            number_of_short(&mut segment.short, &mut segment.words, word);
        }
        segment
    }
}

impl<'t> Segment<'t> {
    /// An empty segment of words as a rule says.
    pub fn under(rule: WordRule) -> Self {
        Segment {
            rule,
            ..Self::default()
        }
    }

    /// Reads the first records of `chunk`, about `bytes` bytes of them, and takes them off it; how many lines that were.
    pub fn read(&mut self, text: &'t str, shape: &Header, chunk: &mut Chunk, bytes: usize) -> u64 {
        let (first, enough) = (chunk.first, chunk.text.start.saturating_add(bytes));
        while chunk.text.start < chunk.text.end.min(enough) {
            let at = chunk.text.start;
            let (next, read) = shape.record(text, at, chunk.first);
            match read {
                Ok(record) => self.add(&record),
                Err(flaw) => self.malformed.push(Malformed { at, flaw }),
            }
            chunk.text.start = skip_blank(text.as_bytes(), next);
            chunk.first += 1;
        }
        u64::from(chunk.first - first)
    }

    /// Records and other lines read so far.
    pub fn lines(&self) -> usize {
        self.docs.len() + self.malformed.len()
    }

    fn add(&mut self, record: &Record<'t>) {
        let number = self.docs.len() as u32 + 1;
        for text in [record.title.raw, record.description.raw] {
            self.add_words(text, number);
        }
        let authors = self.authors.len() as u32;
        self.docs.push(Doc {
            line: record.line,
            at: record.at as u32,
            author: *self.authors.entry(record.author).or_insert(authors),
            year: record.year,
            rating: record.rating,
        });
        self.ends.push(self.stream.len() as u32);
    }

    fn add_words(&mut self, text: &'t str, record: u32) {
        let Segment {
            rule,
            short,
            long,
            words,
            stream,
            ..
        } = self;
        each_word(text, *rule, |found| {
            let number = match found {
                Found::Short(word) => number_of_short(short, words, word),
                Found::Long(word) => number_of_long(long, words, word),
            };
            let word = &mut words[number as usize];
            if number as usize >= STOP_WORDS.len() && word.last != record {
                word.last = record;
                word.records += 1;
                stream.push(number);
            }
        });
    }

    /// Begins to sort what was read by word.
    pub fn sort(self) -> Sorting<'t> {
        Sorting::new(self)
    }
}

fn number_of_short(table: &mut HashTable<(InlineStr, u32)>, words: &mut Vec<Word<'_>>, word: InlineStr) -> u32 {
    match table.entry(word.hash(), |entry| entry.0 == word, |entry| entry.0.hash()) {
        Entry::Occupied(entry) => entry.get().1,
        Entry::Vacant(entry) => {
            let number = words.len() as u32;
            entry.insert((word, number));
            words.push(Word::new(Text::Short(word)));
            number
        }
    }
}

fn number_of_long<'t>(
    table: &mut HashMap<Cow<'t, str>, u32, FxBuildHasher>,
    words: &mut Vec<Word<'t>>,
    word: Cow<'t, str>,
) -> u32 {
    if let Some(&number) = table.get(&word) {
        return number;
    }
    let number = words.len() as u32;
    words.push(Word::new(Text::Long(word.clone())));
    table.insert(word, number);
    number
}

impl<'t> Word<'t> {
    fn new(text: Text<'t>) -> Self {
        Word {
            text,
            records: 0,
            last: 0,
        }
    }

    fn part(&self) -> usize {
        match &self.text {
            Text::Short(word) => part(word.hash()),
            Text::Long(word) => part(long_hash(word)),
        }
    }
}

/// The hash of a word that is too long to be packed.
pub(super) fn long_hash(word: &str) -> u64 {
    FxBuildHasher::default().hash_one(word)
}

/// The part in which a word of this hash stands: bits that a table of fewer than a million words does not use.
pub(super) fn part(hash: u64) -> usize {
    (hash >> 20) as usize % PARTS
}

/// A segment on the way to being sorted by word; a few records at a time, for it takes as long as reading some of them.
#[derive(Debug)]
pub struct Sorting<'t> {
    segment: Segment<'t>,
    /// For each word, where the next record that has it goes.
    places: Vec<u32>,
    order: Vec<u32>,
    postings: Vec<u32>,
    done: usize,
}

impl<'t> Sorting<'t> {
    fn new(segment: Segment<'t>) -> Self {
        let mut order: Vec<(u8, u32)> = (STOP_WORDS.len()..segment.words.len())
            .map(|number| (segment.words[number].part() as u8, number as u32))
            .collect();
        order.sort_unstable();
        let order: Vec<u32> = order.into_iter().map(|(_, number)| number).collect();
        let mut places = vec![0; segment.words.len()];
        let mut next = 0;
        for &number in &order {
            places[number as usize] = next;
            next += segment.words[number as usize].records;
        }
        Sorting {
            postings: vec![0; segment.stream.len()],
            segment,
            places,
            order,
            done: 0,
        }
    }

    /// Sorts `records` more; whether there are some left.
    pub fn advance(&mut self, records: usize) -> bool {
        let Segment { docs, ends, stream, .. } = &self.segment;
        let until = docs.len().min(self.done.saturating_add(records));
        for index in self.done..until {
            let from = if index == 0 { 0 } else { ends[index - 1] as usize };
            for &number in &stream[from..ends[index] as usize] {
                let place = &mut self.places[number as usize];
                self.postings[*place as usize] = docs[index].line;
                *place += 1;
            }
        }
        self.done = until;
        until < docs.len()
    }

    /// What is sorted, in a form that borrows nothing; to be called when [`Sorting::advance`] leaves nothing to do.
    pub fn finish(self) -> Sorted {
        let Segment {
            words,
            docs,
            authors,
            malformed,
            ..
        } = self.segment;
        let mut sorted = Sorted {
            authors: vec![String::new(); authors.len()],
            terms: Vec::with_capacity(self.order.len()),
            long: String::new(),
            bounds: [0; PARTS + 1],
            postings: self.postings,
            docs,
            malformed,
        };
        for number in self.order {
            sorted.push(&words[number as usize]);
        }
        for part in 0..PARTS {
            sorted.bounds[part + 1] = sorted.bounds[part + 1].max(sorted.bounds[part]);
        }
        for (name, number) in authors {
            sorted.authors[number as usize] = name.plain();
        }
        sorted
    }
}

/// A segment sorted by part, and within it by word: ready to be merged with others.
#[derive(Clone, Debug)]
pub struct Sorted {
    pub(super) authors: Vec<String>,
    terms: Vec<Term>,
    /// The texts of the long words.
    long: String,
    /// Where each part begins in `terms`, and where the last one ends.
    bounds: [u32; PARTS + 1],
    postings: Vec<u32>,
    pub(super) docs: Vec<Doc>,
    pub(super) malformed: Vec<Malformed>,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    word: Key,
    /// Where its records end in `postings`; they begin where those of the term before end.
    end: u32,
}

/// A word, packed or as a range of [`Sorted::long`].
#[derive(Clone, Copy, Debug)]
enum Key {
    Short(InlineStr),
    Long(u32, u32),
}

/// A word of a segment that is being merged.
pub(super) enum Name<'s> {
    Short(InlineStr),
    Long(&'s str),
}

impl Sorted {
    fn push(&mut self, word: &Word<'_>) {
        let key = match &word.text {
            Text::Short(packed) => Key::Short(*packed),
            Text::Long(text) => {
                let from = self.long.len() as u32;
                self.long.push_str(text);
                Key::Long(from, self.long.len() as u32)
            }
        };
        let end = self.terms.last().map_or(0, |term| term.end) + word.records;
        self.terms.push(Term { word: key, end });
        self.bounds[word.part() + 1] = self.terms.len() as u32;
    }

    /// The words of a part, each with the records that have it, in order.
    pub(super) fn part(&self, part: usize) -> impl Iterator<Item = (Name<'_>, &[u32])> {
        (self.bounds[part] as usize..self.bounds[part + 1] as usize).map(|index| {
            let term = self.terms[index];
            let from = if index == 0 { 0 } else { self.terms[index - 1].end };
            let name = match term.word {
                Key::Short(word) => Name::Short(word),
                Key::Long(from, to) => Name::Long(&self.long[from as usize..to as usize]),
            };
            (name, &self.postings[from as usize..term.end as usize])
        })
    }

    /// How many postings a part has, summed over its words: what merging it costs.
    pub fn weight(&self, part: usize) -> usize {
        let end = |bound: u32| {
            if bound == 0 {
                0
            } else {
                self.terms[bound as usize - 1].end
            }
        };
        (end(self.bounds[part + 1]) - end(self.bounds[part])) as usize
    }
}

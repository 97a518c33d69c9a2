//! Word count: the same counts whoever counts, under every lock, on the book and on texts that trip a careless splitter.

use crate::{LOCKS, Stage, book, number, program};
use std::{collections::BTreeMap, sync::Arc};
use workloads::{
    Findings, Parameters, Value,
    input::{BOOK, Input},
    kernel::words::WordCount,
};
use world::LockKind;

/// Greek, Russian, Chinese, Hindi, Arabic digits, a ligature, combining marks and emoji, with a Latin-1 letter, two bytes that are never
/// UTF-8 and a character cut short.
const MIXED: &[u8] = b"Caf\xE9 CAF\xC3\x89 caf\xC3\xA9 \xFF\xFE \xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3 \xD0\x92\xD1\x81\xD1\x91,\xD0\xB2\xD1\x81\xD1\x91 \
    \xE4\xB8\xAD\xE6\x96\x87\xE4\xB8\xAD\xE6\x96\x87\xE3\x80\x82\xE4\xB8\xAD\xE6\x96\x87 \xE0\xA4\xB9\xE0\xA4\xBF\xE0\xA4\x82 \xD9\xA3\xD9\xA4 \
    \xEF\xAC\x81n e\xCC\x81t\xC3\xA9 \xF0\x9F\xA6\x80crab \xC4\xB0stanbul a_b don't 42 snow\xE2\x98";

/// How many bytes of [`MIXED`] are no UTF-8: one, two, and two.
const REPLACED: u64 = 5;

/// Small, so that even the book makes enough chunks for eight threads to take turns.
const CHUNK: u64 = 16_384;

/// How many threads reduce; with eight mappers that makes twelve.
const REDUCERS: u32 = 4;

/// The combining marks of [`MIXED`]: an acute accent, and in the Hindi word a vowel sign and a nasal.
const MARKS: [char; 3] = ['\u{301}', '\u{93F}', '\u{902}'];

/// The definition, as plainly as it can be written: a word is a run of letters and digits with the marks in it.
fn counts(text: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        let mark = MARKS.contains(&letter);
        if mark && !word.is_empty() || !mark && letter.is_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() {
            *counts.entry(word.to_lowercase()).or_insert(0) += 1;
            word.clear();
        }
    }
    counts
}

fn top(counts: &BTreeMap<String, u64>) -> Vec<WordCount> {
    let mut all: Vec<(&String, u64)> = counts.iter().map(|(word, count)| (word, *count)).collect();
    // Stable, and the words come sorted.
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let first = all.into_iter().take(20);
    first
        .map(|(word, count)| WordCount {
            word: word.clone(),
            count,
        })
        .collect()
}

fn count(stage: &Stage, input: &Arc<Input>, variant: &str, threads: u32, lock: LockKind) -> Findings {
    let set = Parameters {
        threads,
        numbers: vec![("reducers", REDUCERS.into()), ("chunk", CHUNK)],
        input: input.clone(),
        ..Parameters::default()
    };
    stage.finish(&program("mapreduce", variant, &set), lock)
}

/// Counts with 1, 2, 3, 4 and 8 threads, in both variants, under every lock.
fn everybody_counts_alike(stage: &Stage, input: Input, replaced: u64) {
    let expected = counts(&input.text);
    let (input, top) = (Arc::new(input), top(&expected));
    for threads in [1, 2, 3, 4, 8] {
        for (variant, lock) in LOCKS
            .iter()
            .flat_map(|lock| [("chunks", *lock), ("one-chunk-a-thread", *lock)])
        {
            let found = count(stage, &input, variant, threads, lock);
            let told = format!("{variant}, {threads} threads, {lock:?}");
            assert_eq!(number(&found, "words"), expected.values().sum::<u64>(), "{told}");
            assert_eq!(number(&found, "distinct"), expected.len() as u64, "{told}");
            assert_eq!(number(&found, "replaced_bytes"), replaced, "{told}");
            assert!(found.contains(&("top", Value::Words(top.clone()))), "{told}");
        }
    }
}

/// The book, and it is what Python counts.
pub fn the_book(stage: &Stage) {
    let expected = counts(BOOK);
    assert_eq!(
        (expected.values().sum(), expected.len() as u64),
        (book::WORDS, book::DISTINCT)
    );
    let words = top(&expected);
    assert!(words.iter().map(|word| (word.word.as_str(), word.count)).eq(book::TOP));
    everybody_counts_alike(stage, Input::sound(BOOK.into()), 0);
}

/// No text at all.
pub fn an_empty_text(stage: &Stage) {
    everybody_counts_alike(stage, Input::default(), 0);
}

/// One word of 300,000 letters, which no mapper can share.
pub fn a_text_without_spaces(stage: &Stage) {
    everybody_counts_alike(stage, Input::sound("wörd".repeat(60_000)), 0);
}

/// Many scripts, and bytes that are no text, again and again.
pub fn mixed_scripts_with_invalid_bytes(stage: &Stage) {
    let laps = 200;
    let lines: Vec<u8> = [MIXED, b"\n"].concat().repeat(laps);
    everybody_counts_alike(stage, Input::files([lines.as_slice()]), REPLACED * laps as u64);
}

//! The fast word count against one that is obviously right, on any text.

use proptest::prelude::*;
use std::collections::BTreeMap;
use workloads::input::{BOOK, zipf};
use workloads::kernel::shuffle::{Partition, divide};
use workloads::kernel::split::{chunks, evenly};
use workloads::kernel::words::{Counts, WordCount, merge_tops};

/// The definition, word for word.
fn reference(text: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

fn reference_top(counts: &BTreeMap<String, u64>) -> Vec<WordCount> {
    let mut all: Vec<_> = counts
        .iter()
        .map(|(word, &count)| WordCount {
            word: word.clone(),
            count,
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then(a.word.cmp(&b.word)));
    all
}

fn assert_counts(counts: &Counts<'_>, expected: &BTreeMap<String, u64>) {
    assert_eq!(counts.total(), expected.values().sum::<u64>());
    assert_eq!(counts.distinct(), expected.len());
    assert_eq!(counts.top(usize::MAX), reference_top(expected));
    for (word, &count) in expected {
        assert_eq!(counts.get(word), count, "{word}");
    }
}

/// Texts with everything that could trip a scanner that looks at eight bytes at a time.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9]{1,40}",
        "[ ,.;'\\n@`\\[{/:\u{0}\u{7f}]{1,12}",
        "[éßÀΣσςİIKſдЖЯ中文字अ٣\u{301}\u{2019}\u{2014}\u{FFFD}🦀]{1,10}",
        "\\PC{0,12}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn gathered(parcels: &[Partition]) -> Counts<'_> {
    let mut counts = Counts::default();
    parcels.iter().for_each(|parcel| counts.receive(parcel));
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_counted_like_the_definition(text in awkward()) {
        assert_counts(&Counts::of(&text), &reference(&text));
    }

    #[test]
    fn cutting_a_text_anywhere_changes_nothing(text in awkward(), bytes in 0_usize..60, parts in 0_usize..9) {
        let expected = reference(&text);
        for pieces in [chunks(&text, bytes).collect::<Vec<_>>(), evenly(&text, parts).collect()] {
            let mut all = Counts::default();
            let mut end = 0;
            for piece in pieces {
                prop_assert_eq!(piece.start, end);
                end = piece.end;
                all.merge(Counts::of(&text[piece]));
            }
            prop_assert_eq!(end, text.len());
            assert_counts(&all, &expected);
        }
        prop_assert_eq!(evenly(&text, parts).count(), parts.max(1));
    }

    #[test]
    fn the_shuffle_loses_nothing(first in awkward(), second in awkward(), reducers in 1_usize..6) {
        let (a, b) = (divide(&Counts::of(&first), reducers), divide(&Counts::of(&second), reducers));
        prop_assert_eq!(a.len(), reducers);
        let parcels: Vec<[Partition; 2]> = a.into_iter().zip(b).map(|(a, b)| [a, b]).collect();
        let reduced: Vec<_> = parcels.iter().map(|parcels| gathered(parcels)).collect();
        let expected = reference(&format!("{first}\n{second}"));
        prop_assert_eq!(reduced.iter().map(Counts::distinct).sum::<usize>(), expected.len());
        let top = merge_tops(reduced.iter().flat_map(|counts| counts.top(7)), 7);
        let mut wanted = reference_top(&expected);
        wanted.truncate(7);
        prop_assert_eq!(top, wanted);
    }
}

#[test]
fn the_book_and_a_made_up_text_are_counted_right() {
    assert_counts(&Counts::of(BOOK), &reference(BOOK));
    let text = zipf::text(3, 300_000);
    assert_counts(&Counts::of(&text), &reference(&text));
}

#[test]
fn a_word_of_any_length_is_one_word() {
    for length in 1..70 {
        for word in [
            "a".repeat(length),
            "Z".repeat(length),
            "é".repeat(length),
            format!("{}É", "x".repeat(length)),
        ] {
            let text = format!("{word} {word},{word}");
            assert_counts(&Counts::of(&text), &reference(&text));
        }
    }
}

#[test]
fn a_final_capital_sigma_becomes_a_final_sigma() {
    let counts = Counts::of("ΟΔΟΣ οδος ὈΔΥΣΣΕΎΣ");
    assert_eq!(counts.get("οδος"), 2);
    assert_eq!(counts.get("ΟΔΟΣ"), 2);
    assert_eq!(counts.get("ὀδυσσεύς"), 1);
}

#[test]
fn no_words_no_counts() {
    for text in ["", " ", "\u{0}\u{0}", "—…—", "\n\n\n\n\n\n\n\n\n"] {
        assert_counts(&Counts::of(text), &BTreeMap::new());
        assert_eq!(Counts::of(text).top(20), []);
    }
}

#[test]
fn a_text_without_boundaries_is_one_chunk() {
    let text = "中".repeat(1000);
    assert!(chunks(&text, 10).eq(std::iter::once(0..3000)));
    assert_eq!(evenly(&text, 3).collect::<Vec<_>>(), [0..3000, 3000..3000, 3000..3000]);
}

#[test]
fn chunks_are_about_as_long_as_asked() {
    assert!(chunks(BOOK, 4096).all(|chunk| chunk.len() < 4096 + 64));
    assert!(evenly(BOOK, 8).all(|piece| piece.len().abs_diff(BOOK.len() / 8) < 64));
}

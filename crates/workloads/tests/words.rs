//! The fast word count against one that is obviously right, on any text.

use proptest::prelude::*;
use std::collections::BTreeMap;
use unicode_properties::{GeneralCategoryGroup as Group, UnicodeGeneralCategory};
use workloads::input::{BOOK, books, zipf};
use workloads::kernel::WordRule;
use workloads::kernel::shuffle::{Partition, divide};
use workloads::kernel::split::{REACH, chunks, evenly, mended, torn_ends};
use workloads::kernel::words::{Counts, WordCount, merge_tops};

/// The first rule's definition, word for word.
fn reference_of_old(text: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// The second rule's definition, letter by letter, with the general categories of another library.
fn reference_under(text: &str, joins: bool) -> BTreeMap<String, u64> {
    let group = |c: char| c.general_category_group();
    let begins = |c: char| c.is_alphanumeric() && matches!(group(c), Group::Letter | Group::Number);
    let goes_on = |c: char| begins(c) || group(c) == Group::Mark || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}');
    let letters: Vec<char> = text.chars().collect();
    let (mut counts, mut at) = (BTreeMap::new(), 0);
    while at < letters.len() {
        if !begins(letters[at]) {
            at += 1;
            continue;
        }
        let mut word = String::new();
        while let Some(&c) = letters.get(at) {
            let apostrophe = joins && matches!(c, '\'' | '’') && letters.get(at + 1).is_some_and(|&next| begins(next));
            match c {
                _ if apostrophe => word.push('\''),
                '\u{ad}' => {}
                _ if goes_on(c) => word.push(c),
                _ => break,
            }
            at += 1;
        }
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

fn reference(text: &str) -> BTreeMap<String, u64> {
    reference_under(text, false)
}

const RULES: [WordRule; 3] = [WordRule::new(1, false), WordRule::new(2, false), WordRule::new(2, true)];

fn reference_of(text: &str, rule: WordRule) -> BTreeMap<String, u64> {
    match rule {
        rule if rule == RULES[0] => reference_of_old(text),
        rule => reference_under(text, rule == RULES[2]),
    }
}

fn counted(text: &str, rule: WordRule) -> Counts<'_> {
    let mut counts = Counts::under(rule);
    counts.count(text);
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
        "[a'’é\u{ad}\u{200c}\u{200d}\u{301}\u{93f}\u{94d}Ⓐ1]{1,10}",
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
        for rule in RULES {
            assert_counts(&counted(&text, rule), &reference_of(&text, rule));
        }
        assert_counts(&Counts::of(&text), &reference(&text));
    }

    #[test]
    fn cutting_a_text_anywhere_changes_nothing(text in awkward(), bytes in 0_usize..60, parts in 0_usize..9) {
        for rule in RULES {
            let expected = reference_of(&text, rule);
            for pieces in [chunks(&text, bytes, rule).collect::<Vec<_>>(), evenly(&text, parts, rule).collect()] {
                let mut all = Counts::under(rule);
                let mut end = 0;
                for piece in pieces {
                    prop_assert_eq!(piece.start, end);
                    end = piece.end;
                    all.merge(counted(&text[piece], rule));
                }
                prop_assert_eq!(end, text.len());
                assert_counts(&all, &expected);
            }
            prop_assert_eq!(evenly(&text, parts, rule).count(), parts.max(1));
        }
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
    let rule = WordRule::default();
    assert!(chunks(&text, 10, rule).eq(std::iter::once(0..3000)));
    assert_eq!(
        evenly(&text, 3, rule).collect::<Vec<_>>(),
        [0..3000, 3000..3000, 3000..3000]
    );
}

#[test]
fn chunks_are_about_as_long_as_asked() {
    assert!(chunks(BOOK, 4096, WordRule::default()).all(|chunk| chunk.len() < 4096 + 64));
    assert!(evenly(BOOK, 8, WordRule::default()).all(|piece| piece.len().abs_diff(BOOK.len() / 8) < 64));
}

/// Case 87: a text without spaces is cut all the same, and its words are whole in the end.
#[test]
fn a_word_longer_than_a_piece_is_torn_and_mended() {
    let rule = WordRule::default();
    let long = "日".repeat(100_000);
    for text in [long.clone(), format!("one {long}, two {long}"), format!("{long} three")] {
        for bytes in [10_000, REACH, 200_000] {
            let pieces: Vec<_> = chunks(&text, bytes, rule).collect();
            assert!(pieces.iter().all(|piece| piece.len() <= bytes + REACH + 3));
            assert!(pieces.len() > 1);
            let (mut counts, mut parts) = (Counts::under(rule), Vec::new());
            for piece in pieces {
                let torn = torn_ends(&text, piece, rule);
                counts.count(&text[torn.whole]);
                parts.extend(torn.parts);
            }
            parts.reverse();
            mended(parts).into_iter().for_each(|word| {
                counts.count(&text[word]);
            });
            assert_counts(&counts, &reference(&text));
        }
    }
}

/// What links can carry is counted alike by all rules, so an old link's numbers hold.
#[test]
fn the_book_and_made_up_texts_have_the_same_words_by_either_version() {
    for text in [BOOK, &zipf::text(3, 300_000), &books::list(1, 500).csv] {
        assert_eq!(
            counted(text, RULES[0]).top(usize::MAX),
            counted(text, RULES[1]).top(usize::MAX)
        );
        assert!(chunks(text, 4096, RULES[0]).eq(chunks(text, 4096, RULES[1])));
    }
}

/// Cases 78 to 84: how many words, by the rule in force, with apostrophes that join, and by the rule before.
#[test]
fn words_as_people_write_them() {
    for (text, words, joined, before) in [
        ("don't can’t Miki's\n", 6, 3, 6),
        ("一二三四五 six seven eight\n", 4, 4, 4),
        ("आधुनिक मानक हिन्दी\n", 3, 3, 4),
        ("co\u{ad}operate\n", 1, 1, 2),
        ("e\u{301}te\u{301}\n", 1, 1, 2),
        ("می\u{200c}خواهم ที่ \u{301}a 'quoted' it''s", 6, 6, 7),
        ("Mike's book is world-class, 0.45 percent of U.S. e-mail.\n", 14, 13, 14),
    ] {
        let totals = [RULES[1], RULES[2], RULES[0]].map(|rule| counted(text, rule).total());
        assert_eq!(totals, [words, joined, before], "{text}");
    }
    let counts = counted("co\u{ad}operate COOPERATE don't DON’T", RULES[2]);
    assert_eq!(
        (counts.get("cooperate"), counts.get("don't"), counts.get("don’t")),
        (2, 2, 2)
    );
}

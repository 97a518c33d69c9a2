//! What a file can put into a word or a title, and what becomes of it before a person sees it.

use proptest::prelude::*;
use trace::{kept, plain, shown};

#[test]
fn a_long_word_is_cut_and_says_how_long_it_is() {
    assert_eq!(
        shown(&"x".repeat(69_000)),
        format!("{}… (69,000 letters)", "x".repeat(60))
    );
    assert_eq!(shown(&"é".repeat(60)), "é".repeat(60));
    assert_eq!(shown(&"ก".repeat(61)), format!("{}… (61 letters)", "ก".repeat(60)));
}

#[test]
fn what_a_report_has_cut_is_not_cut_again() {
    let word = kept("x".repeat(69_000));
    assert_eq!(shown(&word), format!("{}… (69,000 letters)", "x".repeat(60)));
}

#[test]
fn escape_codes_and_marks_do_nothing() {
    assert_eq!(shown("\u{1b}[31mRed\u{7}\n\u{9b}2J"), " [31mRed   2J");
    assert_eq!(shown("abc\u{202e}fed\u{2066}x\u{200f}"), "abcfedx");
    assert_eq!(plain("one\u{2028}two"), "one two");
}

#[test]
fn a_report_keeps_what_people_might_read() {
    assert_eq!(kept("x".repeat(1_000)), "x".repeat(1_000));
    assert_eq!(kept("x".repeat(1_001)), format!("{}… (1,001 letters)", "x".repeat(60)));
}

/// Letters of every kind: combining ones, marks of direction, controls, and whatever else there is.
fn texts() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        '\u{1b}',
        '\u{0}',
        '\u{9b}',
        '\n',
        '\t',
        '\u{301}',
        '\u{202e}',
        '\u{2067}',
        '\u{2028}',
        '\u{200f}',
        '\u{feff}',
        '\u{10ffff}',
    ]);
    prop::collection::vec(prop_oneof![odd, any::<char>(), Just('a')], 0..400)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn nothing_that_is_shown_is_long_or_obeyed(text in texts()) {
        let out = shown(&text);
        prop_assert!(out.chars().count() <= 60 + "… (400 letters)".chars().count());
        let obeyed = |letter: char| letter.is_control() || "\u{202a}\u{202e}\u{2067}\u{200f}\u{2028}".contains(letter);
        prop_assert_eq!(out.chars().find(|letter| obeyed(*letter)), None);
        prop_assert_eq!(plain(&out), out.clone());
        prop_assert_eq!(shown(&out), out);
    }

    #[test]
    fn what_is_short_and_plain_stays_as_it_is(text in "[a-zA-Zéß \u{301}]{0,60}") {
        prop_assert_eq!(shown(&text), text.clone());
        prop_assert_eq!(kept(text.clone()), text);
    }
}

//! The engine against what CPython says.

use crate::recorded::{MATCHES, WRONG};
use crate::{Mode, compile};

#[test]
fn matches_are_where_cpython_finds_them() {
    for (pattern, flags, text, expected) in MATCHES {
        let program = compile(pattern, *flags).unwrap_or_else(|wrong| panic!("{pattern}: {wrong:?}"));
        let letters: Vec<char> = text.chars().collect();
        let found = program.run(&letters, 0, letters.len(), Mode::Search).unwrap();
        let spans: Option<Vec<_>> =
            found.map(|found| found.spans.iter().map(|span| span.unwrap_or((99, 99))).collect());
        assert_eq!(spans.as_deref(), *expected, "{pattern} on {text}");
    }
}

#[test]
fn wrong_patterns_are_refused_in_its_words() {
    let mut different = Vec::new();
    for (pattern, message, position) in WRONG {
        match compile(pattern, 0) {
            Ok(_) => different.push(format!("{pattern} is fine, not {message}")),
            Err(wrong) if wrong.message == *message && wrong.position == *position => (),
            Err(wrong) => different.push(format!("{pattern}: {wrong:?}, not {message} at {position}")),
        }
    }
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn an_expression_that_would_never_end_is_given_up() {
    let program = compile("(a|a)*b", 0).unwrap();
    let letters: Vec<char> = "a".repeat(60).chars().collect();
    assert!(program.run(&letters, 0, letters.len(), Mode::Match).is_err());
}

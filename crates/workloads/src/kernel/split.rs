//! Cuts a text into pieces between words, so that no word is counted as two.

use std::ops::Range;

/// Pieces of about `bytes` bytes each (at least one), in order, that together are the whole text.
///
/// A piece is longer where a word crosses the cut; a text without any boundary is one piece.
pub fn chunks(text: &str, bytes: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0_usize;
    std::iter::from_fn(move || {
        let start = from;
        from = boundary(text, start.saturating_add(bytes.max(1)));
        (start < text.len()).then_some(start..from)
    })
}

/// Exactly `parts` pieces (at least one) of about equal size, in order, that together are the whole text; some may be
/// empty.
pub fn evenly(text: &str, parts: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let parts = parts.max(1);
    let share = text.len() / parts;
    let mut from = 0;
    (1..=parts).map(move |part| {
        let start = from;
        let wanted = if part == parts { text.len() } else { share * part };
        from = if wanted <= start { start } else { boundary(text, wanted) };
        start..from
    })
}

/// The first place at or after `at` (a byte offset) where the text can be cut without cutting a word.
pub fn boundary(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    let inside = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let rest = &text[at..];
    if inside {
        at + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
    } else {
        at
    }
}

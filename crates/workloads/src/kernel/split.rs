//! Cuts a text into pieces between words, so that no word is counted as two; a word that is longer than a piece is torn, and put together again.

use super::word_rule::WordRule;
use std::ops::Range;

/// Pieces of about `bytes` bytes each (at least one), in order, that together are the whole text.
///
/// A piece is up to [`REACH`] longer where a word crosses the cut; a word that goes on even longer is [torn](torn_ends).
pub fn chunks(text: &str, bytes: usize, rule: WordRule) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0_usize;
    std::iter::from_fn(move || {
        let start = from;
        from = boundary(text, start.saturating_add(bytes.max(1)), rule);
        (start < text.len()).then_some(start..from)
    })
}

/// Exactly `parts` pieces (at least one) of about equal size, in order, that together are the whole text; some may be
/// empty.
pub fn evenly(text: &str, parts: usize, rule: WordRule) -> impl Iterator<Item = Range<usize>> + '_ {
    let parts = parts.max(1);
    let share = text.len() / parts;
    let mut from = 0;
    (1..=parts).map(move |part| {
        let start = from;
        let wanted = if part == parts { text.len() } else { share * part };
        from = if wanted <= start {
            start
        } else {
            boundary(text, wanted, rule)
        };
        start..from
    })
}

/// How far beyond a cut the end of a word is looked for, in bytes.
pub const REACH: usize = 65_536;

/// The first place at or after `at` (a byte offset) where the text can be cut without cutting a word; `at` if
/// there is none within [`REACH`].
pub fn boundary(text: &str, at: usize, rule: WordRule) -> usize {
    let at = text.ceil_char_boundary(at);
    if !ends_inside(&text[..at], rule) {
        return at;
    }
    let rest = &text[at..];
    let near = &rest[..rest.floor_char_boundary(REACH)];
    match near.find(|c| !rule.is_part(c)) {
        Some(end) => at + end,
        None if near.len() == rest.len() => text.len(),
        None => at,
    }
}

fn ends_inside(text: &str, rule: WordRule) -> bool {
    text.chars().next_back().is_some_and(|c| rule.is_part(c))
}

/// A piece of a text, and what of the words that were cut at its ends stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// What has whole words only.
    pub whole: Range<usize>,
    /// Parts of words that began before, end after, or both; in order.
    pub parts: Vec<Range<usize>>,
}

/// Divides a piece that [`chunks`] or [`evenly`] made; most have no torn words.
pub fn torn_ends(text: &str, piece: Range<usize>, rule: WordRule) -> Torn {
    let is_torn =
        |at: usize| ends_inside(&text[..at], rule) && text[at..].chars().next().is_some_and(|c| rule.is_part(c));
    let (mut whole, mut parts) = (piece.clone(), Vec::new());
    if is_torn(piece.start) {
        let end = text[piece.clone()].find(|c| !rule.is_part(c));
        whole.start = end.map_or(piece.end, |end| piece.start + end);
        parts.push(piece.start..whole.start);
    }
    if is_torn(piece.end) && !whole.is_empty() {
        let rest = &text[whole.clone()];
        let run = rest.trim_end_matches(|c| rule.is_part(c)).len();
        whole.end = whole.start + run;
        parts.push(whole.end..piece.end);
    }
    parts.retain(|part| !part.is_empty());
    Torn { whole, parts }
}

/// Puts parts of words together again: those that follow one another are one.
pub fn mended(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_unstable_by_key(|part| part.start);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match whole.last_mut().filter(|last| last.end == part.start) {
            Some(last) => last.end = part.end,
            None => whole.push(part),
        }
    }
    whole
}

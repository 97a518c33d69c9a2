//! Text from a file on its way to people: short, on one line, and with nothing in it that a terminal or a page would obey.

use crate::numbers::count;

/// Letters of a text that are shown.
const SHOWN: usize = 60;
/// Letters of a text that a report keeps whole: digests and titles, but no word as long as its file.
const KEPT: usize = 1_000;

/// The text as people are shown it: its first 60 letters and how many there are, if there are more.
pub fn shown(text: &str) -> String {
    cut(text, SHOWN)
}

/// The text as a report has it: whole, unless it is so long that nobody reads it.
pub fn kept(text: String) -> String {
    match text.len() > KEPT && text.chars().nth(KEPT).is_some() {
        true => cut(&text, SHOWN),
        false => text,
    }
}

/// The text without what is no letter and yet does something: control characters become spaces, marks that turn the direction of a line are left out.
pub fn plain(text: &str) -> String {
    tamed(text).collect()
}

fn cut(text: &str, most: usize) -> String {
    if tamed(text).nth(most).is_none() || is_cut(text) {
        return plain(text);
    }
    let begins: String = tamed(text).take(most).collect();
    format!("{begins}… ({} letters)", count(text.chars().count() as u64))
}

/// Whether it was cut before, on its way into a report: it says how long it was.
fn is_cut(text: &str) -> bool {
    let rest = text.char_indices().nth(SHOWN).map_or("", |(at, _)| &text[at..]);
    rest.starts_with('…') && rest.len() <= LONGEST_NOTE && rest.ends_with(" letters)")
}

/// Bytes of the longest note on a length.
const LONGEST_NOTE: usize = 40;

fn tamed(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|letter| !turns(*letter))
        .map(|letter| match letter.is_control() || breaks(letter) {
            true => ' ',
            false => letter,
        })
}

/// Marks of Unicode's bidirectional algorithm (UAX 9, section 2).
fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Line and paragraph separators, which are no control characters.
fn breaks(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

//! What counts as a word: which version of the rule, and what an apostrophe does.

use super::marks::is_mark;

/// What counts as a word. Two counts can be compared only if they were made by one rule, so a report names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordRule {
    version: u64,
    joins: bool,
}

impl Default for WordRule {
    fn default() -> Self {
        WordRule::new(Self::NEWEST, false)
    }
}

impl WordRule {
    /// The version that holds where nobody says otherwise.
    ///
    /// - 1: a run of what [`char::is_alphanumeric`] says is a letter or a digit.
    /// - 2: begins with a letter or a digit (general categories L and N) and takes in combining marks, joiners (ZWJ, ZWNJ) and soft hyphens, which
    ///   are left out of the word: what Unicode's UAX #29 calls Extend, and what Indic, Persian and Thai scripts and decomposed accents need.
    pub const NEWEST: u64 = 2;

    /// The rule of a version; with `joins`, an apostrophe between two letters or digits is part of the word, and always written `'`.
    pub const fn new(version: u64, joins: bool) -> Self {
        WordRule { version, joins }
    }

    /// Which version it is.
    pub fn version(self) -> u64 {
        self.version
    }

    /// The ASCII byte that may go on with a word though it is neither letter nor digit; 0x80, which is none, where there is no such.
    pub(super) fn joint(self) -> u8 {
        if self.joins { b'\'' } else { 0x80 }
    }

    /// Whether a word can begin with this character.
    fn begins(self, c: char) -> bool {
        c.is_alphanumeric() && (self.version == 1 || c.is_ascii() || !(is_mark(c) || is_enclosed(c)))
    }

    /// Whether a word goes on with this character, whatever follows.
    fn continues(self, c: char) -> bool {
        match self.version {
            1 => c.is_alphanumeric(),
            _ => c.is_alphanumeric() && (c.is_ascii() || !is_enclosed(c)) || is_inside(c),
        }
    }

    /// Whether this character can stand in a word at all; where one stands that cannot, a text may be cut without cutting a word.
    pub(super) fn is_part(self, c: char) -> bool {
        c.is_alphanumeric() || self.version > 1 && is_inside(c) || self.joins && is_apostrophe(c)
    }

    /// The length in bytes of the word at the start of `rest`, of which the first `known` bytes belong to it; `None` if no word begins there.
    pub(super) fn word_at(self, rest: &str, known: usize) -> Option<usize> {
        let mut letters = rest[known..].char_indices().peekable();
        if known == 0 {
            letters.next().filter(|&(_, first)| self.begins(first))?;
        }
        while let Some((at, c)) = letters.next() {
            if self.continues(c) {
                continue;
            }
            let next = letters.peek().map(|&(_, next)| next);
            let joined = self.joins && is_apostrophe(c) && next.is_some_and(|next| self.begins(next));
            if !joined {
                return Some(known + at);
            }
        }
        Some(rest.len())
    }
}

/// Letters within circles and squares: alphabetic, but symbols by their general category.
fn is_enclosed(c: char) -> bool {
    matches!(c, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F149}' | '\u{1F150}'..='\u{1F169}' | '\u{1F170}'..='\u{1F189}')
}

/// What stands within words though it is neither letter nor digit.
fn is_inside(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{200C}' | '\u{200D}') || is_mark(c)
}

pub(super) const SOFT_HYPHEN: char = '\u{AD}';
pub(super) const TYPOGRAPHIC: char = '\u{2019}';

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | TYPOGRAPHIC)
}

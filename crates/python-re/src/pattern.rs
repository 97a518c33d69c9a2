//! What a regular expression is made of, once it is read.

/// A piece of a regular expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Nothing.
    Empty,
    /// One character; without regard to case if true.
    Char(char, bool),
    /// `.`; a line's end too if true.
    Any(bool),
    /// `[...]`, `\d` and the like.
    Set(Set),
    /// A place: `^`, `$`, `\b` ...
    Place(Place),
    /// `(...)` with its number.
    Group(usize, Box<Node>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of several.
    Either(Vec<Node>),
    /// `*`, `+`, `?`, `{2,3}`.
    Repeat {
        /// What is repeated.
        node: Box<Node>,
        /// How often at least.
        least: usize,
        /// How often at most.
        most: usize,
        /// Whether as often as possible comes first.
        greedy: bool,
    },
    /// `\1`, `(?P=name)`.
    Same(usize, bool),
    /// `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)`: with the width of what is looked back at.
    Look {
        /// What is looked for.
        node: Box<Node>,
        /// How wide what lies behind is; `None`: it lies ahead.
        behind: Option<usize>,
        /// Whether it must not be there.
        negative: bool,
    },
    /// `(?>...)`, `a*+`.
    Atomic(Box<Node>),
    /// `(?(1)yes|no)`
    IfGroup(usize, Box<Node>, Box<Node>),
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Set {
    /// `[^...]`
    pub negated: bool,
    /// Without regard to case.
    pub ignore_case: bool,
    /// Its members.
    pub items: Vec<Item>,
}

/// A member of a set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Item {
    /// From one character to another.
    Range(char, char),
    /// `\d`, or `\D` if negated; ASCII only if the last is true.
    Digit(bool, bool),
    /// `\w`
    Word(bool, bool),
    /// `\s`
    Space(bool, bool),
}

/// A place between characters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// `\A`, or `^` without MULTILINE.
    TextStart,
    /// `\Z`
    TextEnd,
    /// `$` without MULTILINE: before a last line end too.
    LastEnd,
    /// `^` with MULTILINE.
    LineStart,
    /// `$` with MULTILINE.
    LineEnd,
    /// `\b`; ASCII only if true.
    Boundary(bool),
    /// `\B`
    Inside(bool),
}

impl Set {
    /// Whether a character is in the set.
    pub fn holds(&self, letter: char) -> bool {
        let plain = self.has(letter);
        let cased = self.ignore_case && (self.has(lower(letter)) || self.has(upper(letter)));
        (plain || cased) != self.negated
    }

    fn has(&self, letter: char) -> bool {
        self.items.iter().any(|item| match *item {
            Item::Range(first, last) => (first..=last).contains(&letter),
            Item::Digit(not, ascii) => is_digit(letter, ascii) != not,
            Item::Word(not, ascii) => is_word(letter, ascii) != not,
            Item::Space(not, ascii) => is_space(letter, ascii) != not,
        })
    }
}

impl Node {
    /// How many characters it takes, if always as many.
    pub fn width(&self) -> Option<usize> {
        match self {
            Node::Empty | Node::Place(_) | Node::Look { .. } => Some(0),
            Node::Char(..) | Node::Any(_) | Node::Set(_) => Some(1),
            Node::Group(_, node) | Node::Atomic(node) => node.width(),
            Node::Sequence(nodes) => nodes.iter().map(Node::width).sum(),
            Node::Either(nodes) => {
                let mut widths = nodes.iter().map(Node::width);
                let first = widths.next()??;
                widths.all(|width| width == Some(first)).then_some(first)
            }
            Node::Repeat { node, least, most, .. } if least == most => Some(node.width()? * least),
            Node::IfGroup(_, yes, no) => yes.width().filter(|width| no.width() == Some(*width)),
            Node::Repeat { .. } | Node::Same(..) => None,
        }
    }
}

/// One character in lower case, as one character.
pub fn lower(letter: char) -> char {
    let mut lowered = letter.to_lowercase();
    lowered.next().filter(|_| lowered.len() == 0).unwrap_or(letter)
}

fn upper(letter: char) -> char {
    let mut raised = letter.to_uppercase();
    raised.next().filter(|_| raised.len() == 0).unwrap_or(letter)
}

fn is_digit(letter: char, ascii: bool) -> bool {
    letter.is_ascii_digit()
        || (!ascii
            && !letter.is_ascii()
            && letter.is_numeric()
            && letter.to_digit(36).is_none()
            && letter.is_alphanumeric()
            && !letter.is_alphabetic())
}

/// Whether a character may be part of a word.
pub fn is_word(letter: char, ascii: bool) -> bool {
    letter == '_'
        || if ascii {
            letter.is_ascii_alphanumeric()
        } else {
            letter.is_alphanumeric()
        }
}

fn is_space(letter: char, ascii: bool) -> bool {
    if ascii {
        matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
    } else {
        letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
    }
}

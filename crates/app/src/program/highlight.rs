//! A small highlighter: comments, strings, numbers and keywords of Python and Rust, a line at a time.

use crate::model::Language;

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Anything else.
    Plain,
    /// A keyword.
    Key,
    /// A string or a number.
    Literal,
    /// A comment.
    Comment,
}

const PYTHON: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "False", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "None", "nonlocal", "not", "or",
    "pass", "raise", "return", "True", "try", "while", "with", "yield",
];

const RUST: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "else", "enum", "false", "fn", "for", "if", "impl",
    "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct",
    "super", "trait", "true", "type", "use", "where", "while",
];

/// The pieces of a line of Python.
pub fn python_pieces(line: &str) -> Vec<(TokenKind, &str)> {
    pieces(line, Language::Python)
}

/// The pieces of a line, in order; together they are the line.
pub fn pieces(line: &str, language: Language) -> Vec<(TokenKind, &str)> {
    let mut pieces: Vec<(TokenKind, &str)> = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (ink, length) = piece(rest, first, language);
        let (head, tail) = rest.split_at(length);
        match pieces.last_mut() {
            // What touches and is of one kind is one piece.
            Some((TokenKind::Plain, text)) if ink == TokenKind::Plain => {
                let start = line.len() - rest.len() - text.len();
                *text = &line[start..start + text.len() + length];
            }
            _ => pieces.push((ink, head)),
        }
        rest = tail;
    }
    pieces
}

fn piece(rest: &str, first: char, language: Language) -> (TokenKind, usize) {
    let (comment, keywords) = match language {
        Language::Python => ("#", PYTHON),
        Language::Rust => ("//", RUST),
    };
    if rest.starts_with(comment) {
        return (TokenKind::Comment, rest.len());
    }
    match first {
        '"' => (TokenKind::Literal, string_end(rest, '"')),
        '\'' if language == Language::Python => (TokenKind::Literal, string_end(rest, '\'')),
        digit if digit.is_ascii_digit() => (TokenKind::Literal, run(rest, |c| c.is_ascii_alphanumeric() || c == '_')),
        letter if letter.is_ascii_alphabetic() || !letter.is_ascii() || letter == '_' => {
            let length = run(rest, |c| c.is_ascii_alphanumeric() || !c.is_ascii() || c == '_');
            let ink = if keywords.contains(&&rest[..length]) {
                TokenKind::Key
            } else {
                TokenKind::Plain
            };
            (ink, length)
        }
        other => (TokenKind::Plain, other.len_utf8()),
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Where a string ends that begins with a quote; an unclosed one ends with the line.
fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(position, c)| position + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_python_is_told_apart() {
        let pieces = pieces("    return f(1_000, 'a\\'b')  # done", Language::Python);
        let expected = [
            (TokenKind::Plain, "    "),
            (TokenKind::Key, "return"),
            (TokenKind::Plain, " f("),
            (TokenKind::Literal, "1_000"),
            (TokenKind::Plain, ", "),
            (TokenKind::Literal, "'a\\'b'"),
            (TokenKind::Plain, ")  "),
            (TokenKind::Comment, "# done"),
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn nothing_is_lost_whatever_stands_there() {
        for line in [
            "",
            "\"unclosed",
            "'a: &'a str // x",
            "naïve = “ü” + 3.5e-2",
            "a'b\"c#d//e",
        ] {
            for language in [Language::Python, Language::Rust] {
                let joined: String = pieces(line, language).iter().map(|(_, text)| *text).collect();
                assert_eq!(joined, line);
            }
        }
    }
}

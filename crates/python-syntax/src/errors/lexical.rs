//! What is wrong with a token: strings that do not end, characters and numbers that are none, indentation.

use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Complaint;
use crate::refusal::Refusal;

impl Complaint<'_> {
    pub(super) fn lexical(&self, error: &ParseError) -> Option<Refusal> {
        let range = error.location;
        match &error.error {
            ParseErrorType::Lexical(kind) => self.of_token(kind, range),
            ParseErrorType::FStringError(kind) => Some(self.of_formatted(kind, range)),
            _ => None,
        }
    }

    fn of_token(&self, kind: &LexicalErrorType, range: TextRange) -> Option<Refusal> {
        Some(match kind {
            LexicalErrorType::UnclosedStringError | LexicalErrorType::StringError => self.unterminated(range, ""),
            LexicalErrorType::FStringError(kind) => self.of_formatted(kind, range),
            LexicalErrorType::IndentationError => self.unindent(range),
            LexicalErrorType::UnrecognizedToken { tok } => self.character(*tok, range),
            LexicalErrorType::InvalidByteLiteral => self.at(range, "bytes can only contain ASCII literal characters"),
            LexicalErrorType::LineContinuationError => {
                self.at(range, "unexpected character after line continuation character")
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => self.escape(range),
            LexicalErrorType::OtherError(_) if self.starts_with_digit(range) => self.number(range),
            LexicalErrorType::OtherError(message) => self.at(range, message.to_string()),
            _ => return None,
        })
    }

    /// `1a`
    pub(super) fn number_with_letters(&self) -> Option<Refusal> {
        use ruff_python_ast::token::TokenKind::{Complex, Float, Int, Name};
        let is_number = |index: usize| matches!(self.kind(index), Int | Float | Complex);
        let joined = |index: &usize| {
            let (number, next) = (self.range(*index), self.range(*index + 1));
            is_number(*index) && self.kind(*index + 1) == Name && number.end() == next.start()
        };
        let found = (0..self.tokens.len()).find(joined)?;
        let end = self.range(found).end() - TextSize::from(1);
        Some(self.at(TextRange::empty(end), "invalid decimal literal"))
    }

    fn starts_with_digit(&self, range: TextRange) -> bool {
        self.source.text[range].starts_with(|first: char| first.is_ascii_digit())
    }

    fn of_formatted(&self, kind: &InterpolatedStringErrorType, range: TextRange) -> Refusal {
        let message = match kind {
            InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'",
            InterpolatedStringErrorType::InvalidConversionFlag => {
                let flag = &self.source.text[range];
                let message = format!("f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'");
                return self.at(range, message);
            }
            InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed",
            InterpolatedStringErrorType::UnterminatedString => return self.unterminated(range, "f-"),
            InterpolatedStringErrorType::UnterminatedTripleQuotedString => return self.unterminated(range, "f-"),
            InterpolatedStringErrorType::LambdaWithoutParentheses => {
                "f-string: lambda expressions are not allowed without parentheses"
            }
            InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
                "f-string: conversion type must come right after the exclamation mark"
            }
            InterpolatedStringErrorType::NewlineInFormatSpec => {
                "f-string: newlines are not allowed in format specifiers for single quoted f-strings"
            }
        };
        self.at(range, message)
    }

    fn unterminated(&self, range: TextRange, prefix: &str) -> Refusal {
        let start = self.string_start(range.start());
        let written = &self.source.text[start.to_usize()..];
        let quotes = written.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let triple = quotes.starts_with("\"\"\"") || quotes.starts_with("'''");
        let (name, line) = if triple {
            let text = self.source.text;
            let lines = self.source.lines() - u32::from(text.ends_with('\n'));
            ("triple-quoted ", lines)
        } else {
            ("", self.source.place(start).0)
        };
        let message = format!("unterminated {name}{prefix}string literal (detected at line {line})");
        self.at(TextRange::empty(start), message)
    }

    // ruff places the error of a formatted string inside it.
    fn string_start(&self, at: TextSize) -> TextSize {
        use ruff_python_ast::token::TokenKind::{FStringStart, TStringStart};
        let before = self.tokens.iter().rev().filter(|(_, range)| range.start() <= at);
        let mut starts = before.filter(|(kind, _)| matches!(kind, FStringStart | TStringStart));
        let quote = self.source.text[at.to_usize()..].trim_start_matches(|one: char| one.is_ascii_alphabetic());
        if quote.starts_with(['"', '\'']) {
            return at;
        }
        starts.next().map_or(at, |(_, range)| range.start())
    }

    fn unindent(&self, range: TextRange) -> Refusal {
        let (line, _) = self.source.place(range.start());
        let text = self.source.line(line);
        let start = self.source.line_start(line) + TextSize::try_from(text.len()).unwrap_or_default();
        let message = "unindent does not match any outer indentation level";
        self.source
            .error_of_kind("IndentationError", TextRange::empty(start), message)
    }

    fn character(&self, letter: char, range: TextRange) -> Refusal {
        if letter.is_ascii() {
            return self.at(range, "invalid syntax");
        }
        let code = u32::from(letter);
        if letter.is_control() || letter.is_whitespace() {
            return self.at(range, format!("invalid non-printable character U+{code:04X}"));
        }
        self.at(range, format!("invalid character '{letter}' (U+{code:04X})"))
    }

    fn number(&self, range: TextRange) -> Refusal {
        let text = &self.source.text[range.start().to_usize()..];
        let shape = |base: &str| format!("invalid {base} literal");
        let message = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("0x") => shape("hexadecimal"),
            Some("0o") => self.wrong_digit(text, "octal", '8'),
            Some("0b") => self.wrong_digit(text, "binary", '2'),
            _ if text.starts_with('0') && text[1..].starts_with(|one: char| one.is_ascii_digit()) => {
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers"
                    .to_owned()
            }
            _ => shape("decimal"),
        };
        let last = range.end().checked_sub(TextSize::from(1)).unwrap_or(range.start());
        let at = if message.starts_with("leading") {
            range.start()
        } else {
            last.max(range.start())
        };
        self.at(TextRange::empty(at), message)
    }

    fn wrong_digit(&self, text: &str, base: &str, first_wrong: char) -> String {
        let digit = text[2..]
            .chars()
            .take_while(char::is_ascii_digit)
            .find(|digit| *digit >= first_wrong);
        match digit {
            Some(digit) => format!("invalid digit '{digit}' in {base} literal"),
            None => format!("invalid {base} literal"),
        }
    }

    // An escape that cannot be read: CPython names the codec and the bytes of the literal.
    fn escape(&self, range: TextRange) -> Refusal {
        let literal = self
            .tokens
            .iter()
            .find(|(_, token)| token.contains_range(range) && !token.is_empty());
        let literal = literal.map_or(range, |(_, token)| token.range());
        let text = &self.source.text[literal];
        let quote = text.find(['"', '\'']).unwrap_or(0);
        let body = text[quote..].trim_start_matches(['"', '\'']);
        if text[..quote].to_ascii_lowercase().contains('b') {
            let position = body.find("\\x").unwrap_or(0);
            return self.at(
                literal,
                format!("(value error) invalid \\x escape at position {position}"),
            );
        }
        let position = range
            .start()
            .to_usize()
            .saturating_sub(literal.start().to_usize() + quote + 1);
        let position = body[..position.min(body.len())].rfind('\\').unwrap_or(0);
        let written = &body[position..];
        let digits = written.chars().skip(2).take_while(char::is_ascii_hexdigit).count();
        let (end, what) = match written.chars().nth(1) {
            Some('x') => (position + 1 + digits.min(2), "truncated \\xXX escape"),
            Some('u') => (position + 1 + digits.min(4), "truncated \\uXXXX escape"),
            Some('U') => (position + 1 + digits.min(8), "truncated \\UXXXXXXXX escape"),
            _ => match written.find('}') {
                Some(end) if written[..end].trim().contains(' ') => return self.unlisted(literal, &written[..=end]),
                Some(end) => (position + end, "unknown Unicode character name"),
                None => (position + 1, "malformed \\N character escape"),
            },
        };
        let codec = "(unicode error) 'unicodeescape' codec can't decode bytes in position";
        self.at(literal, format!("{codec} {position}-{end}: {what}"))
    }
    // The table of names here is short: a name of several words may well be Unicode's.
    fn unlisted(&self, literal: TextRange, name: &str) -> Refusal {
        let instead = "write the character itself, or its number as in '\\u2603'";
        self.source.unsupported(
            literal,
            format!("{name} is not among the characters known by name here: {instead}."),
        )
    }
}

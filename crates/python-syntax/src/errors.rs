//! Syntax errors in CPython's words and at CPython's place.

use ruff_python_ast as ast;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{ParseError, ParseErrorType, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::refusal::Refusal;
use crate::source::Source;

mod blocks;
mod brackets;
mod generic;
mod lexical;
mod targets;
mod worded;

/// A text that does not parse, with what is needed to say why.
struct Complaint<'a> {
    source: &'a Source<'a>,
    tokens: Vec<(TokenKind, TextRange)>,
    error: &'a ParseError,
}

/// The first syntax error, if there is one. As in CPython, what is wrong with brackets and literals anywhere goes before what is wrong with the grammar.
pub fn first(source: &Source<'_>, parsed: &Parsed<ast::Mod>) -> Option<Refusal> {
    let error = parsed.errors().first()?;
    let tokens = parsed.tokens().iter().filter(|token| !token.kind().is_trivia());
    let tokens = tokens.map(|token| (token.kind(), token.range())).collect();
    let complaint = Complaint { source, tokens, error };
    let lexical = parsed.errors().iter().find_map(|error| complaint.lexical(error));
    let found = complaint
        .mismatched()
        .or(lexical)
        .or_else(|| complaint.number_with_letters())
        .or_else(|| complaint.never_closed());
    Some(found.unwrap_or_else(|| complaint.grammatical()))
}

impl Complaint<'_> {
    fn grammatical(&self) -> Refusal {
        let range = self.error.location;
        match &self.error.error {
            ParseErrorType::InvalidAssignmentTarget => self.assignment(range),
            ParseErrorType::InvalidAugmentedAssignmentTarget => {
                let what = self.described(range);
                self.at(
                    range,
                    format!("'{what}' is an illegal expression for augmented assignment"),
                )
            }
            ParseErrorType::InvalidDeleteTarget => self.at(range, format!("cannot delete {}", self.described(range))),
            ParseErrorType::InvalidNamedAssignmentTarget => self.at(
                range,
                format!("cannot use assignment expressions with {}", self.described(range)),
            ),
            ParseErrorType::InvalidAnnotatedAssignmentTarget => self.at(range, "illegal target for annotation"),
            ParseErrorType::UnexpectedIndentation => self.unexpected_indent(range),
            ParseErrorType::ExpectedToken {
                expected: TokenKind::Colon,
                ..
            } => self.expected_colon(),
            ParseErrorType::OtherError(message) => self
                .block_expected(message)
                .or_else(|| self.worded(message))
                .unwrap_or_else(|| self.generic()),
            other => self.worded(&other.to_string()).unwrap_or_else(|| self.generic()),
        }
    }

    fn at(&self, range: TextRange, message: impl Into<String>) -> Refusal {
        self.source.syntax_error(range, message)
    }

    /// The index of the token that the error is at.
    fn index(&self) -> usize {
        let start = self.error.location.start();
        let at = self
            .tokens
            .partition_point(|(_, range)| range.end() <= start && !range.is_empty() && range.start() < start);
        let is_dedent = |index: &usize| self.kind(*index) == TokenKind::Dedent;
        (at..self.tokens.len()).find(|index| !is_dedent(index)).unwrap_or(at)
    }

    fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::EndOfFile, |(kind, _)| *kind)
    }

    fn range(&self, index: usize) -> TextRange {
        let end = TextSize::try_from(self.source.text.len()).unwrap_or_default();
        self.tokens
            .get(index)
            .map_or(TextRange::empty(end), |(_, range)| *range)
    }

    fn text(&self, index: usize) -> &str {
        &self.source.text[self.range(index)]
    }

    /// The index of the first token of the logical line that a token is in.
    fn line_start(&self, index: usize) -> usize {
        let breaks = |kind: TokenKind| {
            use TokenKind::{Dedent, Indent, Newline};
            matches!(kind, Newline | Indent | Dedent)
        };
        (0..index)
            .rev()
            .find(|before| breaks(self.kind(*before)))
            .map_or(0, |before| before + 1)
    }
}

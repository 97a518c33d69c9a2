//! Complaints that CPython has words of its own for.

use ruff_python_ast::token::TokenKind;

use super::Complaint;
use crate::refusal::Refusal;

/// What the parser says, and what CPython says at the same place.
const WORDS: [(&str, &str); 17] = [
    (
        "Positional argument cannot follow keyword argument unpacking",
        "positional argument follows keyword argument unpacking",
    ),
    (
        "Positional argument cannot follow keyword argument",
        "positional argument follows keyword argument",
    ),
    (
        "Iterable argument unpacking cannot follow keyword argument unpacking",
        "iterable argument unpacking follows keyword argument unpacking",
    ),
    (
        "Parameter without a default cannot follow a parameter with a default",
        "parameter without a default follows parameter with a default",
    ),
    (
        "Parameter cannot follow var-keyword parameter",
        "arguments cannot follow var-keyword argument",
    ),
    (
        "Expected one or more keyword parameter after `*` separator",
        "named arguments must follow bare *",
    ),
    ("Only one '*' parameter allowed", "* argument may appear only once"),
    ("Only one '/' separator allowed", "/ may appear only once"),
    (
        "Only single target (not tuple) can be annotated",
        "only single target (not tuple) can be annotated",
    ),
    (
        "Only single target (not list) can be annotated",
        "only single target (not list) can be annotated",
    ),
    (
        "Unparenthesized generator expression cannot be used here",
        "Generator expression must be parenthesized",
    ),
    (
        "Expected one or more symbol names after import",
        "Expected one or more names after 'import'",
    ),
    (
        "Starred expression cannot be used here",
        "can't use starred expression here",
    ),
    (
        "Bytes literal cannot be mixed with non-bytes literals",
        "cannot mix bytes and nonbytes literals",
    ),
    (
        "Expected one or more exception types",
        "expected one or more exception types",
    ),
    (
        "Multiple exception types must be parenthesized when using `as`",
        "multiple exception types must be parenthesized when using 'as'",
    ),
    (
        "Iterable unpacking cannot be used in a comprehension",
        "iterable unpacking cannot be used in comprehension",
    ),
];

impl Complaint<'_> {
    pub(super) fn worded(&self, message: &str) -> Option<Refusal> {
        let range = self.error.location;
        if let Some((_, words)) = WORDS.iter().find(|(theirs, _)| *theirs == message) {
            return Some(self.at(range, *words));
        }
        if let Some(name) = message.strip_prefix("Duplicate keyword argument ") {
            return Some(self.at(range, format!("keyword argument repeated: {}", name.trim_matches('"'))));
        }
        let at = self.index();
        if message.contains("`except` or `finally`") {
            return Some(self.at(self.range(at), "expected 'except' or 'finally' block"));
        }
        if message.starts_with("Expected `else`, found") || self.lacks_else(message) {
            return self.conditional_without_else(at);
        }
        None
    }

    fn lacks_else(&self, message: &str) -> bool {
        message.starts_with("Expected `else`")
    }

    // `a = 1 if b`
    fn conditional_without_else(&self, at: usize) -> Option<Refusal> {
        let found = (0..at).rev().find(|index| self.kind(*index) == TokenKind::If)?;
        let start = self.range(found.checked_sub(1)?).start();
        let end = self.range(at.checked_sub(1)?).end();
        let range = ruff_text_size::TextRange::new(start, end);
        Some(self.at(range, "expected 'else' after 'if' expression"))
    }
}

//! Brackets that do not match or are never closed.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::TextRange;

use super::Complaint;
use crate::refusal::{Refusal, SyntaxError};

impl Complaint<'_> {
    /// The first closing bracket that closes nothing, or something else.
    pub(super) fn mismatched(&self) -> Option<Refusal> {
        let mut open: Vec<(TokenKind, TextRange)> = Vec::new();
        for (kind, range) in &self.tokens {
            if is_open(*kind) {
                open.push((*kind, *range));
            } else if let Some(opener) = opener_of(*kind) {
                match open.pop() {
                    Some((known, _)) if known == opener => (),
                    Some((_, place)) => return Some(self.wrong_closer(place, *range)),
                    None => {
                        let message = format!("unmatched '{}'", &self.source.text[*range]);
                        return Some(self.at(*range, message));
                    }
                }
            }
        }
        None
    }

    fn wrong_closer(&self, opened: TextRange, closed: TextRange) -> Refusal {
        let (opener, closer) = (&self.source.text[opened], &self.source.text[closed]);
        let message = format!("closing parenthesis '{closer}' does not match opening parenthesis '{opener}'");
        let (line, _) = self.source.place(opened.start());
        if line == self.source.place(closed.start()).0 {
            return self.at(closed, message);
        }
        self.at(closed, format!("{message} on line {line}"))
    }

    /// A bracket that is open at the end of the text, if the error comes on a later line or at the end.
    pub(super) fn never_closed(&self) -> Option<Refusal> {
        let mut open: Vec<TextRange> = Vec::new();
        for (kind, range) in &self.tokens {
            if is_open(*kind) {
                open.push(*range);
            } else if opener_of(*kind).is_some() {
                open.pop();
            }
        }
        let last = *open.last()?;
        let (line, column) = self.source.place(last.start());
        let error = self.index();
        let at_end = (error..self.tokens.len()).all(|index| self.text(index).trim().is_empty());
        if !at_end && self.source.place(self.range(error).start()).0 <= line {
            return None;
        }
        Some(Refusal::Syntax(SyntaxError {
            kind: "SyntaxError",
            message: format!("'{}' was never closed", &self.source.text[last]),
            line,
            column: column + 1,
            end_line: line,
            end_column: 0,
            text: self.source.line(line).to_owned(),
        }))
    }

    /// Whether a token stands inside brackets.
    pub(super) fn in_brackets(&self, index: usize) -> bool {
        let mut depth = 0_usize;
        for (kind, _) in self.tokens.iter().take(index) {
            if is_open(*kind) {
                depth += 1;
            } else if opener_of(*kind).is_some() {
                depth = depth.saturating_sub(1);
            }
        }
        depth > 0
    }
}

pub(super) fn is_open(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace)
}

pub(super) fn opener_of(kind: TokenKind) -> Option<TokenKind> {
    match kind {
        TokenKind::Rpar => Some(TokenKind::Lpar),
        TokenKind::Rsqb => Some(TokenKind::Lsqb),
        TokenKind::Rbrace => Some(TokenKind::Lbrace),
        _ => None,
    }
}

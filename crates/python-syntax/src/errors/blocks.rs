//! Indentation and colons: what CPython says of blocks that are not there.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::{TextRange, TextSize};

use super::Complaint;
use crate::refusal::{Refusal, SyntaxError};

impl Complaint<'_> {
    /// "expected an indented block after 'if' statement on line 1"
    pub(super) fn block_expected(&self, message: &str) -> Option<Refusal> {
        let after = message.strip_prefix("Expected an indented block after ")?;
        let at = self.skip_breaks(self.index());
        let colon = (0..at).rev().find(|index| self.kind(*index) == TokenKind::Colon)?;
        let header = self.line_start(colon);
        let (line, _) = self.source.place(self.range(header).start());
        let word = after.split('`').nth(1).unwrap_or(after);
        let what = match word {
            "class" => "class definition".to_owned(),
            "function definition" => word.to_owned(),
            word => format!("'{word}' statement"),
        };
        let message = format!("expected an indented block after {what} on line {line}");
        Some(self.source.error_of_kind("IndentationError", self.range(at), message))
    }

    pub(super) fn skip_breaks(&self, index: usize) -> usize {
        use TokenKind::{Dedent, Indent, Newline};
        (index..self.tokens.len())
            .find(|at| !matches!(self.kind(*at), Dedent | Indent | Newline))
            .unwrap_or(index)
    }

    pub(super) fn unexpected_indent(&self, range: TextRange) -> Refusal {
        let (line, _) = self.source.place(range.start());
        let text = self.source.line(line);
        let indent = text.len() - text.trim_start().len();
        let column = u32::try_from(indent).unwrap_or(u32::MAX);
        Refusal::Syntax(SyntaxError {
            kind: "IndentationError",
            message: "unexpected indent".to_owned(),
            line,
            column,
            end_line: line,
            end_column: 0,
            text: text.to_owned(),
        })
    }

    /// A colon is missing: CPython says so at the end of the line, after some keywords wherever they are.
    pub(super) fn expected_colon(&self) -> Refusal {
        use TokenKind::{
            Async, Case, Class, Def, Elif, Else, Equal, Except, Finally, For, If, Match, Newline, Try, While, With,
        };
        let at = self.index();
        let head = self.kind(self.line_start(at));
        let found = self.kind(at);
        if found == TokenKind::Rbrace || (found == TokenKind::Comma && self.in_brackets(at)) {
            return self.dictionary_key(at);
        }
        let only_at_end = matches!(head, If | Elif | While | Case | Match | Except);
        let forced = matches!(head, Else | Try | Finally | Def | Class | For | With | Async);
        if found == Equal && matches!(head, If | Elif | While) {
            return self.comparison_meant(at);
        }
        if (only_at_end && found == Newline) || (forced && self.forces(head, at)) {
            return self.at(self.visible(at), "expected ':'");
        }
        self.generic()
    }

    // `{1: 2, 3}`
    fn dictionary_key(&self, at: usize) -> Refusal {
        let key = TextRange::empty(self.range(at.saturating_sub(1)).start());
        self.at(key, "':' expected after dictionary key")
    }

    // `for x y:` is wrong before a colon could be expected.
    fn forces(&self, head: TokenKind, at: usize) -> bool {
        let start = self.line_start(at);
        let has_in = (start..at).any(|index| self.kind(index) == TokenKind::In);
        !self.in_brackets(at) && (head != TokenKind::For || has_in)
    }

    /// `if x = 3:`
    pub(super) fn comparison_meant(&self, equals: usize) -> Refusal {
        let start = self.range(equals.saturating_sub(1)).start();
        let end = self.range(equals + 1).end().max(start);
        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        self.at(TextRange::new(start, end), message)
    }

    /// A token's range, one column wide where it is the end of a line.
    pub(super) fn visible(&self, index: usize) -> TextRange {
        let range = self.range(index);
        let start = range.start();
        match self.kind(index) {
            TokenKind::Newline => TextRange::at(start, TextSize::from(u32::from(!range.is_empty()))),
            _ => range,
        }
    }
}

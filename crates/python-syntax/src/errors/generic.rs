//! "invalid syntax", and the hints that CPython gives with it.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::TextRange;

use super::Complaint;
use super::brackets::{is_open, opener_of};
use crate::refusal::Refusal;

impl Complaint<'_> {
    pub(super) fn generic(&self) -> Refusal {
        let at = self.index();
        if let Some(refusal) = self
            .old_statement(at)
            .or_else(|| self.comma_forgotten(at))
            .or_else(|| self.keyword_argument(at))
        {
            return refusal;
        }
        if self.kind(at) == TokenKind::Indent {
            return self.unexpected_indent(self.range(at));
        }
        self.at(self.visible(at), "invalid syntax")
    }

    // `print "x"` and `exec "x"`
    fn old_statement(&self, at: usize) -> Option<Refusal> {
        let before = at.checked_sub(1)?;
        let name = self.text(before);
        if !matches!(name, "print" | "exec") || before != self.line_start(before) || !starts_operand(self.kind(at)) {
            return None;
        }
        let last = (at..self.tokens.len())
            .take_while(|index| self.kind(*index) != TokenKind::Newline)
            .last()?;
        let range = TextRange::new(self.range(before).start(), self.range(last).end());
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(self.at(range, message))
    }

    // Two operands side by side in brackets.
    fn comma_forgotten(&self, at: usize) -> Option<Refusal> {
        let before = at.checked_sub(1)?;
        let side_by_side = ends_operand(self.kind(before)) && starts_operand(self.kind(at));
        let name_then_string = self.kind(before) == TokenKind::Name && self.kind(at) == TokenKind::String;
        if !side_by_side || name_then_string || !self.in_brackets(at) {
            return None;
        }
        let start = self.operand_start(before);
        let range = TextRange::new(self.range(start).start(), self.range(at).end());
        Some(self.at(range, "invalid syntax. Perhaps you forgot a comma?"))
    }

    // `f(1=2)`, `f(a=)`, `{a:}`
    fn keyword_argument(&self, at: usize) -> Option<Refusal> {
        let before = at.checked_sub(1)?;
        if self.kind(before) == TokenKind::Colon && self.kind(at) == TokenKind::Rbrace {
            let message = "expression expected after dictionary key and ':'";
            return Some(self.at(self.range(before), message));
        }
        if self.kind(before) == TokenKind::Equal && matches!(self.kind(at), TokenKind::Rpar | TokenKind::Comma) {
            let range = TextRange::new(self.range(before.checked_sub(1)?).start(), self.range(before).end());
            return self
                .in_brackets(at)
                .then(|| self.at(range, "expected argument value expression"));
        }
        let equals =
            (at..self.tokens.len()).find(|index| !starts_operand(self.kind(*index)) && !self.is_dot(*index))?;
        if self.kind(equals) != TokenKind::Equal || equals == at || !self.in_brackets(at) {
            return None;
        }
        let start = self.range(at).start();
        if matches!(self.kind(at), TokenKind::True | TokenKind::False | TokenKind::None) {
            let range = TextRange::new(start, self.range(equals + 1).end());
            return Some(self.at(range, format!("cannot assign to {}", self.text(at))));
        }
        let range = TextRange::new(start, self.range(equals).end());
        Some(self.at(range, "expression cannot contain assignment, perhaps you meant \"==\"?"))
    }

    fn is_dot(&self, index: usize) -> bool {
        self.kind(index) == TokenKind::Dot
    }

    // The first token of the expression that ends with a token.
    fn operand_start(&self, last: usize) -> usize {
        let mut depth = 0_usize;
        for index in (0..=last).rev() {
            let kind = self.kind(index);
            if opener_of(kind).is_some() {
                depth += 1;
            } else if is_open(kind) && depth == 0 {
                return index + 1;
            } else if is_open(kind) {
                depth -= 1;
            } else if depth == 0 && separates(kind) {
                return index + 1;
            }
        }
        0
    }
}

fn separates(kind: TokenKind) -> bool {
    use TokenKind::{Assert, Colon, ColonEqual, Comma, Else, Equal, For, If, In, Lambda, Newline, Return, Yield};
    matches!(
        kind,
        Assert | Colon | ColonEqual | Comma | Else | Equal | For | If | In | Lambda | Newline | Return | Yield
    )
}

fn ends_operand(kind: TokenKind) -> bool {
    use TokenKind::{Complex, FStringEnd, False, Float, Int, Name, None, Rbrace, Rpar, Rsqb, String, True};
    matches!(
        kind,
        Name | Int | Float | Complex | String | True | False | None | Rpar | Rsqb | Rbrace | FStringEnd
    )
}

fn starts_operand(kind: TokenKind) -> bool {
    use TokenKind::{Complex, FStringStart, False, Float, Int, Lambda, Name, None, Not, String, True};
    matches!(
        kind,
        Name | Int | Float | Complex | String | True | False | None | FStringStart | Lambda | Not
    )
}

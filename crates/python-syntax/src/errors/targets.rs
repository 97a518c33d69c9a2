//! What cannot be assigned to, as CPython names it.

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_expression;
use ruff_text_size::TextRange;

use super::Complaint;
use crate::refusal::Refusal;

impl Complaint<'_> {
    /// CPython's word for the expression at a range.
    pub(super) fn described(&self, range: TextRange) -> String {
        let text = format!("({})", &self.source.text[range]);
        let parsed = parse_expression(&text);
        parsed.map_or_else(|_| "expression".to_owned(), |parsed| named(parsed.expr()).to_owned())
    }

    pub(super) fn assignment(&self, range: TextRange) -> Refusal {
        let what = self.described(range);
        let next = self.tokens.iter().position(|(_, token)| token.start() >= range.end());
        let next = next.unwrap_or(self.tokens.len());
        let equals = self.kind(next) == TokenKind::Equal && !self.followed_by_another(next);
        let direct = matches!(
            what.as_str(),
            "lambda" | "comparison" | "conditional expression" | "generator expression" | "None" | "True" | "False"
        );
        let text = &self.source.text[range];
        let is_logic = text.starts_with("not ") || text.contains(" and ") || text.contains(" or ");
        if equals && !direct && !(what == "expression" && is_logic) && what != "tuple" && what != "list" {
            return self.at(
                range,
                format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?"),
            );
        }
        self.at(range, format!("cannot assign to {what}"))
    }

    // `1 = x = 2`
    fn followed_by_another(&self, equals: usize) -> bool {
        let rest = (equals + 1..self.tokens.len()).map(|index| self.kind(index));
        rest.take_while(|kind| *kind != TokenKind::Newline)
            .any(|kind| kind == TokenKind::Equal)
    }
}

/// CPython's word for an expression.
fn named(expression: &Expr) -> &'static str {
    match expression {
        Expr::Call(_) => "function call",
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(name) if name.id == "__debug__" => "__debug__",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(value) if value.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "literal",
    }
}

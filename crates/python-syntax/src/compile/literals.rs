//! Numbers, text, bytes, displays, and the little that is folded.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{CmpOp, Expr, Number, Operator, UnaryOp};
use ruff_text_size::TextRange;

use super::{Compiler, Done};
use crate::code::{Constant, Op};

impl Compiler<'_> {
    pub(super) fn literal(&mut self, literal: &Expr) -> Done {
        if let Some(value) = value_of(literal) {
            self.constant(value);
        }
        Ok(())
    }

    pub(super) fn tuple(&mut self, elements: &[Expr], range: TextRange) -> Done {
        if let Some(values) = values_of(elements) {
            self.constant(Constant::Tuple(values));
            return Ok(());
        }
        if elements.iter().any(Expr::is_starred_expr) {
            self.list_with_stars(elements, range)?;
            self.emit(Op::ListToTuple);
            return Ok(());
        }
        self.build(elements, range, Op::BuildTuple)
    }

    pub(super) fn list(&mut self, elements: &[Expr], range: TextRange) -> Done {
        if elements.iter().any(Expr::is_starred_expr) {
            return self.list_with_stars(elements, range);
        }
        self.build(elements, range, Op::BuildList)
    }

    pub(super) fn set(&mut self, node: &ast::ExprSet) -> Done {
        if node.elts.iter().any(Expr::is_starred_expr) {
            return self.grown(
                &node.elts,
                node.range,
                [Op::BuildSet(0), Op::SetAdd(1), Op::SetUpdate(1)],
            );
        }
        self.build(&node.elts, node.range, Op::BuildSet)
    }

    fn build(&mut self, elements: &[Expr], range: TextRange, op: impl Fn(u32) -> Op) -> Done {
        elements.iter().try_for_each(|element| self.expression(element))?;
        self.at(range);
        self.emit(op(u32::try_from(elements.len()).unwrap_or(u32::MAX)));
        Ok(())
    }

    pub(super) fn list_with_stars(&mut self, elements: &[Expr], range: TextRange) -> Done {
        self.grown(
            elements,
            range,
            [Op::BuildList(0), Op::ListAppend(1), Op::ListExtend(1)],
        )
    }

    fn grown(&mut self, elements: &[Expr], range: TextRange, [new, add, extend]: [Op; 3]) -> Done {
        self.at(range);
        self.emit(new);
        for element in elements {
            let (value, op) = match element {
                Expr::Starred(star) => (&*star.value, extend),
                plain => (plain, add),
            };
            self.expression(value)?;
            self.at(range);
            self.emit(op);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, node: &ast::ExprDict) -> Done {
        if node.items.iter().any(|item| item.key.is_none()) {
            return self.dict_with_stars(node);
        }
        for item in &node.items {
            item.key.as_ref().map_or(Ok(()), |key| self.expression(key))?;
            self.expression(&item.value)?;
        }
        self.at(node.range);
        self.emit(Op::BuildMap(u32::try_from(node.items.len()).unwrap_or(u32::MAX)));
        Ok(())
    }

    fn dict_with_stars(&mut self, node: &ast::ExprDict) -> Done {
        self.emit(Op::BuildMap(0));
        for item in &node.items {
            let op = match &item.key {
                None => Op::DictUpdate(1),
                Some(key) => {
                    self.expression(key)?;
                    Op::MapAdd(1)
                }
            };
            self.expression(&item.value)?;
            self.at(node.range);
            self.emit(op);
        }
        Ok(())
    }

    /// The right side of a comparison: a display of constants after `in` is made once.
    pub(super) fn right_side(&mut self, op: CmpOp, right: &Expr) -> Done {
        let constant = match (op, right) {
            (CmpOp::In | CmpOp::NotIn, Expr::List(node)) => values_of(&node.elts).map(Constant::Tuple),
            (CmpOp::In | CmpOp::NotIn, Expr::Set(node)) => values_of(&node.elts).map(Constant::FrozenSet),
            _ => None,
        };
        match constant {
            Some(constant) => {
                self.constant(constant);
                Ok(())
            }
            None => self.expression(right),
        }
    }
}

fn values_of(elements: &[Expr]) -> Option<Arc<[Constant]>> {
    elements.iter().map(value_of).collect()
}

/// The value of a literal, or of a tuple of them.
pub(super) fn value_of(literal: &Expr) -> Option<Constant> {
    Some(match literal {
        Expr::NoneLiteral(_) => Constant::None,
        Expr::EllipsisLiteral(_) => Constant::Ellipsis,
        Expr::BooleanLiteral(node) => Constant::Bool(node.value),
        Expr::NumberLiteral(node) => number(&node.value),
        Expr::StringLiteral(node) => Constant::Str(node.value.to_str().into()),
        Expr::BytesLiteral(node) => Constant::Bytes(node.value.bytes().collect()),
        Expr::Tuple(node) => Constant::Tuple(values_of(&node.elts)?),
        Expr::UnaryOp(node) => negated(node)?,
        Expr::BinOp(node) => folded(node)?,
        Expr::Name(node) if node.id == "__debug__" => Constant::Bool(true),
        _ => return None,
    })
}

fn number(number: &Number) -> Constant {
    match number {
        Number::Float(value) => Constant::Float(*value),
        Number::Complex { imag, .. } => Constant::Imaginary(*imag),
        Number::Int(value) => match value.as_i64() {
            Some(small) => Constant::Int(small),
            None => integer(&value.to_string()),
        },
    }
}

// ruff keeps a large literal as it is written but for `_`: CPython's int() of base 0, in decimal.
fn integer(text: &str) -> Constant {
    let lower = text.to_ascii_lowercase().replace('_', "");
    let (base, digits) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        _ => (10, &lower[..]),
    };
    let decimal = if base == 10 {
        digits.trim_start_matches('0').to_owned()
    } else {
        to_decimal(digits, base)
    };
    decimal
        .parse()
        .map_or_else(|_| Constant::BigInt(decimal.as_str().into()), Constant::Int)
}

fn to_decimal(digits: &str, base: u64) -> String {
    const GROUP: u64 = 1_000_000_000;
    let mut groups: Vec<u64> = vec![0];
    for digit in digits.bytes().filter_map(|digit| char::from(digit).to_digit(16)) {
        let mut carry = u64::from(digit);
        for group in &mut groups {
            let sum = *group * base + carry;
            (*group, carry) = (sum % GROUP, sum / GROUP);
        }
        if carry > 0 {
            groups.push(carry);
        }
    }
    let mut text = groups.pop().unwrap_or_default().to_string();
    groups
        .iter()
        .rev()
        .for_each(|group| text.push_str(&format!("{group:09}")));
    text
}

/// `-1` and the like.
pub(super) fn negated(node: &ast::ExprUnaryOp) -> Option<Constant> {
    match (node.op, value_of_number(&node.operand)?) {
        (UnaryOp::USub, Constant::Int(value)) => Some(
            value
                .checked_neg()
                .map_or_else(|| Constant::BigInt("9223372036854775808".into()), Constant::Int),
        ),
        (UnaryOp::USub, Constant::BigInt(digits)) if &*digits == "9223372036854775808" => Some(Constant::Int(i64::MIN)),
        (UnaryOp::USub, Constant::BigInt(digits)) => Some(Constant::BigInt(match digits.strip_prefix('-') {
            Some(positive) => positive.into(),
            None => format!("-{digits}").into(),
        })),
        (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::UAdd, value @ (Constant::Int(_) | Constant::Float(_))) => Some(value),
        (UnaryOp::Invert, Constant::Int(value)) => Some(Constant::Int(!value)),
        _ => None,
    }
}

fn value_of_number(expression: &Expr) -> Option<Constant> {
    match expression {
        Expr::NumberLiteral(_) | Expr::UnaryOp(_) | Expr::BinOp(_) => value_of(expression),
        _ => None,
    }
}

/// Arithmetic on small integer literals, where it cannot fail and stays small.
pub(super) fn folded(node: &ast::ExprBinOp) -> Option<Constant> {
    if !may_fold(&node.left) || !may_fold(&node.right) {
        return None;
    }
    let (Constant::Int(left), Constant::Int(right)) = (value_of_number(&node.left)?, value_of_number(&node.right)?)
    else {
        return None;
    };
    let value = match node.op {
        Operator::Add => left.checked_add(right),
        Operator::Sub => left.checked_sub(right),
        Operator::Mult => left.checked_mul(right),
        Operator::Pow => left.checked_pow(u32::try_from(right).ok()?),
        Operator::FloorDiv if right > 0 => Some(left.div_euclid(right)),
        Operator::Mod if right > 0 => Some(left.rem_euclid(right)),
        Operator::LShift if (0..32).contains(&right) && left.unsigned_abs() < 1 << 31 => Some(left << right),
        Operator::BitOr => Some(left | right),
        Operator::BitAnd => Some(left & right),
        Operator::BitXor => Some(left ^ right),
        _ => None,
    };
    value.map(Constant::Int)
}

// Only one level deep on the right and a few on the left: folding must not cost more than it saves.
fn may_fold(side: &Expr) -> bool {
    match side {
        Expr::NumberLiteral(_) => true,
        Expr::UnaryOp(node) => node.operand.is_number_literal_expr(),
        Expr::BinOp(node) => node.left.is_number_literal_expr() && node.right.is_number_literal_expr(),
        _ => false,
    }
}

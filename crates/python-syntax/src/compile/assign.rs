//! Assignment, augmented and annotated assignment, unpacking, `del`.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::{Compiler, Done};
use crate::code::{BinaryOperator, Op};

impl Compiler<'_> {
    pub(super) fn assign(&mut self, node: &ast::StmtAssign) -> Done {
        self.expression(&node.value)?;
        let count = node.targets.len();
        for (index, target) in node.targets.iter().enumerate() {
            if index + 1 < count {
                self.at(target.range());
                self.emit(Op::Copy(1));
            }
            self.store(target)?;
        }
        Ok(())
    }

    /// Stores the value on top of the stack.
    pub(super) fn store(&mut self, target: &Expr) -> Done {
        self.at(target.range());
        match target {
            Expr::Name(node) => self.store_name(&node.id),
            Expr::Attribute(node) => {
                self.expression(&node.value)?;
                self.at(node.range);
                let name = self.name_index(&node.attr);
                self.emit(Op::StoreAttr(name));
            }
            Expr::Subscript(node) => {
                self.expression(&node.value)?;
                self.expression(&node.slice)?;
                self.at(node.range);
                self.emit(Op::StoreSubscript);
            }
            Expr::Tuple(node) => self.unpack(&node.elts, node.range)?,
            Expr::List(node) => self.unpack(&node.elts, node.range)?,
            Expr::Starred(node) => {
                return self.error(node.range, "starred assignment target must be in a list or tuple");
            }
            other => return self.error(other.range(), "cannot assign to this expression"),
        }
        Ok(())
    }

    fn unpack(&mut self, targets: &[Expr], range: TextRange) -> Done {
        let mut stars = targets
            .iter()
            .enumerate()
            .filter(|(_, target)| target.is_starred_expr());
        let star = stars.next().map(|(index, _)| index);
        if stars.next().is_some() {
            return self.error(range, "multiple starred expressions in assignment");
        }
        let count = u32::try_from(targets.len()).unwrap_or(u32::MAX);
        match star {
            None => self.emit(Op::UnpackSequence(count)),
            Some(star) => {
                let (Ok(before), Ok(after)) = (u16::try_from(star), u16::try_from(targets.len() - star - 1)) else {
                    return self.error(range, "too many expressions in star-unpacking assignment");
                };
                self.emit(Op::UnpackEx { before, after });
            }
        }
        targets.iter().try_for_each(|target| match target {
            Expr::Starred(node) => self.store(&node.value),
            target => self.store(target),
        })
    }

    pub(super) fn augmented(&mut self, node: &ast::StmtAugAssign) -> Done {
        let op = Op::InPlace(operator(node.op));
        match &*node.target {
            Expr::Name(name) => {
                self.at(name.range);
                self.load_name(&name.id);
                self.expression(&node.value)?;
                self.at(node.range);
                self.emit(op);
                self.at(name.range);
                self.store_name(&name.id);
            }
            Expr::Attribute(target) => {
                self.expression(&target.value)?;
                self.at(target.range);
                self.emit(Op::Copy(1));
                let name = self.name_index(&target.attr);
                self.emit(Op::LoadAttr(name));
                self.expression(&node.value)?;
                self.at(node.range);
                self.emit(op);
                self.at(target.range);
                self.emit(Op::Swap(2));
                self.emit(Op::StoreAttr(name));
            }
            Expr::Subscript(target) => {
                self.expression(&target.value)?;
                self.expression(&target.slice)?;
                self.at(target.range);
                self.emit(Op::Copy(2));
                self.emit(Op::Copy(2));
                self.emit(Op::BinarySubscript);
                self.expression(&node.value)?;
                self.at(node.range);
                self.emit(op);
                self.at(target.range);
                self.emit(Op::Swap(3));
                self.emit(Op::Swap(2));
                self.emit(Op::StoreSubscript);
            }
            other => return self.error(other.range(), "illegal expression for augmented assignment"),
        }
        Ok(())
    }

    pub(super) fn annotated(&mut self, node: &ast::StmtAnnAssign) -> Done {
        if let Some(value) = &node.value {
            self.expression(value)?;
            return self.store(&node.target);
        }
        match &*node.target {
            Expr::Attribute(target) => self.evaluate(&[&target.value]),
            Expr::Subscript(target) => self.evaluate(&[&target.value, &target.slice]),
            _ => Ok(()),
        }
    }

    fn evaluate(&mut self, parts: &[&Expr]) -> Done {
        for part in parts {
            self.expression(part)?;
            self.emit(Op::Pop);
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &Expr) -> Done {
        self.at(target.range());
        match target {
            Expr::Name(node) => self.delete_name(&node.id),
            Expr::Attribute(node) => {
                self.expression(&node.value)?;
                self.at(node.range);
                let name = self.name_index(&node.attr);
                self.emit(Op::DeleteAttr(name));
            }
            Expr::Subscript(node) => {
                self.expression(&node.value)?;
                self.expression(&node.slice)?;
                self.at(node.range);
                self.emit(Op::DeleteSubscript);
            }
            Expr::Tuple(node) => return node.elts.iter().try_for_each(|one| self.delete(one)),
            Expr::List(node) => return node.elts.iter().try_for_each(|one| self.delete(one)),
            other => return self.error(other.range(), "cannot delete this expression"),
        }
        Ok(())
    }
}

/// The machine's name of an operator.
pub(super) fn operator(operator: ast::Operator) -> BinaryOperator {
    match operator {
        ast::Operator::Add => BinaryOperator::Add,
        ast::Operator::Sub => BinaryOperator::Subtract,
        ast::Operator::Mult => BinaryOperator::Multiply,
        ast::Operator::MatMult => BinaryOperator::MatrixMultiply,
        ast::Operator::Div => BinaryOperator::TrueDivide,
        ast::Operator::Mod => BinaryOperator::Remainder,
        ast::Operator::Pow => BinaryOperator::Power,
        ast::Operator::LShift => BinaryOperator::LeftShift,
        ast::Operator::RShift => BinaryOperator::RightShift,
        ast::Operator::BitOr => BinaryOperator::Or,
        ast::Operator::BitXor => BinaryOperator::Xor,
        ast::Operator::BitAnd => BinaryOperator::And,
        ast::Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}

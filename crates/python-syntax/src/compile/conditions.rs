//! Jumps on conditions: `not`, `and`, `or`, comparisons and conditional expressions without a value in between.

use ruff_python_ast as ast;
use ruff_python_ast::{CmpOp, Expr};
use ruff_text_size::Ranged;

use super::unit::Label;
use super::{Compiler, Done};
use crate::code::{Comparison, Op};

impl Compiler<'_> {
    /// Jumps to `target` if the truth of the expression is `when`.
    pub(super) fn jump_if(&mut self, test: &Expr, target: Label, when: bool) -> Done {
        match test {
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => self.jump_if(&node.operand, target, !when),
            Expr::BoolOp(node) => self.jump_if_combined(node, target, when),
            Expr::If(node) => self.jump_if_chosen(node, target, when),
            Expr::Compare(node) if node.ops.len() > 1 => self.jump_if_chain(node, target, when),
            Expr::Compare(node) if is_none_test(node) => self.jump_if_none(node, target, when),
            _ => {
                self.expression(test)?;
                self.at(test.range());
                self.emit(if when {
                    Op::PopJumpIfTrue(target.0)
                } else {
                    Op::PopJumpIfFalse(target.0)
                });
                Ok(())
            }
        }
    }

    fn jump_if_combined(&mut self, node: &ast::ExprBoolOp, target: Label, when: bool) -> Done {
        let decides = node.op == ast::BoolOp::Or;
        let Some((last, before)) = node.values.split_last() else {
            return Ok(());
        };
        let end = self.unit().label();
        let early = if decides == when { target } else { end };
        before
            .iter()
            .try_for_each(|value| self.jump_if(value, early, decides))?;
        self.jump_if(last, target, when)?;
        self.unit().bind(end);
        Ok(())
    }

    fn jump_if_chosen(&mut self, node: &ast::ExprIf, target: Label, when: bool) -> Done {
        let (otherwise, end) = (self.unit().label(), self.unit().label());
        self.jump_if(&node.test, otherwise, false)?;
        self.jump_if(&node.body, target, when)?;
        self.emit(Op::Jump(end.0));
        self.unit().bind(otherwise);
        self.jump_if(&node.orelse, target, when)?;
        self.unit().bind(end);
        Ok(())
    }

    fn jump_if_none(&mut self, node: &ast::ExprCompare, target: Label, when: bool) -> Done {
        self.expression(&node.left)?;
        self.at(node.range);
        let if_none = (node.ops[0] == CmpOp::Is) == when;
        self.emit(if if_none {
            Op::PopJumpIfNone(target.0)
        } else {
            Op::PopJumpIfNotNone(target.0)
        });
        Ok(())
    }

    fn jump_if_chain(&mut self, node: &ast::ExprCompare, target: Label, when: bool) -> Done {
        let (clean, end) = (self.unit().label(), self.unit().label());
        self.chain(node, |compiler| compiler.emit(Op::PopJumpIfFalse(clean.0)))?;
        self.emit(if when {
            Op::PopJumpIfTrue(target.0)
        } else {
            Op::PopJumpIfFalse(target.0)
        });
        self.emit(Op::Jump(end.0));
        self.unit().bind(clean);
        self.emit(Op::Pop);
        if !when {
            self.emit(Op::Jump(target.0));
        }
        self.unit().bind(end);
        Ok(())
    }

    // Leaves the last result; the middle values stay below the one that `leave` jumps away with.
    fn chain(&mut self, node: &ast::ExprCompare, mut leave: impl FnMut(&mut Self)) -> Done {
        self.expression(&node.left)?;
        let count = node.ops.len();
        for (index, (op, right)) in node.ops.iter().zip(&node.comparators).enumerate() {
            self.expression(right)?;
            self.at(node.range);
            if index + 1 < count {
                self.emit(Op::Swap(2));
                self.emit(Op::Copy(2));
            }
            self.compare(*op);
            if index + 1 < count {
                leave(self);
            }
        }
        Ok(())
    }

    /// The value of a comparison.
    pub(super) fn comparison(&mut self, node: &ast::ExprCompare) -> Done {
        if node.ops.len() == 1 {
            self.expression(&node.left)?;
            self.right_side(node.ops[0], &node.comparators[0])?;
            self.at(node.range);
            self.compare(node.ops[0]);
            return Ok(());
        }
        let (clean, end) = (self.unit().label(), self.unit().label());
        self.chain(node, |compiler| compiler.emit(Op::JumpIfFalseOrPop(clean.0)))?;
        self.emit(Op::Jump(end.0));
        self.unit().bind(clean);
        self.emit(Op::Swap(2));
        self.emit(Op::Pop);
        self.unit().bind(end);
        Ok(())
    }

    fn compare(&mut self, op: CmpOp) {
        self.emit(match op {
            CmpOp::Eq => Op::Compare(Comparison::Equal),
            CmpOp::NotEq => Op::Compare(Comparison::NotEqual),
            CmpOp::Lt => Op::Compare(Comparison::Less),
            CmpOp::LtE => Op::Compare(Comparison::LessEqual),
            CmpOp::Gt => Op::Compare(Comparison::Greater),
            CmpOp::GtE => Op::Compare(Comparison::GreaterEqual),
            CmpOp::Is => Op::Is(false),
            CmpOp::IsNot => Op::Is(true),
            CmpOp::In => Op::Contains(false),
            CmpOp::NotIn => Op::Contains(true),
        });
    }
}

fn is_none_test(node: &ast::ExprCompare) -> bool {
    matches!(node.ops[0], CmpOp::Is | CmpOp::IsNot) && node.comparators[0].is_none_literal_expr()
}

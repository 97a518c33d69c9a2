//! Expressions.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange};

use super::assign::operator;
use super::{Compiler, Done};
use crate::code::{Constant, Kind, Op, UnaryOperator};

impl Compiler<'_> {
    /// Pushes the value of an expression.
    pub(super) fn expression(&mut self, expression: &Expr) -> Done {
        self.at(expression.range());
        match expression {
            Expr::BoolOp(node) => self.combination(node),
            Expr::Named(node) => self.walrus(node),
            Expr::BinOp(node) => self.binary(node),
            Expr::UnaryOp(node) => self.unary(node),
            Expr::Lambda(node) => self.lambda(node),
            Expr::If(node) => self.choice(node),
            Expr::Dict(node) => self.dict(node),
            Expr::Set(node) => self.set(node),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(expression),
            Expr::Generator(node) => self.generator(node),
            Expr::Await(node) => self.awaiting(node),
            Expr::Yield(node) => self.yielding(node),
            Expr::YieldFrom(node) => self.delegating(node),
            Expr::Compare(node) => self.comparison(node),
            Expr::Call(node) => self.call(node),
            Expr::FString(node) => self.formatted(node),
            Expr::Attribute(node) => self.attribute(node),
            Expr::Subscript(node) => self.subscript(node),
            Expr::Starred(node) => self.error(node.range, "can't use starred expression here"),
            Expr::Name(node) => {
                self.load_name(&node.id);
                Ok(())
            }
            Expr::List(node) => self.list(&node.elts, node.range),
            Expr::Tuple(node) => self.tuple(&node.elts, node.range),
            Expr::Slice(node) => self.slice(node),
            Expr::TString(node) => Err(self.source.unsupported(
                node.range,
                "Template strings (t\"...\") are not run here: use an f-string.",
            )),
            Expr::IpyEscapeCommand(node) => self.error(node.range, "invalid syntax"),
            literal => self.literal(literal),
        }
    }

    // A long sum leans to the left: it is compiled without recursion.
    fn binary(&mut self, node: &ast::ExprBinOp) -> Done {
        if let Some(folded) = super::literals::folded(node) {
            self.constant(folded);
            return Ok(());
        }
        let mut steps: Vec<&ast::ExprBinOp> = vec![node];
        while let Expr::BinOp(inner) = &*steps[steps.len() - 1].left {
            if super::literals::folded(inner).is_some() {
                break;
            }
            steps.push(inner);
        }
        self.expression(&steps[steps.len() - 1].left)?;
        for step in steps.iter().rev() {
            self.expression(&step.right)?;
            self.at(step.range);
            self.emit(Op::Binary(operator(step.op)));
        }
        Ok(())
    }

    fn unary(&mut self, node: &ast::ExprUnaryOp) -> Done {
        if let Some(folded) = super::literals::negated(node) {
            self.constant(folded);
            return Ok(());
        }
        self.expression(&node.operand)?;
        self.at(node.range);
        self.emit(Op::Unary(match node.op {
            ast::UnaryOp::Invert => UnaryOperator::Invert,
            ast::UnaryOp::Not => UnaryOperator::Not,
            ast::UnaryOp::UAdd => UnaryOperator::Positive,
            ast::UnaryOp::USub => UnaryOperator::Negative,
        }));
        Ok(())
    }

    fn combination(&mut self, node: &ast::ExprBoolOp) -> Done {
        let end = self.unit().label();
        let Some((last, before)) = node.values.split_last() else {
            return Ok(());
        };
        for value in before {
            self.expression(value)?;
            self.at(value.range());
            self.emit(match node.op {
                ast::BoolOp::And => Op::JumpIfFalseOrPop(end.0),
                ast::BoolOp::Or => Op::JumpIfTrueOrPop(end.0),
            });
        }
        self.expression(last)?;
        self.unit().bind(end);
        Ok(())
    }

    fn walrus(&mut self, node: &ast::ExprNamed) -> Done {
        self.expression(&node.value)?;
        self.at(node.range);
        self.emit(Op::Copy(1));
        self.store(&node.target)
    }

    fn choice(&mut self, node: &ast::ExprIf) -> Done {
        let (otherwise, end) = (self.unit().label(), self.unit().label());
        self.jump_if(&node.test, otherwise, false)?;
        self.expression(&node.body)?;
        self.emit(Op::Jump(end.0));
        self.unit().bind(otherwise);
        self.expression(&node.orelse)?;
        self.unit().bind(end);
        Ok(())
    }

    fn attribute(&mut self, node: &ast::ExprAttribute) -> Done {
        if let Expr::Call(call) = &*node.value
            && self.is_plain_super(call)
        {
            self.super_object(call);
            self.at(node.range);
            let name = self.name_index(&node.attr);
            self.emit(Op::LoadAttr(name));
            return Ok(());
        }
        self.expression(&node.value)?;
        self.at(node.range);
        let name = self.name_index(&node.attr);
        self.emit(Op::LoadAttr(name));
        Ok(())
    }

    fn subscript(&mut self, node: &ast::ExprSubscript) -> Done {
        self.expression(&node.value)?;
        self.expression(&node.slice)?;
        self.at(node.range);
        self.emit(Op::BinarySubscript);
        Ok(())
    }

    fn slice(&mut self, node: &ast::ExprSlice) -> Done {
        for bound in [&node.lower, &node.upper] {
            match bound {
                Some(bound) => self.expression(bound)?,
                None => self.constant(Constant::None),
            }
        }
        if let Some(step) = &node.step {
            self.expression(step)?;
        }
        self.at(node.range);
        self.emit(Op::BuildSlice(2 + u32::from(node.step.is_some())));
        Ok(())
    }

    fn yielding(&mut self, node: &ast::ExprYield) -> Done {
        self.require_function(node.range, "'yield' outside function")?;
        match &node.value {
            Some(value) => self.expression(value)?,
            None => self.constant(Constant::None),
        }
        self.at(node.range);
        self.emit(Op::YieldValue);
        Ok(())
    }

    fn delegating(&mut self, node: &ast::ExprYieldFrom) -> Done {
        self.require_function(node.range, "'yield from' outside function")?;
        if matches!(self.unit().kind, Kind::Coroutine | Kind::AsyncGenerator) {
            return self.error(node.range, "'yield from' inside async function");
        }
        self.expression(&node.value)?;
        self.at(node.range);
        self.emit(Op::GetYieldFromIter);
        self.constant(Constant::None);
        self.emit(Op::YieldFrom);
        Ok(())
    }

    fn require_function(&mut self, range: TextRange, message: &str) -> Done {
        match self.unit().kind {
            Kind::Module | Kind::Class => self.error(range, message),
            _ => Ok(()),
        }
    }
}

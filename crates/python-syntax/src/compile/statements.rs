//! Statements.

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::Ranged;

use super::{Compiler, Done};
use crate::code::{Constant, Kind, Op};

impl Compiler<'_> {
    pub(super) fn statement(&mut self, statement: &Stmt) -> Done {
        self.at(statement.range());
        match statement {
            Stmt::FunctionDef(node) => self.function(node),
            Stmt::ClassDef(node) => self.class(node),
            Stmt::TypeAlias(node) => self.alias(node),
            Stmt::Return(node) => self.return_from(node),
            Stmt::Delete(node) => node.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Assign(node) => self.assign(node),
            Stmt::AugAssign(node) => self.augmented(node),
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => self.for_loop(node),
            Stmt::While(node) => self.while_loop(node),
            Stmt::If(node) => self.conditional(node),
            Stmt::With(node) => self.with(&node.items, node),
            Stmt::Match(node) => self.matching(node),
            Stmt::Raise(node) => self.raise(node),
            Stmt::Try(node) => self.attempt(node),
            Stmt::Assert(node) => self.assert(node),
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
            Stmt::Expr(node) => self.expression_statement(node),
            Stmt::Pass(_) => {
                self.emit(Op::Nop);
                Ok(())
            }
            Stmt::Break(node) => self.break_loop(node.range),
            Stmt::Continue(node) => self.continue_loop(node.range),
        }
    }

    fn expression_statement(&mut self, node: &ast::StmtExpr) -> Done {
        if is_constant(&node.value) {
            self.emit(Op::Nop);
            return Ok(());
        }
        self.expression(&node.value)?;
        self.at(node.range);
        self.emit(Op::Pop);
        Ok(())
    }

    fn return_from(&mut self, node: &ast::StmtReturn) -> Done {
        let kind = self.unit().kind;
        if matches!(kind, Kind::Module | Kind::Class) {
            return self.error(node.range, "'return' outside function");
        }
        if let (Kind::AsyncGenerator, Some(_)) = (kind, &node.value) {
            return self.error(node.range, "'return' with value in async generator");
        }
        self.refuse_leaving_group(node.range, "return")?;
        let constant = node.value.as_deref().is_none_or(is_constant);
        if let (Some(value), false) = (&node.value, constant) {
            self.expression(value)?;
        }
        self.at(node.range);
        self.unwind(
            !constant,
            |_| true,
            |compiler, _| {
                match &node.value {
                    Some(value) if constant => compiler.expression(value)?,
                    Some(_) => (),
                    None => compiler.constant(Constant::None),
                }
                compiler.at(node.range);
                compiler.emit(Op::Return);
                Ok(())
            },
        )
    }

    fn conditional(&mut self, node: &ast::StmtIf) -> Done {
        let end = self.unit().label();
        let mut next = self.unit().label();
        self.jump_if(&node.test, next, false)?;
        self.block(&node.body)?;
        for clause in &node.elif_else_clauses {
            self.emit(Op::Jump(end.0));
            self.unit().bind(next);
            next = self.unit().label();
            if let Some(test) = &clause.test {
                self.at(test.range());
                self.jump_if(test, next, false)?;
            }
            self.block(&clause.body)?;
        }
        self.unit().bind(next);
        self.unit().bind(end);
        Ok(())
    }

    fn raise(&mut self, node: &ast::StmtRaise) -> Done {
        let parts = [node.exc.as_deref(), node.cause.as_deref()];
        let mut count = 0;
        for part in parts.into_iter().flatten() {
            self.expression(part)?;
            count += 1;
        }
        self.at(node.range);
        self.emit(Op::Raise(count));
        Ok(())
    }

    fn assert(&mut self, node: &ast::StmtAssert) -> Done {
        let end = self.unit().label();
        self.jump_if(&node.test, end, true)?;
        self.at(node.test.range());
        self.emit(Op::LoadAssertionError);
        if let Some(message) = &node.msg {
            self.expression(message)?;
            self.at(node.test.range());
            self.emit(Op::Call(1));
        }
        self.emit(Op::Raise(1));
        self.unit().bind(end);
        Ok(())
    }
}

/// A literal, whose value nobody can see changing.
pub(super) fn is_constant(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
    )
}

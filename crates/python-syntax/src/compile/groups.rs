//! `except*`.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::ExceptHandler;
use ruff_text_size::Ranged;

use super::blocks::BlockKind;
use super::unit::Label;
use super::{Compiler, Done};
use crate::code::Op;

impl Compiler<'_> {
    /// The clauses of `except*`. While they run the stack holds: what was handled before, the exception, a list of what the clauses raised, and the
    /// part of the exception that is not handled yet.
    pub(super) fn group_handlers(&mut self, node: &ast::StmtTry, end: Label) -> Done {
        let (cleanup, raise) = (self.unit().label(), self.unit().label());
        self.unit().push_handler(cleanup);
        self.emit(Op::PushExceptionInfo);
        self.emit(Op::Copy(1));
        self.emit(Op::BuildList(0));
        self.emit(Op::Swap(2));
        for ExceptHandler::ExceptHandler(clause) in &node.handlers {
            self.group_handler(clause)?;
        }
        self.emit(Op::ListAppend(1));
        self.emit(Op::PrepareReraiseStar);
        self.emit(Op::Copy(1));
        self.emit(Op::PopJumpIfNotNone(raise.0));
        self.emit(Op::Pop);
        self.unit().pop_handler();
        self.emit(Op::PopExcept);
        self.emit(Op::Jump(end.0));
        self.unit().bind(raise);
        self.raise_from_handler();
        self.unit().bind(cleanup);
        self.raise_from_handler();
        Ok(())
    }

    fn group_handler(&mut self, clause: &ast::ExceptHandlerExceptHandler) -> Done {
        let (unmatched, next) = (self.unit().label(), self.unit().label());
        let Some(kind) = &clause.type_ else {
            return self.error(clause.range, "expected one or more exception types");
        };
        self.expression(kind)?;
        self.at(kind.range());
        self.emit(Op::CheckGroupMatch);
        self.emit(Op::Copy(1));
        self.emit(Op::PopJumpIfNone(unmatched.0));
        self.at(clause.range);
        let name = clause.name.as_ref().map(|name| Arc::<str>::from(name.as_str()));
        match &name {
            Some(name) => self.store_name(name),
            None => self.emit(Op::Pop),
        }
        self.group_body(clause, name.as_ref(), next)?;
        self.unit().bind(unmatched);
        self.emit(Op::Pop);
        self.unit().bind(next);
        Ok(())
    }

    fn group_body(&mut self, clause: &ast::ExceptHandlerExceptHandler, name: Option<&Arc<str>>, next: Label) -> Done {
        let failed = self.unit().label();
        self.push_block(BlockKind::GroupHandler);
        self.unit().push_handler(failed);
        self.block(&clause.body)?;
        self.unit().pop_handler();
        self.pop_block();
        self.forget(name);
        self.emit(Op::Jump(next.0));
        self.unit().bind(failed);
        self.emit(Op::ListAppend(2));
        self.forget(name);
        self.emit(Op::Jump(next.0));
        Ok(())
    }
}

//! `try`, `except`, `else`, `finally`.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::ExceptHandler;
use ruff_text_size::Ranged;

use super::blocks::{Block, BlockKind, FinalStatements};
use super::unit::{HandlerNumber, Label};
use super::{Compiler, Done};
use crate::code::Op;

impl Compiler<'_> {
    pub(super) fn attempt(&mut self, node: &ast::StmtTry) -> Done {
        if node.finalbody.is_empty() {
            return self.attempt_with_handlers(node);
        }
        let (handler, end) = (self.unit().label(), self.unit().label());
        let last = FinalStatements {
            body: node.finalbody.clone(),
        };
        self.push_block(BlockKind::FinallyBody(Arc::new(last)));
        self.unit().push_handler(handler);
        if node.handlers.is_empty() {
            self.block(&node.body)?;
        } else {
            self.attempt_with_handlers(node)?;
        }
        self.unit().pop_handler();
        self.pop_block();
        self.block(&node.finalbody)?;
        self.emit(Op::Jump(end.0));
        self.unit().bind(handler);
        self.finally_after_exception(node)?;
        self.unit().bind(end);
        Ok(())
    }

    fn finally_after_exception(&mut self, node: &ast::StmtTry) -> Done {
        let cleanup = self.unit().label();
        self.push_block(BlockKind::FinallyEnd);
        self.unit().push_handler(cleanup);
        self.emit(Op::PushExceptionInfo);
        self.block(&node.finalbody)?;
        self.emit(Op::ReRaise);
        self.unit().pop_handler();
        self.pop_block();
        self.unit().bind(cleanup);
        self.raise_from_handler();
        Ok(())
    }

    fn attempt_with_handlers(&mut self, node: &ast::StmtTry) -> Done {
        let (handler, end) = (self.unit().label(), self.unit().label());
        self.push_block(BlockKind::Try);
        self.unit().push_handler(handler);
        self.block(&node.body)?;
        self.unit().pop_handler();
        self.pop_block();
        self.block(&node.orelse)?;
        self.emit(Op::Jump(end.0));
        self.unit().bind(handler);
        if node.is_star {
            self.group_handlers(node, end)?;
        } else {
            self.handlers(node, end)?;
        }
        self.unit().bind(end);
        Ok(())
    }

    fn handlers(&mut self, node: &ast::StmtTry, end: Label) -> Done {
        let cleanup = self.unit().label();
        let number = self.unit().push_handler(cleanup);
        self.emit(Op::PushExceptionInfo);
        let count = node.handlers.len();
        for (index, ExceptHandler::ExceptHandler(clause)) in node.handlers.iter().enumerate() {
            if clause.type_.is_none() && index + 1 < count {
                return self.error(clause.range, "default 'except:' must be last");
            }
            self.handler(clause, number, end)?;
        }
        self.emit(Op::ReRaise);
        self.unit().pop_handler();
        self.unit().bind(cleanup);
        self.raise_from_handler();
        Ok(())
    }

    fn handler(&mut self, clause: &ast::ExceptHandlerExceptHandler, cleanup: HandlerNumber, end: Label) -> Done {
        let next = self.unit().label();
        self.at(clause.range);
        if let Some(kind) = &clause.type_ {
            self.expression(kind)?;
            self.at(kind.range());
            self.emit(Op::CheckExceptionMatch);
            self.emit(Op::PopJumpIfFalse(next.0));
        }
        self.at(clause.range);
        let name = clause.name.as_ref().map(|name| Arc::<str>::from(name.as_str()));
        match &name {
            Some(name) => self.store_name(name),
            None => self.emit(Op::Pop),
        }
        self.handler_body(clause, name.as_ref(), cleanup)?;
        self.emit(Op::Jump(end.0));
        self.unit().handlers.push(cleanup);
        self.unit().bind(next);
        Ok(())
    }

    // Runs the clause, restores what was handled before, and leaves the handler's own region closed.
    fn handler_body(
        &mut self,
        clause: &ast::ExceptHandlerExceptHandler,
        name: Option<&Arc<str>>,
        cleanup: HandlerNumber,
    ) -> Done {
        let failed = self.unit().label();
        let outside = self.unit().handlers.len() - 1;
        let kind = BlockKind::Handler { name: name.cloned() };
        self.unit().blocks.push(Block {
            kind,
            handlers: outside,
        });
        if name.is_some() {
            self.unit().push_handler(failed);
        }
        self.block(&clause.body)?;
        self.unit().handlers.truncate(outside);
        self.pop_block();
        self.emit(Op::PopExcept);
        self.forget(name);
        if name.is_some() {
            let after = self.unit().label();
            self.emit(Op::Jump(after.0));
            self.unit().bind(failed);
            self.unit().handlers.push(cleanup);
            self.forget(name);
            self.emit(Op::ReRaise);
            self.unit().pop_handler();
            self.unit().bind(after);
        }
        Ok(())
    }
}

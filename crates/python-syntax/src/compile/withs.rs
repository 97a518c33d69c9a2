//! `with` and `async with`.

use ruff_python_ast as ast;
use ruff_python_ast::WithItem;
use ruff_text_size::Ranged;

use super::blocks::BlockKind;
use super::{Compiler, Done};
use crate::code::{Constant, Op};

impl Compiler<'_> {
    pub(super) fn with(&mut self, items: &[WithItem], node: &ast::StmtWith) -> Done {
        let Some((item, rest)) = items.split_first() else {
            return self.block(&node.body);
        };
        if node.is_async {
            self.require_async_function(node.range, "async with")?;
        }
        let (handler, end) = (self.unit().label(), self.unit().label());
        self.enter_with(item, node.is_async)?;
        let span = self.unit().span;
        self.push_block(BlockKind::With {
            asynchronous: node.is_async,
            span,
        });
        self.unit().push_handler_below(handler, 1);
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::Pop),
        }
        self.with(rest, node)?;
        self.unit().pop_handler();
        self.pop_block();
        self.unit().span = span;
        self.call_exit(node.is_async);
        self.emit(Op::Pop);
        self.emit(Op::Jump(end.0));
        self.unit().bind(handler);
        self.exit_with_exception(node.is_async);
        self.unit().bind(end);
        Ok(())
    }

    fn enter_with(&mut self, item: &WithItem, asynchronous: bool) -> Done {
        self.expression(&item.context_expr)?;
        self.at(item.context_expr.range());
        self.emit(Op::LoadWithMethods(asynchronous));
        self.emit(Op::Call(0));
        if asynchronous {
            self.wait();
        }
        Ok(())
    }

    /// Calls the exit on top of the stack with three Nones.
    pub(super) fn call_exit(&mut self, asynchronous: bool) {
        (0..3).for_each(|_| self.constant(Constant::None));
        self.emit(Op::Call(3));
        if asynchronous {
            self.wait();
        }
    }

    fn exit_with_exception(&mut self, asynchronous: bool) {
        let (suppress, cleanup, end) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.unit().push_handler(cleanup);
        self.emit(Op::PushExceptionInfo);
        self.emit(Op::WithExceptStart);
        if asynchronous {
            self.wait();
        }
        self.emit(Op::PopJumpIfTrue(suppress.0));
        self.emit(Op::ReRaise);
        self.unit().bind(suppress);
        self.emit(Op::Pop);
        self.unit().pop_handler();
        self.emit(Op::PopExcept);
        self.emit(Op::Pop);
        self.emit(Op::Jump(end.0));
        self.unit().bind(cleanup);
        self.raise_from_handler();
        self.unit().bind(end);
    }

    /// Ends a handler that failed itself: what was handled before is again, and the new exception goes on.
    pub(super) fn raise_from_handler(&mut self) {
        self.emit(Op::Swap(2));
        self.emit(Op::PopExcept);
        self.emit(Op::ReRaise);
    }
}

//! `await` and `async for`.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::blocks::BlockKind;
use super::{Compiler, Done};
use crate::code::{Constant, Kind, Op};

impl Compiler<'_> {
    pub(super) fn awaiting(&mut self, node: &ast::ExprAwait) -> Done {
        match self.unit().kind {
            Kind::Module | Kind::Class => return self.error(node.range, "'await' outside function"),
            Kind::Function | Kind::Generator => return self.error(node.range, "'await' outside async function"),
            Kind::Coroutine | Kind::AsyncGenerator => (),
        }
        self.expression(&node.value)?;
        self.at(node.range);
        self.wait();
        Ok(())
    }

    /// Awaits what is on top of the stack.
    pub(super) fn wait(&mut self) {
        self.emit(Op::GetAwaitable);
        self.constant(Constant::None);
        self.emit(Op::YieldFrom);
    }

    /// Pushes the next item of the asynchronous iterator on top of the stack.
    pub(super) fn await_next(&mut self) {
        self.emit(Op::GetAnext);
        self.constant(Constant::None);
        self.emit(Op::YieldFrom);
    }

    pub(super) fn require_async_function(&mut self, range: TextRange, what: &str) -> Done {
        match self.unit().kind {
            Kind::Coroutine | Kind::AsyncGenerator => Ok(()),
            _ => self.error(range, format!("'{what}' outside async function")),
        }
    }

    pub(super) fn async_for(&mut self, node: &ast::StmtFor) -> Done {
        self.require_async_function(node.range, "async for")?;
        let (top, end, done) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.expression(&node.iter)?;
        self.at(node.iter.range());
        self.emit(Op::GetAiter);
        self.unit().bind(top);
        self.push_block(BlockKind::AsyncFor { top, end });
        self.unit().push_handler(done);
        self.await_next();
        self.unit().pop_handler();
        self.store(&node.target)?;
        self.body_and_back(&node.body, top, done)?;
        self.at(node.iter.range());
        self.emit(Op::EndAsyncFor);
        self.block(&node.orelse)?;
        self.unit().bind(end);
        Ok(())
    }
}

//! The blocks around a statement, and how `break`, `continue` and `return` leave them.

use std::sync::Arc;

use ruff_python_ast::Stmt;

use super::unit::Label;
use super::{Compiler, Done};
use crate::code::{Constant, Op, Span};

/// What stands around the statement that is being compiled.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How many handlers were open around it.
    pub handlers: usize,
}

/// The kinds of block.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A `while` loop.
    While { top: Label, end: Label },
    /// A `for` loop: its iterator is on the stack.
    For { top: Label, end: Label },
    /// A `for` that awaits: its iterator is on the stack.
    AsyncFor { top: Label, end: Label },
    /// The body of a `try` with handlers.
    Try,
    /// The body of a `try` with `finally`: leaving it runs the final statements. They are shared, for each way out compiles them again.
    FinallyBody(Arc<FinalStatements>),
    /// The final statements after an exception: it and the former one are on the stack.
    FinallyEnd,
    /// A `with`: its exit is on the stack.
    With { asynchronous: bool, span: Span },
    /// An `except` clause: the former exception is on the stack.
    Handler { name: Option<Arc<str>> },
    /// Some values that are dropped on the way out.
    Values(u32),
    /// An `except*` clause, which nothing may leave.
    GroupHandler,
}

/// The statements of a `finally`.
#[derive(Debug, Clone)]
pub struct FinalStatements {
    /// A copy of the statements.
    pub body: Vec<Stmt>,
}

impl Compiler<'_> {
    pub(super) fn push_block(&mut self, kind: BlockKind) {
        let handlers = self.unit().handlers.len();
        self.unit().blocks.push(Block { kind, handlers });
    }

    pub(super) fn pop_block(&mut self) {
        self.unit().blocks.pop();
    }

    /// Leaves blocks from the innermost on while `inside` says so; the value on top of the stack is kept if `keep`. Then, still outside of them, goes on
    /// with `then`, which gets the block that was stopped at.
    pub(super) fn unwind(
        &mut self,
        keep: bool,
        inside: impl Fn(&BlockKind) -> bool,
        then: impl FnOnce(&mut Self, Option<BlockKind>) -> Done,
    ) -> Done {
        let saved = (self.unit().blocks.clone(), self.unit().handlers.clone());
        let mut stopped = None;
        while let Some(block) = self.unit().blocks.last().cloned() {
            if !inside(&block.kind) {
                stopped = Some(block.kind);
                break;
            }
            self.unit().blocks.pop();
            self.unit().handlers.truncate(block.handlers);
            self.leave(&block.kind, keep)?;
        }
        then(self, stopped)?;
        let unit = self.unit();
        (unit.blocks, unit.handlers) = saved;
        Ok(())
    }

    fn leave(&mut self, kind: &BlockKind, keep: bool) -> Done {
        match kind {
            BlockKind::While { .. } | BlockKind::Try | BlockKind::GroupHandler => (),
            BlockKind::For { .. } | BlockKind::AsyncFor { .. } => self.drop_below(keep),
            BlockKind::Values(count) => (0..*count).for_each(|_| self.drop_below(keep)),
            BlockKind::FinallyBody(last) => return self.run_final(last, keep),
            BlockKind::FinallyEnd => {
                self.drop_below(keep);
                self.restore_exception(keep);
            }
            BlockKind::With { asynchronous, span } => self.exit_with(*asynchronous, *span, keep),
            BlockKind::Handler { name } => {
                self.restore_exception(keep);
                self.forget(name.as_ref());
            }
        }
        Ok(())
    }

    fn run_final(&mut self, last: &FinalStatements, keep: bool) -> Done {
        let span = self.unit().span;
        if keep {
            self.push_block(BlockKind::Values(1));
        }
        self.block(&last.body)?;
        if keep {
            self.pop_block();
        }
        self.unit().span = span;
        Ok(())
    }

    fn drop_below(&mut self, keep: bool) {
        if keep {
            self.emit(Op::Swap(2));
        }
        self.emit(Op::Pop);
    }

    fn restore_exception(&mut self, keep: bool) {
        if keep {
            self.emit(Op::Swap(2));
        }
        self.emit(Op::PopExcept);
    }

    fn exit_with(&mut self, asynchronous: bool, span: Span, keep: bool) {
        let outer = std::mem::replace(&mut self.unit().span, span);
        if keep {
            self.emit(Op::Swap(2));
        }
        self.call_exit(asynchronous);
        self.emit(Op::Pop);
        self.unit().span = outer;
    }

    /// Ends an `except ... as name`: the name is unbound whatever the clause did with it.
    pub(super) fn forget(&mut self, name: Option<&Arc<str>>) {
        if let Some(name) = name {
            self.constant(Constant::None);
            self.store_name(name);
            self.delete_name(name);
        }
    }
}

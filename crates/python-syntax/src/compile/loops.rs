//! `while`, `for`, `break`, `continue`.

use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use super::blocks::BlockKind;
use super::unit::Label;
use super::{Compiler, Done};
use crate::code::Op;

impl Compiler<'_> {
    pub(super) fn while_loop(&mut self, node: &ast::StmtWhile) -> Done {
        let (top, end, otherwise) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.unit().bind(top);
        self.push_block(BlockKind::While { top, end });
        self.jump_if(&node.test, otherwise, false)?;
        self.body_and_back(&node.body, top, otherwise)?;
        self.block(&node.orelse)?;
        self.unit().bind(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, node: &ast::StmtFor) -> Done {
        if node.is_async {
            return self.async_for(node);
        }
        let (top, end, otherwise) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.expression(&node.iter)?;
        self.at(node.iter.range());
        self.emit(Op::GetIter);
        self.unit().bind(top);
        self.push_block(BlockKind::For { top, end });
        self.emit(Op::ForIter(otherwise.0));
        self.store(&node.target)?;
        self.body_and_back(&node.body, top, otherwise)?;
        self.block(&node.orelse)?;
        self.unit().bind(end);
        Ok(())
    }

    /// A loop's body, the way back to its top, and the place where the loop has run out.
    pub(super) fn body_and_back(&mut self, body: &[ast::Stmt], top: Label, run_out: Label) -> Done {
        self.block(body)?;
        self.emit(Op::JumpBackward(top.0));
        self.pop_block();
        self.unit().bind(run_out);
        Ok(())
    }

    pub(super) fn break_loop(&mut self, range: TextRange) -> Done {
        self.at(range);
        self.refuse_leaving_group(range, "break")?;
        self.unwind(
            false,
            |kind| !is_loop(kind),
            |compiler, stopped| {
                let (end, has_iterator) = match stopped {
                    Some(BlockKind::While { end, .. }) => (end, false),
                    Some(BlockKind::For { end, .. } | BlockKind::AsyncFor { end, .. }) => (end, true),
                    _ => return compiler.error(range, "'break' outside loop"),
                };
                if has_iterator {
                    compiler.emit(Op::Pop);
                }
                compiler.emit(Op::Jump(end.0));
                Ok(())
            },
        )
    }

    pub(super) fn continue_loop(&mut self, range: TextRange) -> Done {
        self.at(range);
        self.refuse_leaving_group(range, "continue")?;
        self.unwind(
            false,
            |kind| !is_loop(kind),
            |compiler, stopped| {
                let Some(BlockKind::While { top, .. } | BlockKind::For { top, .. } | BlockKind::AsyncFor { top, .. }) =
                    stopped
                else {
                    return compiler.error(range, "'continue' not properly in loop");
                };
                compiler.emit(Op::JumpBackward(top.0));
                Ok(())
            },
        )
    }

    pub(super) fn refuse_leaving_group(&mut self, range: TextRange, word: &str) -> Done {
        let looked_at = self
            .unit()
            .blocks
            .iter()
            .rev()
            .take_while(|block| word == "return" || !is_loop(&block.kind));
        if looked_at
            .into_iter()
            .any(|block| matches!(block.kind, BlockKind::GroupHandler))
        {
            return self.error(
                range,
                "'break', 'continue' and 'return' cannot appear in an except* block",
            );
        }
        Ok(())
    }
}

fn is_loop(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::While { .. } | BlockKind::For { .. } | BlockKind::AsyncFor { .. }
    )
}

//! `match`: its cases, and what all patterns share.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{MatchCase, Pattern};
use ruff_text_size::{Ranged, TextRange};

use super::unit::Label;
use super::{Compiler, Done};
use crate::code::Op;

/// The state of a pattern that is being compiled.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    /// Names that will be bound if the whole pattern matches; their values lie on the stack in this order, the first on top.
    pub stores: Vec<Arc<str>>,
    /// Where to go on failure, by how many values must be popped.
    pub fail: Vec<Label>,
    /// How many values of the patterns around lie above the names' values.
    pub on_top: usize,
}

impl Compiler<'_> {
    pub(super) fn matching(&mut self, node: &ast::StmtMatch) -> Done {
        self.refuse_unreachable(node)?;
        self.expression(&node.subject)?;
        let end = self.unit().label();
        let (cases, default) = split_default(&node.cases);
        for (index, case) in cases.iter().enumerate() {
            let more = index + 1 < cases.len() || default.is_some();
            self.case(case, more, end)?;
        }
        if let Some(case) = default {
            self.at(case.pattern.range());
            self.emit(Op::Pop);
            self.default_case(case, end)?;
        }
        self.unit().bind(end);
        Ok(())
    }

    fn default_case(&mut self, case: &MatchCase, end: Label) -> Done {
        if let Some(guard) = &case.guard {
            self.jump_if(guard, end, false)?;
        }
        self.block(&case.body)
    }

    // The subject stays below while more cases follow.
    fn case(&mut self, case: &MatchCase, more: bool, end: Label) -> Done {
        let mut matching = Matching::default();
        self.at(case.pattern.range());
        if more {
            self.emit(Op::Copy(1));
        }
        self.pattern(&case.pattern, &mut matching)?;
        self.at(case.pattern.range());
        for name in std::mem::take(&mut matching.stores) {
            self.store_name(&name);
        }
        if let Some(guard) = &case.guard {
            let fail = self.fail_label(&mut matching, 0);
            self.jump_if(guard, fail, false)?;
        }
        if more {
            self.emit(Op::Pop);
        }
        self.block(&case.body)?;
        self.emit(Op::Jump(end.0));
        self.bind_failures(&mut matching);
        Ok(())
    }

    fn refuse_unreachable(&self, node: &ast::StmtMatch) -> Done {
        let Some((_, before)) = node.cases.split_last() else {
            return Ok(());
        };
        for case in before.iter().filter(|case| case.guard.is_none()) {
            match &case.pattern {
                Pattern::MatchAs(pattern) if pattern.pattern.is_none() => {
                    return self.error(pattern.range, unreachable_after(pattern));
                }
                _ => (),
            }
        }
        Ok(())
    }

    pub(super) fn fail_label(&mut self, matching: &mut Matching, pops: usize) -> Label {
        while matching.fail.len() <= pops {
            let label = self.unit().label();
            matching.fail.push(label);
        }
        matching.fail[pops]
    }

    /// Jumps away when a pattern does not match; what the patterns have put on the stack by now is popped there.
    pub(super) fn jump_to_failure(&mut self, matching: &mut Matching, jump: impl Fn(u32) -> Op) {
        let pops = matching.on_top + matching.stores.len();
        let label = self.fail_label(matching, pops);
        self.emit(jump(label.0));
    }

    /// Binds the labels of failure to ops that pop what each has too much.
    pub(super) fn bind_failures(&mut self, matching: &mut Matching) {
        while let Some(label) = matching.fail.pop() {
            self.unit().bind(label);
            if !matching.fail.is_empty() {
                self.emit(Op::Pop);
            }
        }
    }

    /// Moves the top of the stack below `count - 1` values.
    pub(super) fn rotate(&mut self, count: usize) {
        for depth in (2..=count).rev() {
            self.emit(Op::Swap(u32::try_from(depth).unwrap_or(u32::MAX)));
        }
    }

    /// Keeps the value on top for a name, or drops it.
    pub(super) fn keep_for(
        &mut self,
        name: Option<&ast::Identifier>,
        matching: &mut Matching,
        range: TextRange,
    ) -> Done {
        let Some(name) = name else {
            self.emit(Op::Pop);
            return Ok(());
        };
        self.refuse_second(&matching.stores, name, range)?;
        self.rotate(matching.on_top + matching.stores.len() + 1);
        matching.stores.push(name.as_str().into());
        Ok(())
    }

    pub(super) fn refuse_second(&self, stores: &[Arc<str>], name: &str, range: TextRange) -> Done {
        if stores.iter().any(|store| **store == *name) {
            return self.error(range, format!("multiple assignments to name '{name}' in pattern"));
        }
        Ok(())
    }
}

fn unreachable_after(pattern: &ast::PatternMatchAs) -> String {
    match &pattern.name {
        Some(name) => format!("name capture '{name}' makes remaining patterns unreachable"),
        None => "wildcard makes remaining patterns unreachable".to_owned(),
    }
}

// A last `case _` after others needs no pattern.
fn split_default(cases: &[MatchCase]) -> (&[MatchCase], Option<&MatchCase>) {
    match cases.split_last() {
        Some((last, before)) if !before.is_empty() && is_wildcard(&last.pattern) => (before, Some(last)),
        _ => (cases, None),
    }
}

/// `_`
pub(super) fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchAs(node) if node.pattern.is_none() && node.name.is_none())
}

/// `*_`
pub(super) fn is_wildcard_star(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::MatchStar(node) if node.name.is_none())
}

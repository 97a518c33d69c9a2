//! Comprehensions, inlined as CPython 3.12 and later do, and generator expressions, which are functions.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::unit::Label;
use super::{Compiler, Done};
use crate::code::{Kind, Op};
use crate::scope::{Part, ScopeNumber};

/// What a comprehension does with each result.
enum Result<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

/// A comprehension that is being compiled.
struct Loops<'a> {
    generators: &'a [Comprehension],
    result: Result<'a>,
    range: TextRange,
}

impl Compiler<'_> {
    pub(super) fn comprehension(&mut self, expression: &Expr) -> Done {
        let range = expression.range();
        let (scope, generators, result) = match expression {
            Expr::ListComp(node) => (self.inner_scope(node), &node.generators, Result::List(&node.elt)),
            Expr::SetComp(node) => (self.inner_scope(node), &node.generators, Result::Set(&node.elt)),
            Expr::DictComp(node) => (
                self.inner_scope(node),
                &node.generators,
                Result::Dict(&node.key, &node.value),
            ),
            _ => return Ok(()),
        };
        self.require_async(scope, range)?;
        let new = match result {
            Result::Set(_) => Op::BuildSet(0),
            Result::Dict(..) => Op::BuildMap(0),
            _ => Op::BuildList(0),
        };
        let loops = Loops {
            generators,
            result,
            range,
        };
        self.outermost(&loops)?;
        self.at(range);
        self.emit(new);
        self.emit(Op::Swap(2));
        self.unit().scopes.push(scope);
        self.fresh_variables(scope, generators.len() > 1);
        self.loops(&loops, 0)?;
        self.unit().scopes.pop();
        Ok(())
    }

    fn inner_scope<T>(&self, node: &T) -> ScopeNumber {
        self.table.scope_of(node, Part::Body)
    }

    fn require_async(&self, scope: ScopeNumber, range: TextRange) -> Done {
        let kind = self.units.last().map(|unit| unit.kind);
        let allowed = matches!(kind, Some(Kind::Coroutine | Kind::AsyncGenerator));
        if self.table.scopes[scope].asynchronous && !allowed {
            return self.error(range, "asynchronous comprehension outside of an asynchronous function");
        }
        Ok(())
    }

    // Each run of a comprehension has variables of its own: captured ones in new cells, the others empty.
    fn fresh_variables(&mut self, scope: ScopeNumber, clear: bool) {
        let own: Vec<(Arc<str>, bool)> = {
            let scope = &self.table.scopes[scope];
            let own = scope.names.iter().map(|name| (name, &scope.symbols[name]));
            let own = own.filter(|(_, symbol)| symbol.bound && !symbol.nonlocal && !symbol.global);
            own.map(|(name, symbol)| (name.clone(), symbol.captured)).collect()
        };
        for (name, captured) in own {
            if captured {
                let cell = self.unit().cell(scope, &name);
                self.emit(Op::MakeCell(cell));
            } else if clear {
                let slot = self.unit().slot(scope, &name);
                self.emit(Op::ClearFast(slot));
            }
        }
    }

    pub(super) fn generator(&mut self, node: &ast::ExprGenerator) -> Done {
        let scope = self.inner_scope(node);
        let loops = Loops {
            generators: &node.generators,
            result: Result::Yield(&node.elt),
            range: node.range,
        };
        let line = self.source.place(node.range.start()).0;
        self.open_unit(scope, "<genexpr>", line);
        self.unit().slot(scope, &".0".into());
        self.unit().shape.positional = 1;
        self.guarded(|compiler| {
            compiler.at(node.range);
            compiler.emit(Op::LoadFast(0));
            compiler.loops(&loops, 0)?;
            compiler.at(node.range);
            compiler.return_none();
            Ok(())
        })?;
        let code = self.finish_unit()?;
        self.at(node.range);
        self.make_function(code, 0);
        self.outermost(&loops)?;
        self.at(node.range);
        self.emit(Op::Call(1));
        Ok(())
    }

    // The first iterable is evaluated, and its iterator made, outside.
    fn outermost(&mut self, loops: &Loops<'_>) -> Done {
        loops.generators.first().map_or(Ok(()), |first| self.iterator(first))
    }

    fn iterator(&mut self, generator: &Comprehension) -> Done {
        self.expression(&generator.iter)?;
        self.at(generator.iter.range());
        self.emit(if generator.is_async { Op::GetAiter } else { Op::GetIter });
        Ok(())
    }

    fn loops(&mut self, loops: &Loops<'_>, depth: usize) -> Done {
        let generator = &loops.generators[depth];
        let (top, again, end) = (self.unit().label(), self.unit().label(), self.unit().label());
        self.at(generator.iter.range());
        self.unit().bind(top);
        self.next_item(generator, end);
        self.store(&generator.target)?;
        generator
            .ifs
            .iter()
            .try_for_each(|condition| self.jump_if(condition, again, false))?;
        if depth + 1 < loops.generators.len() {
            self.iterator(&loops.generators[depth + 1])?;
            self.loops(loops, depth + 1)?;
        } else {
            self.result(loops, depth)?;
        }
        self.at(loops.range);
        self.unit().bind(again);
        self.emit(Op::JumpBackward(top.0));
        self.unit().bind(end);
        if generator.is_async {
            self.emit(Op::EndAsyncFor);
        }
        Ok(())
    }

    fn next_item(&mut self, generator: &Comprehension, end: Label) {
        if !generator.is_async {
            return self.emit(Op::ForIter(end.0));
        }
        self.unit().push_handler(end);
        self.await_next();
        self.unit().pop_handler();
    }

    fn result(&mut self, loops: &Loops<'_>, depth: usize) -> Done {
        let below = u32::try_from(depth + 2).unwrap_or(u32::MAX);
        match &loops.result {
            Result::List(element) => {
                self.expression(element)?;
                self.at(element.range());
                self.emit(Op::ListAppend(below));
            }
            Result::Set(element) => {
                self.expression(element)?;
                self.at(element.range());
                self.emit(Op::SetAdd(below));
            }
            Result::Dict(key, value) => {
                self.expression(key)?;
                self.expression(value)?;
                self.at(TextRange::new(key.start(), value.end()));
                self.emit(Op::MapAdd(below));
            }
            Result::Yield(element) => {
                self.expression(element)?;
                self.at(element.range());
                self.emit(Op::YieldValue);
                self.emit(Op::Pop);
            }
        }
        Ok(())
    }
}

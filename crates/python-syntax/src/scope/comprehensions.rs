//! Comprehensions, generator expressions, walruses in them, `yield` and `await`.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;
use ruff_text_size::TextRange;

use super::build::Builder;
use super::{Part, ScopeKind, ScopeNumber};
use crate::refusal::Refusal;

impl Builder<'_> {
    /// The first iterable belongs to the scope around; the rest is inside.
    pub(super) fn comprehension<T>(
        &mut self,
        node: &T,
        name: &str,
        generators: &[ast::Comprehension],
        results: &[&Expr],
    ) -> Result<(), Refusal> {
        let Some(first) = generators.first() else { return Ok(()) };
        self.iterable(&first.iter)?;
        let kind = if name == "<genexpr>" {
            ScopeKind::Generator
        } else {
            ScopeKind::Comprehension
        };
        let outer = self.current;
        self.within(node, Part::Body, kind, name, |builder| {
            builder.inside(generators, results)
        })?;
        let inner = self.table.scope_of(node, Part::Body);
        let outer_kind = self.table.scopes[outer].kind;
        if kind == ScopeKind::Comprehension && self.table.scopes[inner].asynchronous && is_comprehension(outer_kind) {
            self.table.scopes[outer].asynchronous = true;
        }
        Ok(())
    }

    fn inside(&mut self, generators: &[ast::Comprehension], results: &[&Expr]) -> Result<(), Refusal> {
        if generators.iter().any(|generator| generator.is_async) {
            self.scope().asynchronous = true;
        }
        for (index, generator) in generators.iter().enumerate() {
            self.iteration_variables(&generator.target)?;
            if index > 0 {
                self.iterable(&generator.iter)?;
            }
            self.expressions(&generator.ifs)?;
        }
        // CPython visits a dict comprehension's key before its value.
        results.iter().try_for_each(|result| self.expression(result))
    }

    fn iterable(&mut self, iterable: &Expr) -> Result<(), Refusal> {
        self.in_iterable += 1;
        let done = self.expression(iterable);
        self.in_iterable -= 1;
        done
    }

    fn iteration_variables(&mut self, target: &Expr) -> Result<(), Refusal> {
        self.target(target)?;
        let mut names = Vec::new();
        names_in(target, &mut names);
        for name in names {
            let name = self.mangled(name);
            if let Some(symbol) = self.scope().symbols.get_mut(&name) {
                symbol.iteration = true;
            }
        }
        Ok(())
    }

    pub(super) fn walrus(&mut self, node: &ast::ExprNamed) -> Result<(), Refusal> {
        let in_comprehension = is_comprehension(self.table.scopes[self.current].kind);
        if self.in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(self.source.syntax_error(node.range, message));
        }
        match &*node.target {
            Expr::Name(name) if in_comprehension => self.bind_outside(name, node.range)?,
            target => self.expression(target)?,
        }
        self.expression(&node.value)
    }

    // PEP 572: the target of a walrus in a comprehension belongs to the function around.
    fn bind_outside(&mut self, name: &ast::ExprName, range: TextRange) -> Result<(), Refusal> {
        let inner = self.current;
        let target = self.owner_of_walrus(name)?;
        let mut scope = inner;
        while scope != target {
            self.current = scope;
            self.read(&name.id, name.range)?;
            let mangled = self.mangled(&name.id);
            let in_module = self.table.scopes[target].kind == ScopeKind::Module;
            let declared_global = self.declares_global(target, &name.id);
            if let Some(symbol) = self.scope().symbols.get_mut(&mangled) {
                symbol.global = in_module || declared_global;
                symbol.nonlocal = !symbol.global;
            }
            scope = self.table.scopes[scope].parent.unwrap_or(target);
        }
        self.current = target;
        let done = self.bind(&name.id, range);
        self.current = inner;
        done
    }

    fn declares_global(&self, scope: ScopeNumber, name: &str) -> bool {
        let scope = &self.table.scopes[scope];
        scope
            .symbols
            .get(&super::mangle(scope.private.as_ref(), name))
            .is_some_and(|symbol| symbol.global)
    }

    fn owner_of_walrus(&self, name: &ast::ExprName) -> Result<ScopeNumber, Refusal> {
        let mut scope = self.current;
        while is_comprehension(self.table.scopes[scope].kind) {
            let symbol = self.table.scopes[scope].symbols.get(name.id.as_str());
            if symbol.is_some_and(|symbol| symbol.iteration) {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{}'",
                    name.id
                );
                return Err(self.source.syntax_error(name.range, message));
            }
            let Some(parent) = self.table.scopes[scope].parent else {
                break;
            };
            scope = parent;
        }
        if self.table.scopes[scope].kind == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            return Err(self.source.syntax_error(name.range, message));
        }
        Ok(scope)
    }

    pub(super) fn yields(&mut self, value: Option<&Expr>, word: &str, range: TextRange) -> Result<(), Refusal> {
        self.optional(value)?;
        let kind = self.table.scopes[self.current].kind;
        if is_comprehension(kind) {
            let place = match self.table.scopes[self.current].name.as_ref() {
                "<genexpr>" => "generator expression",
                "<setcomp>" => "set comprehension",
                "<dictcomp>" => "dict comprehension",
                _ => "list comprehension",
            };
            return Err(self.source.syntax_error(range, format!("'{word}' inside {place}")));
        }
        self.scope().yields = true;
        Ok(())
    }

    pub(super) fn awaiting(&mut self, node: &ast::ExprAwait) -> Result<(), Refusal> {
        self.expression(&node.value)?;
        if is_comprehension(self.table.scopes[self.current].kind) {
            self.scope().asynchronous = true;
        }
        Ok(())
    }
}

fn is_comprehension(kind: ScopeKind) -> bool {
    matches!(kind, ScopeKind::Comprehension | ScopeKind::Generator)
}

fn names_in<'e>(target: &'e Expr, names: &mut Vec<&'e str>) {
    match target {
        Expr::Name(name) => names.push(&name.id),
        Expr::Tuple(node) => node.elts.iter().for_each(|element| names_in(element, names)),
        Expr::List(node) => node.elts.iter().for_each(|element| names_in(element, names)),
        Expr::Starred(node) => names_in(&node.value, names),
        _ => (),
    }
}

//! The walk over statements that finds every scope, and what it does with each name.

use std::collections::HashMap;
use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::TextRange;

use super::{Part, Scope, ScopeKind, ScopeNumber, Table, address, mangle};
use crate::refusal::Refusal;
use crate::source::Source;

/// The state of the walk.
pub struct Builder<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) table: Table,
    pub(super) current: ScopeNumber,
    pub(super) places: HashMap<(ScopeNumber, Arc<str>), TextRange>,
    pub(super) in_iterable: usize,
    pub(super) future_annotations: bool,
}

/// Finds the scopes of a module's body, or of one expression.
///
/// # Errors
/// What CPython's symbol table refuses, such as "name 'x' is parameter and global".
pub fn build(source: &Source<'_>, module: &ast::Mod, future_annotations: bool) -> Result<Table, Refusal> {
    let mut builder = Builder {
        source,
        table: Table::default(),
        current: 0,
        places: HashMap::new(),
        in_iterable: 0,
        future_annotations,
    };
    builder.push_scope(ScopeKind::Module, "<module>".into());
    match module {
        ast::Mod::Module(module) => {
            builder.annotate_body(&module.body, module)?;
            builder.body(&module.body)?;
        }
        ast::Mod::Expression(module) => builder.expression(&module.body)?,
    }
    builder.resolve_all()?;
    Ok(builder.table)
}

impl Builder<'_> {
    pub(super) fn push_scope(&mut self, kind: ScopeKind, name: Arc<str>) -> ScopeNumber {
        let number = self.table.scopes.len();
        let parent = (number > 0).then_some(self.current);
        let private = parent.and_then(|parent| self.table.scopes[parent].private.clone());
        self.table.scopes.push(Scope {
            kind,
            private: if kind == ScopeKind::Class {
                Some(name.clone())
            } else {
                private
            },
            name,
            parent,
            names: Vec::new(),
            symbols: HashMap::new(),
            frees: Vec::new(),
            asynchronous: false,
            yields: false,
            static_attributes: Vec::new(),
        });
        self.current = number;
        number
    }

    /// Runs `inside` within a new scope that belongs to a part of a node.
    pub(super) fn within<T>(
        &mut self,
        node: &T,
        part: Part,
        kind: ScopeKind,
        name: &str,
        inside: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let outer = self.current;
        let number = self.push_scope(kind, name.into());
        self.table.keys.insert((address(node), part), number);
        let done = inside(self);
        self.current = outer;
        done
    }

    pub(super) fn scope(&mut self) -> &mut Scope {
        &mut self.table.scopes[self.current]
    }

    pub(super) fn mangled(&self, name: &str) -> Arc<str> {
        mangle(self.table.scopes[self.current].private.as_ref(), name)
    }

    pub(super) fn body(&mut self, body: &[Stmt]) -> Result<(), Refusal> {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt) -> Result<(), Refusal> {
        match statement {
            Stmt::FunctionDef(node) => self.function(node),
            Stmt::ClassDef(node) => self.class(node),
            Stmt::TypeAlias(node) => self.alias(node),
            Stmt::Return(node) => self.optional(node.value.as_deref()),
            Stmt::Delete(node) => self.expressions(&node.targets),
            Stmt::Assign(node) => {
                self.expression(&node.value)?;
                node.targets.iter().try_for_each(|target| self.target(target))
            }
            Stmt::AugAssign(node) => {
                self.target(&node.target)?;
                if let Expr::Name(name) = &*node.target {
                    self.read(&name.id, name.range)?;
                }
                self.expression(&node.value)
            }
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => {
                self.target(&node.target)?;
                self.expression(&node.iter)?;
                self.body(&node.body)?;
                self.body(&node.orelse)
            }
            Stmt::While(node) => {
                self.expression(&node.test)?;
                self.body(&node.body)?;
                self.body(&node.orelse)
            }
            Stmt::If(node) => self.conditional(node),
            Stmt::With(node) => self.with(node),
            Stmt::Match(node) => self.matching(node),
            Stmt::Raise(node) => {
                self.optional(node.exc.as_deref())?;
                self.optional(node.cause.as_deref())
            }
            Stmt::Try(node) => self.attempt(node),
            Stmt::Assert(node) => {
                self.expression(&node.test)?;
                self.optional(node.msg.as_deref())
            }
            Stmt::Import(node) => node.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(node) => self.declare_global(node),
            Stmt::Nonlocal(node) => self.declare_nonlocal(node),
            Stmt::Expr(node) => self.expression(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn conditional(&mut self, node: &ast::StmtIf) -> Result<(), Refusal> {
        self.expression(&node.test)?;
        self.body(&node.body)?;
        node.elif_else_clauses.iter().try_for_each(|clause| {
            self.optional(clause.test.as_ref())?;
            self.body(&clause.body)
        })
    }

    fn with(&mut self, node: &ast::StmtWith) -> Result<(), Refusal> {
        for item in &node.items {
            self.expression(&item.context_expr)?;
            if let Some(target) = &item.optional_vars {
                self.target(target)?;
            }
        }
        self.body(&node.body)
    }

    fn attempt(&mut self, node: &ast::StmtTry) -> Result<(), Refusal> {
        self.body(&node.body)?;
        for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
            self.optional(handler.type_.as_deref())?;
            if let Some(name) = &handler.name {
                self.bind(name, name.range)?;
            }
            self.body(&handler.body)?;
        }
        self.body(&node.orelse)?;
        self.body(&node.finalbody)
    }

    fn import(&mut self, alias: &ast::Alias) -> Result<(), Refusal> {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        let first = name.split('.').next().unwrap_or_default();
        self.bind(first, alias.range)
    }

    fn import_from(&mut self, node: &ast::StmtImportFrom) -> Result<(), Refusal> {
        for alias in &node.names {
            if alias.name.as_str() != "*" {
                self.import(alias)?;
            } else if self.table.scopes[self.current].kind != ScopeKind::Module {
                return Err(self
                    .source
                    .syntax_error(node.range, "import * only allowed at module level"));
            }
        }
        Ok(())
    }

    fn function(&mut self, node: &ast::StmtFunctionDef) -> Result<(), Refusal> {
        self.bind(&node.name, node.range)?;
        node.decorator_list
            .iter()
            .try_for_each(|one| self.expression(&one.expression))?;
        self.defaults(&node.parameters)?;
        self.generic(node, node.type_params.as_deref(), &node.name, |builder| {
            builder.annotate_function(node)?;
            builder.within(node, Part::Body, ScopeKind::Function, &node.name, |builder| {
                builder.scope().asynchronous = node.is_async;
                builder.parameters(&node.parameters)?;
                builder.body(&node.body)
            })
        })
    }

    fn class(&mut self, node: &ast::StmtClassDef) -> Result<(), Refusal> {
        self.bind(&node.name, node.range)?;
        node.decorator_list
            .iter()
            .try_for_each(|one| self.expression(&one.expression))?;
        self.generic(node, node.type_params.as_deref(), &node.name, |builder| {
            if let Some(arguments) = &node.arguments {
                builder.arguments(arguments)?;
            }
            builder.within(node, Part::Body, ScopeKind::Class, &node.name, |builder| {
                builder.annotate_body(&node.body, node)?;
                builder.body(&node.body)
            })
        })
    }

    pub(super) fn parameters(&mut self, parameters: &ast::Parameters) -> Result<(), Refusal> {
        for parameter in in_slot_order(parameters) {
            self.parameter(&parameter.name)?;
        }
        Ok(())
    }

    pub(super) fn defaults(&mut self, parameters: &ast::Parameters) -> Result<(), Refusal> {
        let all = parameters.iter_non_variadic_params();
        let defaults: Vec<&Expr> = all.filter_map(|parameter| parameter.default()).collect();
        defaults.into_iter().try_for_each(|default| self.expression(default))
    }
}

/// Parameters in the order of their fast slots.
pub fn in_slot_order(parameters: &ast::Parameters) -> impl Iterator<Item = &ast::Parameter> {
    let plain = parameters
        .posonlyargs
        .iter()
        .chain(&parameters.args)
        .chain(&parameters.kwonlyargs);
    let stars = [&parameters.vararg, &parameters.kwarg];
    let stars = stars.into_iter().filter_map(|star| star.as_deref());
    plain.map(|one| &one.parameter).chain(stars)
}

//! Annotations, type parameters and aliases: scopes that are evaluated only when asked (PEP 649, PEP 695).

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt, TypeParam};
use ruff_text_size::Ranged;

use super::build::Builder;
use super::{Part, ScopeKind};
use crate::refusal::Refusal;

impl Builder<'_> {
    /// The annotations of a class's or module's variables, as a scope of the class or module.
    pub(super) fn annotate_body<T>(&mut self, body: &[Stmt], node: &T) -> Result<(), Refusal> {
        let annotated = annotated_variables(body);
        if annotated.is_empty() {
            return Ok(());
        }
        self.annotations(node, annotated.into_iter().map(|(_, annotation)| annotation))
    }

    /// The annotations of a function's parameters and result, as a scope around the function.
    pub(super) fn annotate_function(&mut self, node: &ast::StmtFunctionDef) -> Result<(), Refusal> {
        let annotated = annotated_parameters(node);
        if annotated.is_empty() {
            return Ok(());
        }
        self.annotations(node, annotated.into_iter().map(|(_, annotation)| annotation))
    }

    fn annotations<'e, T>(&mut self, node: &T, all: impl Iterator<Item = &'e Expr>) -> Result<(), Refusal> {
        let read = !self.future_annotations;
        let mut all = all;
        self.lazily(node, Part::Annotations, "__annotate__", |builder| {
            if read {
                all.try_for_each(|one| builder.expression(one))
            } else {
                Ok(())
            }
        })
    }

    fn lazily<T>(
        &mut self,
        node: &T,
        part: Part,
        name: &str,
        inside: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let in_class = self.sees_class();
        self.within(node, part, ScopeKind::Annotations, name, |builder| {
            if in_class {
                builder.read("__classdict__", ruff_text_size::TextRange::default())?;
            }
            inside(builder)
        })
    }

    fn sees_class(&self) -> bool {
        let scope = &self.table.scopes[self.current];
        match (scope.kind, scope.parent) {
            (ScopeKind::Class, _) => true,
            (ScopeKind::TypeParameters, Some(parent)) => self.table.scopes[parent].kind == ScopeKind::Class,
            _ => false,
        }
    }

    /// Runs `inside` within the scope of type parameters, if there are any.
    pub(super) fn generic<T>(
        &mut self,
        node: &T,
        parameters: Option<&ast::TypeParams>,
        name: &str,
        inside: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let Some(parameters) = parameters else {
            return inside(self);
        };
        let in_class = self.sees_class();
        let name = format!("<generic parameters of {name}>");
        self.within(
            node,
            Part::TypeParameters,
            ScopeKind::TypeParameters,
            &name,
            |builder| {
                if in_class {
                    builder.read("__classdict__", parameters.range())?;
                }
                builder.type_parameters(parameters)?;
                inside(builder)
            },
        )
    }

    fn type_parameters(&mut self, parameters: &ast::TypeParams) -> Result<(), Refusal> {
        for parameter in parameters.iter() {
            let name = name_of(parameter);
            let known = self
                .scope()
                .symbols
                .get(name.as_str())
                .is_some_and(|symbol| symbol.bound);
            if known {
                return Err(self
                    .source
                    .syntax_error(name.range, format!("duplicate type parameter '{name}'")));
            }
            self.bind(name, name.range)?;
            if let TypeParam::TypeVar(ast::TypeParamTypeVar { bound: Some(bound), .. }) = parameter {
                self.lazily(parameter, Part::Annotations, name, |builder| builder.expression(bound))?;
            }
            if let Some(default) = parameter.default() {
                self.lazily(parameter, Part::TypeParameters, name, |builder| {
                    builder.expression(default)
                })?;
            }
        }
        Ok(())
    }

    pub(super) fn alias(&mut self, node: &ast::StmtTypeAlias) -> Result<(), Refusal> {
        let Expr::Name(name) = &*node.name else { return Ok(()) };
        self.bind(&name.id, name.range)?;
        self.generic(node, node.type_params.as_deref(), &name.id, |builder| {
            builder.lazily(node, Part::Annotations, &name.id, |builder| {
                builder.expression(&node.value)
            })
        })
    }
}

/// The name of a type parameter.
pub fn name_of(parameter: &TypeParam) -> &ast::Identifier {
    match parameter {
        TypeParam::TypeVar(node) => &node.name,
        TypeParam::TypeVarTuple(node) => &node.name,
        TypeParam::ParamSpec(node) => &node.name,
    }
}

/// The annotated parameters of a function, and its result as `return`, in CPython's order.
pub fn annotated_parameters(node: &ast::StmtFunctionDef) -> Vec<(&str, &Expr)> {
    let parameters = &node.parameters;
    let plain = parameters
        .posonlyargs
        .iter()
        .chain(&parameters.args)
        .map(|one| &one.parameter);
    let keyword = parameters.kwonlyargs.iter().map(|one| &one.parameter);
    let all = plain
        .chain(parameters.vararg.as_deref())
        .chain(keyword)
        .chain(parameters.kwarg.as_deref());
    let parameters = all.filter_map(|one| Some((one.name.as_str(), one.annotation()?)));
    parameters
        .chain(node.returns.as_deref().map(|returns| ("return", returns)))
        .collect()
}

/// The annotated plain names of a class or module body, in nested blocks too.
pub fn annotated_variables(body: &[Stmt]) -> Vec<(&ast::ExprName, &Expr)> {
    let mut found = Vec::new();
    body.iter().for_each(|statement| collect(statement, &mut found));
    found
}

fn collect<'a>(statement: &'a Stmt, found: &mut Vec<(&'a ast::ExprName, &'a Expr)>) {
    match statement {
        Stmt::AnnAssign(node) => {
            if let (Expr::Name(name), true) = (&*node.target, node.simple) {
                found.push((name, &node.annotation));
            }
        }
        _ => blocks(statement)
            .into_iter()
            .flatten()
            .for_each(|inner| collect(inner, found)),
    }
}

// The blocks of a compound statement that belong to the same scope.
fn blocks(statement: &Stmt) -> Vec<&[Stmt]> {
    match statement {
        Stmt::If(node) => {
            let others = node.elif_else_clauses.iter().map(|clause| &clause.body[..]);
            std::iter::once(&node.body[..]).chain(others).collect()
        }
        Stmt::For(node) => vec![&node.body, &node.orelse],
        Stmt::While(node) => vec![&node.body, &node.orelse],
        Stmt::With(node) => vec![&node.body],
        Stmt::Match(node) => node.cases.iter().map(|case| &case.body[..]).collect(),
        Stmt::Try(node) => {
            let handlers = node
                .handlers
                .iter()
                .map(|ast::ExceptHandler::ExceptHandler(one)| &one.body[..]);
            std::iter::once(&node.body[..])
                .chain(handlers)
                .chain([&node.orelse[..], &node.finalbody[..]])
                .collect()
        }
        _ => Vec::new(),
    }
}

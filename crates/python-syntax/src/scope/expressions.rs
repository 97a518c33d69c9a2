//! The walk over expressions and assignment targets.

use ruff_python_ast as ast;
use ruff_python_ast::Expr;

use super::build::Builder;
use super::{Part, ScopeKind};
use crate::refusal::Refusal;

impl Builder<'_> {
    pub(super) fn optional(&mut self, expression: Option<&Expr>) -> Result<(), Refusal> {
        expression.map_or(Ok(()), |expression| self.expression(expression))
    }

    pub(super) fn expressions(&mut self, all: &[Expr]) -> Result<(), Refusal> {
        all.iter().try_for_each(|one| self.expression(one))
    }

    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> Result<(), Refusal> {
        self.expressions(&arguments.args)?;
        arguments
            .keywords
            .iter()
            .try_for_each(|keyword| self.expression(&keyword.value))
    }

    /// An expression that is assigned to: its names are bound, what it is reached through is read.
    pub(super) fn target(&mut self, target: &Expr) -> Result<(), Refusal> {
        if let Expr::Attribute(node) = target {
            self.note_static_attribute(node);
        }
        self.expression(target)
    }

    // `self.x = ...` in a method: CPython lists the names in the class's `__static_attributes__`.
    fn note_static_attribute(&mut self, node: &ast::ExprAttribute) {
        let scope = &self.table.scopes[self.current];
        let parent = scope.parent.map(|parent| (parent, self.table.scopes[parent].kind));
        let (Some((class, ScopeKind::Class)), ScopeKind::Function) = (parent, scope.kind) else {
            return;
        };
        if matches!(&*node.value, Expr::Name(name) if name.id == "self") {
            let name = self.mangled(&node.attr);
            let known = &mut self.table.scopes[class].static_attributes;
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }

    pub(super) fn expression(&mut self, expression: &Expr) -> Result<(), Refusal> {
        match expression {
            Expr::BinOp(node) => self.binary(node),
            Expr::BoolOp(node) => self.expressions(&node.values),
            Expr::Named(node) => self.walrus(node),
            Expr::UnaryOp(node) => self.expression(&node.operand),
            Expr::Lambda(node) => self.lambda(node),
            Expr::If(node) => {
                self.expression(&node.test)?;
                self.expression(&node.body)?;
                self.expression(&node.orelse)
            }
            Expr::Dict(node) => node.items.iter().try_for_each(|item| {
                self.optional(item.key.as_ref())?;
                self.expression(&item.value)
            }),
            Expr::Set(node) => self.expressions(&node.elts),
            Expr::ListComp(node) => self.comprehension(node, "<listcomp>", &node.generators, &[&node.elt]),
            Expr::SetComp(node) => self.comprehension(node, "<setcomp>", &node.generators, &[&node.elt]),
            Expr::DictComp(node) => self.comprehension(node, "<dictcomp>", &node.generators, &[&node.key, &node.value]),
            Expr::Generator(node) => self.comprehension(node, "<genexpr>", &node.generators, &[&node.elt]),
            Expr::Await(node) => self.awaiting(node),
            Expr::Yield(node) => self.yields(node.value.as_deref(), "yield", node.range),
            Expr::YieldFrom(node) => self.yields(Some(&node.value), "yield", node.range),
            Expr::Compare(node) => {
                self.expression(&node.left)?;
                self.expressions(&node.comparators)
            }
            Expr::Call(node) => {
                self.expression(&node.func)?;
                self.arguments(&node.arguments)
            }
            Expr::FString(node) => node.value.elements().try_for_each(|element| self.element(element)),
            Expr::Attribute(node) => self.expression(&node.value),
            Expr::Subscript(node) => {
                self.expression(&node.value)?;
                self.expression(&node.slice)
            }
            Expr::Starred(node) => self.expression(&node.value),
            Expr::Name(node) if node.ctx == ast::ExprContext::Load => self.read(&node.id, node.range),
            Expr::Name(node) => self.bind(&node.id, node.range),
            Expr::List(node) => self.elements(&node.elts, node.ctx),
            Expr::Tuple(node) => self.elements(&node.elts, node.ctx),
            Expr::Slice(node) => {
                self.optional(node.lower.as_deref())?;
                self.optional(node.upper.as_deref())?;
                self.optional(node.step.as_deref())
            }
            _ => Ok(()),
        }
    }

    fn elements(&mut self, elements: &[Expr], context: ast::ExprContext) -> Result<(), Refusal> {
        match context {
            ast::ExprContext::Store => elements.iter().try_for_each(|element| self.target(element)),
            _ => self.expressions(elements),
        }
    }

    // A long sum leans to the left: it is walked without recursion.
    fn binary(&mut self, node: &ast::ExprBinOp) -> Result<(), Refusal> {
        let mut rights = vec![&*node.right];
        let mut left = &*node.left;
        while let Expr::BinOp(inner) = left {
            rights.push(&inner.right);
            left = &inner.left;
        }
        self.expression(left)?;
        rights.into_iter().rev().try_for_each(|right| self.expression(right))
    }

    fn lambda(&mut self, node: &ast::ExprLambda) -> Result<(), Refusal> {
        if let Some(parameters) = &node.parameters {
            self.defaults(parameters)?;
        }
        self.within(node, Part::Body, ScopeKind::Lambda, "<lambda>", |builder| {
            if let Some(parameters) = &node.parameters {
                builder.parameters(parameters)?;
            }
            builder.expression(&node.body)
        })
    }

    pub(super) fn element(&mut self, element: &ast::InterpolatedStringElement) -> Result<(), Refusal> {
        let ast::InterpolatedStringElement::Interpolation(field) = element else {
            return Ok(());
        };
        self.expression(&field.expression)?;
        let spec = field.format_spec.as_deref();
        spec.map_or(Ok(()), |spec| {
            spec.elements.iter().try_for_each(|element| self.element(element))
        })
    }
}

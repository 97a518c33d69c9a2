//! Calls.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Keyword};
use ruff_text_size::{Ranged, TextRange};

use super::{Compiler, Done};
use crate::code::Op;
use crate::scope::{Place, ScopeKind};

// More arguments than this go through a tuple.
const MOST_ARGUMENTS: usize = 255;

impl Compiler<'_> {
    pub(super) fn call(&mut self, node: &ast::ExprCall) -> Done {
        self.refuse_repeated(&node.arguments)?;
        if self.is_plain_super(node) {
            self.super_object(node);
            return Ok(());
        }
        match &*node.func {
            Expr::Attribute(function) if is_plain(&node.arguments) => self.method_call(node, function),
            function => {
                self.expression(function)?;
                self.call_with(&node.arguments, node.range)
            }
        }
    }

    fn refuse_repeated(&mut self, arguments: &ast::Arguments) -> Done {
        let named = |keyword: &Keyword| keyword.arg.clone();
        for (index, keyword) in arguments.keywords.iter().enumerate() {
            let Some(name) = named(keyword) else { continue };
            if arguments.keywords[..index]
                .iter()
                .any(|before| before.arg.as_ref().is_some_and(|one| one.id == name.id))
            {
                return self.error(keyword.range, format!("keyword argument repeated: {name}"));
            }
        }
        Ok(())
    }

    fn method_call(&mut self, node: &ast::ExprCall, function: &ast::ExprAttribute) -> Done {
        match &*function.value {
            Expr::Call(inner) if self.is_plain_super(inner) => self.super_object(inner),
            value => self.expression(value)?,
        }
        self.at(function.range);
        self.place_method_call(function);
        let name = self.name_index(&function.attr);
        self.emit(Op::LoadMethod(name));
        let count = self.plain_arguments(&node.arguments)?;
        self.at(node.range);
        self.place_method_call(function);
        match self.keyword_names(&node.arguments.keywords) {
            Some(names) => self.emit(Op::CallMethodKeywords { count, names }),
            None => self.emit(Op::CallMethod(u32::from(count))),
        }
        Ok(())
    }

    // CPython shows the line of the attribute's name where a chain of calls runs over several lines.
    fn place_method_call(&mut self, function: &ast::ExprAttribute) {
        let name = self.source.span(function.attr.range);
        let span = &mut self.unit().span;
        if span.line != name.line {
            span.line = name.line;
            span.column = name.column;
        }
    }

    fn plain_arguments(&mut self, arguments: &ast::Arguments) -> Result<u16, crate::Refusal> {
        arguments
            .args
            .iter()
            .try_for_each(|argument| self.expression(argument))?;
        arguments
            .keywords
            .iter()
            .try_for_each(|keyword| self.expression(&keyword.value))?;
        Ok(u16::try_from(arguments.args.len() + arguments.keywords.len()).unwrap_or(u16::MAX))
    }

    fn keyword_names(&mut self, keywords: &[Keyword]) -> Option<u32> {
        if keywords.is_empty() {
            return None;
        }
        let names: Vec<Arc<str>> = keywords
            .iter()
            .filter_map(|keyword| keyword.arg.as_ref())
            .map(|name| self.mangled(name))
            .collect();
        Some(self.tuple_of_names(names.into_iter()))
    }

    /// Calls the callable on the stack.
    pub(super) fn call_with(&mut self, arguments: &ast::Arguments, range: TextRange) -> Done {
        if !is_plain(arguments) {
            return self.call_unpacked(arguments, range);
        }
        let count = self.plain_arguments(arguments)?;
        self.at(range);
        self.finish_call(count, &arguments.keywords);
        Ok(())
    }

    /// The call op once all arguments are on the stack.
    pub(super) fn finish_call(&mut self, count: u16, keywords: &[Keyword]) {
        match self.keyword_names(keywords) {
            Some(names) => self.emit(Op::CallKeywords { count, names }),
            None => self.emit(Op::Call(u32::from(count))),
        }
    }

    fn call_unpacked(&mut self, arguments: &ast::Arguments, range: TextRange) -> Done {
        match &*arguments.args {
            [Expr::Starred(only)] => self.expression(&only.value)?,
            all => self.tuple(all, range)?,
        }
        self.keyword_dict(&arguments.keywords, range)?;
        self.at(range);
        self.emit(Op::CallEx(!arguments.keywords.is_empty()));
        Ok(())
    }

    /// Pushes a dict of keyword arguments, if there are any; the callable and the positional arguments lie below.
    pub(super) fn keyword_dict(&mut self, keywords: &[Keyword], range: TextRange) -> Done {
        if keywords.is_empty() {
            return Ok(());
        }
        self.at(range);
        self.emit(Op::BuildMap(0));
        let mut rest = keywords;
        while let Some((first, after)) = rest.split_first() {
            let plain = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
            if plain == 0 {
                self.expression(&first.value)?;
                self.at(range);
                self.emit(Op::DictMerge(1));
                rest = after;
                continue;
            }
            for keyword in &rest[..plain] {
                let name = keyword.arg.as_ref().map(|name| self.mangled(name)).unwrap_or_default();
                self.text(&name);
                self.expression(&keyword.value)?;
            }
            self.at(range);
            self.emit(Op::BuildMap(u32::try_from(plain).unwrap_or(u32::MAX)));
            self.emit(Op::DictMerge(1));
            rest = &rest[plain..];
        }
        Ok(())
    }

    /// `super()` inside a method: it means the class around and the first parameter.
    pub(super) fn is_plain_super(&self, call: &ast::ExprCall) -> bool {
        let scope = self.scope();
        let is_super = matches!(&*call.func, Expr::Name(name) if name.id == "super");
        let bare = call.arguments.args.is_empty() && call.arguments.keywords.is_empty();
        let global = matches!(
            self.table.place(scope, "super").0,
            Place::Global | Place::GlobalDeclared
        );
        let in_class = self.table.place(scope, "__class__").0 == Place::Free;
        let is_function = self.units.last().is_some_and(|unit| {
            let kind = self.table.scopes[unit.scopes[0]].kind;
            unit.scopes.len() == 1 && matches!(kind, ScopeKind::Function | ScopeKind::Lambda) && has_parameter(unit)
        });
        is_super && bare && global && in_class && is_function
    }

    pub(super) fn super_object(&mut self, call: &ast::ExprCall) {
        self.at(call.func.range());
        self.load_name("super");
        self.load_name("__class__");
        let first = self.unit().locals[0].clone();
        self.load_name(&first);
        self.at(call.range);
        self.emit(Op::LoadSuper);
    }
}

fn has_parameter(unit: &super::unit::Unit) -> bool {
    unit.shape.positional > 0
}

/// Neither `*args` nor `**kwargs`, and not too many.
pub(super) fn is_plain(arguments: &ast::Arguments) -> bool {
    let stars = arguments.args.iter().any(Expr::is_starred_expr);
    let unpacked = arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
    !stars && !unpacked && arguments.args.len() + arguments.keywords.len() <= MOST_ARGUMENTS
}

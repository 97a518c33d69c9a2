//! The compiler: a syntax tree and its scopes to code objects.

use std::sync::Arc;

use ruff_python_ast as ast;
use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::code::{Code, Constant, Kind, Op};
use crate::refusal::Refusal;
use crate::scope::{ScopeNumber, Table, mangle};
use crate::source::Source;
use unit::Unit;

mod annotations;
mod assembly;
mod assign;
mod asynchronous;
mod blocks;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod constants;
mod expressions;
mod functions;
mod generics;
mod groups;
mod imports;
mod literals;
mod loops;
mod matching;
mod names;
mod patterns;
mod statements;
mod strings;
mod tries;
mod unit;
mod withs;

/// The result of compiling a piece: ops go into the current unit.
type Done = Result<(), Refusal>;

/// The state of compiling one text.
pub struct Compiler<'a> {
    source: &'a Source<'a>,
    table: Table,
    filename: Arc<str>,
    units: Vec<Unit>,
    future_annotations: bool,
}

/// Compiles a parsed text.
///
/// # Errors
/// What CPython's compiler refuses, such as "'return' outside function", and what does not run here.
pub fn compile(
    source: &Source<'_>,
    module: &ast::Mod,
    table: Table,
    filename: &str,
    future_annotations: bool,
) -> Result<Code, Refusal> {
    let mut compiler = Compiler {
        source,
        table,
        filename: filename.into(),
        units: Vec::new(),
        future_annotations,
    };
    compiler
        .units
        .push(Unit::new(0, Kind::Module, "<module>".into(), "<module>".into(), 1));
    match module {
        ast::Mod::Module(module) => compiler.module(module)?,
        ast::Mod::Expression(module) => {
            compiler.expression(&module.body)?;
            compiler.emit(Op::Return);
        }
    }
    compiler.finish_unit()
}

impl Compiler<'_> {
    fn module(&mut self, module: &ast::ModModule) -> Done {
        self.unit().span.line = 1;
        if let Some(doc) = docstring(&module.body) {
            self.at(doc.range());
            self.constant(Constant::Str(clean(doc.value.to_str()).into()));
            self.store_name("__doc__");
        }
        self.annotate_body(module)?;
        self.body(&module.body)?;
        self.return_none();
        Ok(())
    }

    fn body(&mut self, body: &[Stmt]) -> Done {
        let skip = usize::from(docstring(body).is_some());
        let skip = if self.unit().skips_docstring { skip } else { 0 };
        self.unit().skips_docstring = false;
        body[skip..].iter().try_for_each(|statement| self.statement(statement))
    }

    fn block(&mut self, body: &[Stmt]) -> Done {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn unit(&mut self) -> &mut Unit {
        self.units
            .last_mut()
            .expect("a unit is open while there is something to compile")
    }

    fn scope(&self) -> ScopeNumber {
        self.units.last().map_or(0, Unit::scope)
    }

    fn emit(&mut self, op: Op) {
        self.unit().emit(op);
    }

    fn at(&mut self, range: TextRange) {
        let span = self.source.span(range);
        self.unit().span = span;
    }

    fn mangled(&self, name: &str) -> Arc<str> {
        mangle(self.table.scopes[self.scope()].private.as_ref(), name)
    }

    fn return_none(&mut self) {
        self.constant(Constant::None);
        self.emit(Op::Return);
    }

    fn error<T>(&self, range: TextRange, message: impl Into<String>) -> Result<T, Refusal> {
        Err(self.source.syntax_error(range, message))
    }
}

/// The docstring of a body, if its first statement is one.
fn docstring(body: &[Stmt]) -> Option<&ast::ExprStringLiteral> {
    let Stmt::Expr(first) = body.first()? else { return None };
    let Expr::StringLiteral(text) = &*first.value else {
        return None;
    };
    Some(text)
}

/// A docstring as CPython 3.13 and later keep it: without the indentation that all lines but the first share.
fn clean(text: &str) -> String {
    let expanded: Vec<String> = text.split('\n').map(expand_tabs).collect();
    let margin = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let inner = expanded
        .iter()
        .skip(1)
        .filter(|line| !line.trim_start_matches(' ').is_empty());
    let margin = inner.map(margin).min().unwrap_or(0);
    let mut lines = expanded.iter();
    let first = lines.next().map(|line| line.trim_start_matches(' ').to_owned());
    let rest = lines.map(|line| line.get(margin..).unwrap_or_default().to_owned());
    first.into_iter().chain(rest).collect::<Vec<String>>().join("\n")
}

fn expand_tabs(line: &str) -> String {
    let mut out = String::new();
    for letter in line.chars() {
        match letter {
            '\t' => out.push_str(&" ".repeat(8 - out.chars().count() % 8)),
            other => out.push(other),
        }
    }
    out
}
